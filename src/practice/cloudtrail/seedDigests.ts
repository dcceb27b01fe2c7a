import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { Account } from "../account.ts";
import type { HistoryLogFile } from "../history/history.ts";
import type { Job } from "../state.ts";
import { bucketError } from "./destinations.ts";
import { startDigests, writeDigest } from "./digest.ts";
import { parseLogFileName } from "./objectKeys.ts";
import type { DeliveredFile, Trail } from "./state.ts";

/** The job that writes digest files for one hour of the account's past. */
export const seedDigestsJob = "cloudtrail.seedDigests";

const hourMs = 3_600_000;
const hoursOfPast = 24;
/** Between two hours of the past, so that requests are answered meanwhile. */
const pauseMs = 50;

/**
 * Has digest files written for the last 24 hours of the past, whose log files lie in the trail's bucket. The digest
 * files of the present follow, in the same chain.
 */
export function seedDigests(account: Account, trail: Trail): void {
  const from = account.history.to - hoursOfPast * hourMs;
  trail.digests.set(trail.homeRegion, { coveredTo: from });
  account.schedule(account.now(), seedDigestsJob, { trail: trail.arn, from });
}

/** Does {@link seedDigestsJob}. A job without `from` begins with the first hour. */
export function writeDigestsOfThePast(account: Account, { data }: Pick<Job, "data">): void {
  const trail = account.state.cloudTrail.trails.get(String(data.trail));
  if (trail === undefined || !trail.logFileValidationEnabled || bucketError(account, trail) !== undefined) return;
  if (typeof data.from !== "number") {
    seedDigests(account, trail);
    return;
  }
  const { from } = data;
  const end = Math.min(from + hourMs, account.history.to);
  const files = [...account.history.logFiles(from, end)].map((file) => deliveredFile(trail, file));
  const regions = new Set([...trail.digests.keys(), ...files.map(({ region }) => region)]);
  for (const region of regions) {
    if (!trail.digests.has(region)) trail.digests.set(region, { coveredTo: from });
    writeDigest(
      account,
      trail,
      region,
      end,
      files.filter((file) => file.region === region),
    );
  }
  trail.status.digest.time = end;
  if (end < account.history.to)
    account.schedule(account.now() + pauseMs, seedDigestsJob, { trail: trail.arn, from: end });
  else startDigests(account, trail);
}

function deliveredFile(trail: Trail, file: HistoryLogFile): DeliveredFile {
  const inflated = gunzipSync(file.body());
  const { Records } = JSON.parse(inflated.toString("utf8")) as { Records: { eventTime: string }[] };
  const times = Records.map(({ eventTime }) => Date.parse(eventTime));
  return {
    region: parseLogFileName(file.key)?.region ?? trail.homeRegion,
    bucket: trail.s3BucketName,
    key: file.key,
    hash: createHash("sha256").update(inflated).digest("hex"),
    deliveredAt: file.deliveredAt,
    oldestEventTime: Math.min(...times),
    newestEventTime: Math.max(...times),
  };
}
