import { describe, expect, test } from "vitest";
import type { History, HistoryLogFile } from "../../../../src/practice/history/history.ts";
import { addBucket } from "../../../../src/practice/s3/buckets.ts";
import { deleteBucket } from "../../../../src/practice/s3/deleteBucket.ts";
import { deleteObject } from "../../../../src/practice/s3/deleteObjects.ts";
import { listObjectsV2 } from "../../../../src/practice/s3/listObjects.ts";
import { listObjectVersions } from "../../../../src/practice/s3/listObjectVersions.ts";
import { currentVersion, getObject, listKeys, putObject } from "../../../../src/practice/s3/objects.ts";
import { emptyHistory, startTime, testAccount } from "../account.ts";

const bytes = (text: string) => Buffer.from(text);
const text = (body: Uint8Array) => Buffer.from(body).toString();

describe("objects", () => {
  test("are in the order of their UTF-8 bytes", () => {
    const { account } = testAccount();
    addBucket(account, "us-east-1", "bucket");
    // U+FF5E comes before U+1F600 in UTF-8, but after its first half in UTF-16.
    for (const key of ["b", "\u{1f600}", "a", "\uff5e", "B"]) putObject(account, "bucket", key, bytes(key));
    expect(listKeys(account, "bucket", "")).toEqual(["B", "a", "b", "\uff5e", "\u{1f600}"]);
    putObject(account, "bucket", "aa", bytes(""));
    expect(listKeys(account, "bucket", "a")).toEqual(["a", "aa"]);
  });

  test("without versioning an object is replaced and deleted for good", () => {
    const { account, call } = testAccount();
    const bucket = addBucket(account, "us-east-1", "bucket");
    putObject(account, "bucket", "key", bytes("1"));
    putObject(account, "bucket", "key", bytes("2"));
    expect(text(getObject(account, "bucket", "key").body)).toBe("2");
    expect(bucket.objects.get("key")).toHaveLength(1);
    deleteObject({ Bucket: "bucket", Key: "key" }, call());
    expect(() => getObject(account, "bucket", "key")).toThrow("The specified key does not exist.");
    expect(bucket.objects.size).toBe(0);
  });

  test("with versioning nothing is lost until its version is deleted", () => {
    const { account, call } = testAccount();
    const bucket = addBucket(account, "us-east-1", "bucket");
    putObject(account, "bucket", "key", bytes("0"));
    bucket.versioning = "Enabled";
    const { versionId: first } = putObject(account, "bucket", "key", bytes("1"));
    const marker = deleteObject({ Bucket: "bucket", Key: "key" }, call());
    expect(marker).toMatchObject({ DeleteMarker: true });
    expect(currentVersion(account, bucket, "key")).toBeUndefined();
    expect(listObjectsV2({ Bucket: "bucket" }, call()).KeyCount).toBe(0);
    const { Versions = [], DeleteMarkers = [] } = listObjectVersions({ Bucket: "bucket" }, call());
    expect(Versions.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [first, false],
      ["null", false],
    ]);
    expect(DeleteMarkers).toHaveLength(1);
    expect(() => deleteBucket({ Bucket: "bucket" }, call())).toThrow("You must delete all versions in the bucket.");

    deleteObject({ Bucket: "bucket", Key: "key", VersionId: marker.VersionId }, call());
    expect(text(getObject(account, "bucket", "key").body)).toBe("1");
    for (const VersionId of [first, "null"]) deleteObject({ Bucket: "bucket", Key: "key", VersionId }, call());
    deleteBucket({ Bucket: "bucket" }, call());
    expect(account.state.s3.buckets.size).toBe(0);
  });
});

describe("the account's past in its bucket", () => {
  const prefix = "AWSLogs/123456789012/CloudTrail/us-east-1/2026/07/01/";
  let made = 0;
  const files = Array.from(
    { length: 2_500 },
    (_, i): HistoryLogFile => ({
      key: `${prefix}${String(i).padStart(5, "0")}.json.gz`,
      deliveredAt: startTime - 1_000_000 + i,
      body: () => {
        made++;
        return bytes(`file ${i}`);
      },
    }),
  );
  const history: History = { ...emptyHistory, logFiles: () => files[Symbol.iterator]() };

  test("is listed and read with what is new, each file made when it is asked for", () => {
    const { account, call } = testAccount({ history });
    addBucket(account, "us-east-1", "trail", { history: true });
    putObject(account, "trail", `${prefix}00000a.json.gz`, bytes("new"));
    made = 0;
    const page = listObjectsV2({ Bucket: "trail", MaxKeys: 3 }, call());
    expect(page.Contents?.map(({ Key, Size }) => [Key?.slice(prefix.length), Size])).toEqual([
      ["00000.json.gz", 6],
      ["00000a.json.gz", 3],
      ["00001.json.gz", 6],
    ]);
    expect(made).toBe(2);
    expect(listKeys(account, "trail", prefix)).toHaveLength(2_501);
    const object = getObject(account, "trail", `${prefix}00007.json.gz`);
    expect(text(object.body)).toBe("file 7");
    expect(object).toMatchObject({ lastModified: startTime - 1_000_000 + 7, contentEncoding: "gzip" });
    expect(made).toBe(3);
  });

  test("a file of it that is deleted or written again stays so", () => {
    const { account, call } = testAccount({ history });
    addBucket(account, "us-east-1", "trail", { history: true });
    const [gone = "", changed = ""] = listKeys(account, "trail", prefix);
    deleteObject({ Bucket: "trail", Key: gone }, call());
    putObject(account, "trail", changed, bytes("tampered"));
    expect(listKeys(account, "trail", prefix)).toHaveLength(2_499);
    expect(() => getObject(account, "trail", gone)).toThrow("The specified key does not exist.");
    expect(text(getObject(account, "trail", changed).body)).toBe("tampered");
  });

  test("keeps the file of the past behind a new version", () => {
    const { account } = testAccount({ history });
    const bucket = addBucket(account, "us-east-1", "trail", { history: true, versioning: "Enabled" });
    const [key = ""] = listKeys(account, "trail", prefix);
    putObject(account, "trail", key, bytes("tampered"));
    expect(bucket.objects.get(key)?.map(({ body }) => text(body))).toEqual(["file 0", "tampered"]);
  });
});
