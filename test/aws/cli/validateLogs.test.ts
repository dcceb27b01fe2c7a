import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pythonTimeout } from "../python.ts";
import { type CliAccount, startCliAccount } from "./account.ts";

const trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/management-events";
let account: CliAccount;
let bucket: string;

beforeAll(async () => {
  // Digest files for the present come every two seconds, so that the chain goes on from the past while one watches.
  account = await startCliAccount({ digestInterval: 2_000 });
  bucket = await account.aws`cloudtrail describe-trails --trail-name-list management-events
    --query trailList[0].S3BucketName --output text`;
}, pythonTimeout);
afterAll(() => account.stop());

/** Digest and log files since two days ago, valid and all, as `validate-logs` sums them up. */
async function validate() {
  const start = new Date(Date.now() - 48 * 3_600_000).toISOString();
  const { code, output } = await account.attempt`cloudtrail validate-logs --trail-arn ${trail} --start-time ${start}
    --verbose`;
  const count = (kind: string) => {
    const [, valid, all] = new RegExp(`^(\\d+)/(\\d+) ${kind} files valid`, "m").exec(output) ?? [];
    return { valid: Number(valid), all: Number(all) };
  };
  return { code, output, digests: count("digest"), logs: count("log") };
}

/** Waits until a call from now on is in a log file that a digest file names. */
async function digested(): Promise<void> {
  const files = async () => {
    const { output } = await account.attempt`s3 ls --recursive ${`s3://${bucket}/AWSLogs/111122223333/`}`;
    return output.split("\n").filter((line) => line.includes("/CloudTrail-Digest/us-east-1/")).length;
  };
  const before = await files();
  await expect.poll(files, { timeout: 20_000, interval: 500 }).toBeGreaterThan(before + 2);
}

test("AWS's own validation finds the past and the present untouched", async () => {
  await account.aws`rds add-tags-to-resource --resource-name arn:aws:rds:us-east-1:111122223333:db:oradb
    --tags Key=validated,Value=yes`;
  await digested();
  const { code, output, digests, logs } = await validate();
  expect({ code, output }).toMatchObject({ code: 0, output: expect.not.stringContaining("INVALID") });
  // One an hour for the seeded day, and those of the present.
  expect(digests.valid).toBeGreaterThan(24);
  expect(digests.all).toBe(digests.valid);
  expect(logs.valid).toBeGreaterThan(5);
  expect(logs.all).toBe(logs.valid);
  // No gap between the past and the present.
  expect(output).not.toContain("No log files were delivered");
});

test("it finds a log file that was changed, and one that was deleted", async () => {
  const { output } = await validate();
  const [changed = "", deleted = ""] = [...output.matchAll(/^Log file\t(s3:\S+)\tvalid$/gm)].map(
    ([, uri]) => uri ?? "",
  );
  await account.aws`s3 cp ${changed} changed.gz --quiet`;
  const file = join(account.folder, "changed.gz");
  const text = gunzipSync(await readFile(file)).toString();
  await writeFile(file, gzipSync(text.replace('"eventVersion"', '"eventversion"')));
  await account.aws`s3 cp changed.gz ${changed} --quiet`;
  await account.aws`s3 rm ${deleted} --quiet`;
  const after = await validate();
  expect(after.code).toBe(1);
  expect(after.output).toContain(`${changed}\tINVALID: hash value doesn't match`);
  expect(after.output).toContain(`${deleted}\tINVALID: not found`);
  expect(after.logs.all - after.logs.valid).toBe(2);
});

test("it finds a digest file that was changed", async () => {
  const { output } = await validate();
  const digests = [...output.matchAll(/^Digest file\t(s3:\S+)\tvalid$/gm)].map(([, uri]) => uri ?? "");
  const forged = digests.at(3) ?? "";
  await account.aws`s3 cp ${forged} digest.gz --quiet`;
  const file = join(account.folder, "digest.gz");
  const digest = JSON.parse(gunzipSync(await readFile(file)).toString());
  await writeFile(file, gzipSync(JSON.stringify({ ...digest, oldestEventTime: "2020-01-01T00:00:00Z" })));
  const key = forged.slice(`s3://${bucket}/`.length);
  const query = "Metadata.signature";
  const signature = await account.aws`s3api head-object --bucket ${bucket} --key ${key} --query ${query} --output text`;
  await account.aws`s3 cp digest.gz ${forged} --quiet
    --metadata ${`signature=${signature},signature-algorithm=SHA256withRSA`}`;
  const after = await validate();
  expect(after.code).toBe(1);
  expect(after.output).toContain(`${forged}\tINVALID: signature verification failed`);
  expect(after.digests.all - after.digests.valid).toBe(1);
});
