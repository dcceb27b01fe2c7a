import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Account } from "../account.ts";
import { putObject } from "../s3/objects.ts";
import type { Job } from "../state.ts";
import { bucketError } from "./destinations.ts";
import { digestKey } from "./objectKeys.ts";
import { signatureOf, signingKey } from "./signing.ts";
import type { DeliveredFile, DigestChain, Trail } from "./state.ts";

/** The job that writes the digest files of a trail for the time since the last ones. */
export const digestJob = "cloudtrail.digest";

/** Has digest files written every `settings.digestInterval` from now on, empty hours included (FACTS 39). */
export function startDigests(account: Account, trail: Trail): void {
  if (!trail.isLogging || !trail.logFileValidationEnabled || trail.digestsSince !== undefined) return;
  trail.digestsSince = account.now();
  chainOf(account, trail, trail.homeRegion);
  scheduleDigest(account, trail, account.now() + account.settings.digestInterval, false);
}

/** Ends the digest files with one more, once all log files up to now are delivered (FACTS 52). */
export function endDigests(account: Account, trail: Trail): void {
  if (trail.digestsSince === undefined) return;
  scheduleDigest(account, trail, account.now() + account.settings.deliveryDelay + 1_000, true);
  delete trail.digestsSince;
}

function scheduleDigest(account: Account, trail: Trail, at: number, isFinal: boolean): void {
  account.schedule(at, digestJob, { trail: trail.arn, since: trail.digestsSince ?? 0, isFinal });
}

/** Does {@link digestJob}. */
export function writeDueDigests(account: Account, { data }: Pick<Job, "data">): void {
  const trail = account.state.cloudTrail.trails.get(String(data.trail));
  if (trail === undefined) return;
  if (data.isFinal) {
    // Where digest files were started again meanwhile, the chain goes on unbroken.
    if (trail.digestsSince !== undefined) return;
    writeDigests(account, trail, account.now());
    trail.digests.clear();
    trail.undigested = [];
    return;
  }
  if (trail.digestsSince !== data.since) return;
  writeDigests(account, trail, account.now());
  scheduleDigest(account, trail, account.now() + account.settings.digestInterval, false);
}

/** Writes a digest file for each Region of the trail, up to `end` (epoch milliseconds). */
function writeDigests(account: Account, trail: Trail, end: number): void {
  const { digest } = trail.status;
  const error = bucketError(account, trail);
  if (error !== undefined) {
    digest.error = error;
    return;
  }
  const files = trail.undigested;
  const regions = new Set([...trail.digests.keys(), ...files.map(({ region }) => region)]);
  trail.undigested = [];
  for (const region of regions) {
    writeDigest(
      account,
      trail,
      region,
      end,
      files.filter((file) => file.region === region),
    );
  }
  delete digest.error;
  digest.time = account.now();
}

/**
 * Writes and signs one digest file, and makes it the previous one of its Region's chain (FACTS 36, 39–42).
 * `end`: epoch milliseconds; the file covers the time from the end of the one before.
 */
export function writeDigest(
  account: Account,
  trail: Trail,
  region: string,
  end: number,
  files: readonly DeliveredFile[],
): void {
  const chain = chainOf(account, trail, region);
  const { previous } = chain;
  const bucket = trail.s3BucketName;
  const key = digestKey(trail, account.state.accountId, region, end);
  const digestEndTime = isoSeconds(end);
  const digest = {
    awsAccountId: account.state.accountId,
    digestStartTime: isoSeconds(chain.coveredTo),
    digestEndTime,
    digestS3Bucket: bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: signingKey(account).fingerprint,
    digestSignatureAlgorithm: "SHA256withRSA",
    newestEventTime: isoOrNull(
      files.map(({ newestEventTime }) => newestEventTime),
      Math.max,
    ),
    oldestEventTime: isoOrNull(
      files.map(({ oldestEventTime }) => oldestEventTime),
      Math.min,
    ),
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.hash ?? null,
    previousDigestHashAlgorithm: previous ? "SHA-256" : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: files.map((file) => ({
      s3Bucket: file.bucket,
      s3Object: file.key,
      hashValue: file.hash,
      hashAlgorithm: "SHA-256",
      newestEventTime: isoSeconds(file.newestEventTime),
      oldestEventTime: isoSeconds(file.oldestEventTime),
    })),
  };
  const text = JSON.stringify(digest);
  const hash = createHash("sha256").update(text).digest("hex");
  const signed = [digestEndTime, `${bucket}/${key}`, hash, previous?.signature ?? "null"].join("\n");
  const signature = signatureOf(account, signed);
  putObject(account, bucket, key, gzipSync(text), {
    contentType: "application/json",
    contentEncoding: "gzip",
    lastModified: end,
    metadata: { signature, "signature-algorithm": "SHA256withRSA" },
  });
  chain.coveredTo = end;
  chain.previous = { bucket, key, hash, signature };
}

/** The chain of a Region, begun now where there is none. */
function chainOf(account: Account, trail: Trail, region: string): DigestChain {
  let chain = trail.digests.get(region);
  if (chain === undefined) {
    chain = { coveredTo: trail.digestsSince ?? account.now() };
    trail.digests.set(region, chain);
  }
  return chain;
}

function isoOrNull(times: readonly number[], choose: (...times: number[]) => number): string | null {
  return times.length === 0 ? null : isoSeconds(choose(...times));
}

/** Such as `2023-07-10T12:15:04Z`. */
function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
