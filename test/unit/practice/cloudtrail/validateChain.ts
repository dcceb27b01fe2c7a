import { createHash, createPublicKey, createVerify } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { PublicKey } from "@aws-sdk/client-cloudtrail";
import type { Account } from "../../../../src/practice/account.ts";
import { getObject, listKeys } from "../../../../src/practice/s3/objects.ts";

/** What validation found, newest digest first. */
export interface ChainReport {
  readonly digests: readonly { key: string; start: string; end: string; logs: readonly string[] }[];
  readonly problems: readonly string[];
}

interface Digest {
  digestStartTime: string;
  digestEndTime: string;
  digestS3Bucket: string;
  digestS3Object: string;
  digestPublicKeyFingerprint: string;
  previousDigestS3Bucket: string | null;
  previousDigestS3Object: string | null;
  previousDigestHashValue: string | null;
  previousDigestSignature: string | null;
  logFiles: { s3Bucket: string; s3Object: string; hashValue: string }[];
}

/**
 * Walks the digests of a Region from the newest to the oldest, as `aws cloudtrail validate-logs` does. Written from
 * FACTS 41–47 alone, so that it does not share a mistake with the code that signs.
 */
export function validateChain(
  account: Account,
  bucket: string,
  folder: string,
  publicKeys: readonly PublicKey[],
): ChainReport {
  const digests: ChainReport["digests"][number][] = [];
  const problems: string[] = [];
  let key: string | null | undefined = listKeys(account, bucket, folder).at(-1);
  let expected: { signature: string | null; hash: string | null } | undefined;
  while (key) {
    const object = getObject(account, bucket, key);
    const inflated = gunzipSync(object.body);
    const digest = JSON.parse(inflated.toString("utf8")) as Digest;
    const hash = createHash("sha256").update(inflated).digest("hex");
    const signature = object.metadata.signature ?? "";
    if (digest.digestS3Bucket !== bucket || digest.digestS3Object !== key) problems.push(`${key}: moved`);
    if (object.metadata["signature-algorithm"] !== "SHA256withRSA") problems.push(`${key}: algorithm`);
    if (expected && expected.signature !== signature) problems.push(`${key}: not the previous signature`);
    if (expected && expected.hash !== hash) problems.push(`${key}: not the previous hash`);
    const found = publicKeys.find(({ Fingerprint }) => Fingerprint === digest.digestPublicKeyFingerprint);
    if (found?.Value === undefined) problems.push(`${key}: no public key`);
    else {
      const publicKey = createPublicKey({ key: Buffer.from(found.Value), format: "der", type: "pkcs1" });
      const text = `${digest.digestEndTime}\n${bucket}/${key}\n${hash}\n${digest.previousDigestSignature ?? "null"}`;
      if (!createVerify("RSA-SHA256").update(text).verify(publicKey, signature, "hex"))
        problems.push(`${key}: signature`);
    }
    for (const { s3Bucket, s3Object, hashValue } of digest.logFiles) {
      const log = gunzipSync(getObject(account, s3Bucket, s3Object).body);
      if (createHash("sha256").update(log).digest("hex") !== hashValue) problems.push(`${s3Object}: hash`);
    }
    const logs = digest.logFiles.map(({ s3Object }) => s3Object);
    digests.push({ key, start: digest.digestStartTime, end: digest.digestEndTime, logs });
    expected = { signature: digest.previousDigestSignature, hash: digest.previousDigestHashValue };
    key = digest.previousDigestS3Object;
  }
  return { digests, problems };
}
