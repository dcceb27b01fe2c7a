import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import { listPublicKeys } from "../../../../src/practice/cloudtrail/listPublicKeys.ts";
import { startLogging, stopLogging } from "../../../../src/practice/cloudtrail/logging.ts";
import { seedDigestsJob } from "../../../../src/practice/cloudtrail/seedDigests.ts";
import { updateTrail } from "../../../../src/practice/cloudtrail/updateTrail.ts";
import type { History, HistoryLogFile } from "../../../../src/practice/history/history.ts";
import { getObject, listKeys, putObject } from "../../../../src/practice/s3/objects.ts";
import { accountId, startTime, type TestAccount } from "../account.ts";
import { addTrail, bucketName, preparedAccount, reboot, theTrail, trailArn, trailName } from "./trailAccount.ts";
import { type ChainReport, validateChain } from "./validateChain.ts";

const hour = 3_600_000;
const folder = (region: string) => `AWSLogs/${accountId}/CloudTrail-Digest/${region}/`;

let practice: TestAccount;
beforeEach(() => {
  practice = preparedAccount();
  addTrail(practice);
});

function validate(region = "us-east-1"): ChainReport {
  const { PublicKeyList = [] } = listPublicKeys({}, practice.call());
  return validateChain(practice.account, bucketName, folder(region), PublicKeyList);
}

function logKeys(region = "us-east-1"): string[] {
  return listKeys(practice.account, bucketName, `AWSLogs/${accountId}/CloudTrail/${region}/`);
}

test("FACTS 36, 39: there is a digest each hour, for quiet hours too, under AWS's key", () => {
  practice.advance(3 * hour);
  const keys = listKeys(practice.account, bucketName, folder("us-east-1"));
  expect(keys).toHaveLength(3);
  expect(keys[0]).toBe(
    `${folder("us-east-1")}2026/08/01/${accountId}_CloudTrail-Digest_us-east-1_${trailName}_us-east-1_20260801T130010Z.json.gz`,
  );
  const { digests, problems } = validate();
  expect(problems).toEqual([]);
  expect(digests.map(({ logs }) => logs)).toEqual([[], [], []]);
  expect(theTrail(practice.account).status.digest.time).toBe(startTime + 10_000 + 3 * hour);
});

test("FACTS 41–48: the chain holds, and names every log file once", () => {
  for (let i = 0; i < 4; i++) {
    reboot(practice, `db-${i}`);
    practice.advance(hour / 2);
  }
  practice.advance(hour);
  const { digests, problems } = validate();
  expect(problems).toEqual([]);
  expect(digests.flatMap(({ logs }) => logs).sort()).toEqual(logKeys());
  expect(logKeys()).toHaveLength(4);
  const [newest, ...older] = digests;
  let start = newest?.start;
  for (const digest of older) {
    expect(digest.end).toBe(start);
    start = digest.start;
  }
});

test("FACTS 36: each Region has a chain of its own in the bucket of a multi-region trail", () => {
  reboot(practice, "far", { region: "eu-central-1" });
  practice.advance(2 * hour);
  expect(validate("eu-central-1")).toMatchObject({
    problems: [],
    digests: [{ logs: [] }, { logs: logKeys("eu-central-1") }],
  });
  expect(logKeys("eu-central-1")).toHaveLength(1);
  expect(validate("us-east-1")).toMatchObject({ problems: [], digests: [{ logs: [] }, { logs: [] }] });
});

test("V12: a changed log file and a changed digest are found", () => {
  reboot(practice, "oradb");
  practice.advance(hour);
  const [log = ""] = logKeys();
  const body = gunzipSync(getObject(practice.account, bucketName, log).body)
    .toString()
    .replace("oradb", "mysql");
  putObject(practice.account, bucketName, log, gzipSync(body));
  expect(validate().problems).toEqual([`${log}: hash`]);

  const [digest = ""] = listKeys(practice.account, bucketName, folder("us-east-1"));
  const { body: bytes, metadata } = getObject(practice.account, bucketName, digest);
  const forged = gunzipSync(bytes)
    .toString()
    .replace(/"logFiles":\[.*\]/, '"logFiles":[]');
  putObject(practice.account, bucketName, digest, gzipSync(forged), { metadata });
  expect(validate().problems).toEqual([`${digest}: signature`]);
});

test("FACTS 52: a last digest follows StopLogging, and none after it", () => {
  reboot(practice, "oradb");
  stopLogging({ Name: trailName }, practice.call());
  practice.advance(5 * hour);
  const { digests, problems } = validate();
  expect(problems).toEqual([]);
  expect(digests).toHaveLength(1);
  expect(digests[0]?.logs).toEqual(logKeys());
});

test("FACTS 48: logging again starts a new chain", () => {
  practice.advance(hour);
  stopLogging({ Name: trailName }, practice.call());
  practice.advance(3 * hour);
  startLogging({ Name: trailName }, practice.call());
  practice.advance(2 * hour);
  expect(listKeys(practice.account, bucketName, folder("us-east-1"))).toHaveLength(4);
  expect(validate()).toMatchObject({ problems: [], digests: [{}, {}] });
});

test("a trail that is stopped and started within a moment keeps its chain", () => {
  practice.advance(hour);
  stopLogging({ Name: trailName }, practice.call());
  startLogging({ Name: trailName }, practice.call());
  practice.advance(2 * hour);
  expect(validate()).toMatchObject({ problems: [], digests: [{}, {}, {}] });
});

test("FACTS 52: without validation there are no digests", () => {
  updateTrail({ Name: trailName, EnableLogFileValidation: false }, practice.call());
  practice.advance(hour / 2);
  const before = listKeys(practice.account, bucketName, folder("us-east-1")).length;
  reboot(practice, "oradb");
  practice.advance(5 * hour);
  expect(listKeys(practice.account, bucketName, folder("us-east-1"))).toHaveLength(before);
  updateTrail({ Name: trailName, EnableLogFileValidation: true }, practice.call());
  practice.advance(hour);
  const { digests, problems } = validate();
  expect(problems).toEqual([]);
  expect(digests.map(({ logs }) => logs)).toEqual([[]]);
});

test("FACTS 97: a bucket that lets nobody in is told, and the next digest covers the time", () => {
  const bucket = practice.account.state.s3.buckets.get(bucketName);
  const policy = bucket?.policy ?? "";
  if (bucket) bucket.policy = "";
  practice.advance(hour);
  expect(theTrail(practice.account).status.digest).toEqual({ error: "AccessDenied" });
  if (bucket) bucket.policy = policy;
  practice.advance(hour);
  expect(theTrail(practice.account).status.digest.error).toBeUndefined();
  expect(validate()).toMatchObject({ problems: [], digests: [{ start: "2026-08-01T12:00:10Z" }] });
});

test("the last day of the past has digests, and the present goes on in their chain", () => {
  const files = pastFiles();
  const history: History = {
    from: startTime - 90 * 24 * hour,
    to: startTime,
    size: files.length,
    scan: () => [][Symbol.iterator](),
    logFiles: (from, to) =>
      files.filter(({ deliveredAt }) => deliveredAt >= from && deliveredAt < to)[Symbol.iterator](),
  };
  practice = preparedAccount({ history });
  const trail = addTrail(practice);
  delete trail.digestsSince;
  trail.digests.clear();
  for (const { key, body } of files) putObject(practice.account, bucketName, key, body());
  practice.account.schedule(practice.account.now(), seedDigestsJob, { trail: trailArn });
  practice.advance(10_000);
  practice.advance(hour);
  const { digests, problems } = validate();
  expect(problems).toEqual([]);
  expect(digests).toHaveLength(25);
  expect(digests.flatMap(({ logs }) => logs).sort()).toEqual(files.map(({ key }) => key));
  expect(digests.at(-1)?.start).toBe("2026-07-31T12:00:00Z");
});

/** A log file every six hours of the last day. */
function pastFiles(): HistoryLogFile[] {
  return [1, 7, 13, 19].map((hours) => {
    const deliveredAt = startTime - 24 * hour + hours * hour;
    const time = new Date(deliveredAt).toISOString();
    const minute = time.slice(0, 16).replace(/[-:]/g, "");
    const day = time.slice(0, 10).replaceAll("-", "/");
    return {
      key: `AWSLogs/${accountId}/CloudTrail/us-east-1/${day}/${accountId}_CloudTrail_us-east-1_${minute}Z_abcdefghijklmnop.json.gz`,
      deliveredAt,
      body: () => gzipSync(JSON.stringify({ Records: [{ eventTime: time }] })),
    };
  });
}
