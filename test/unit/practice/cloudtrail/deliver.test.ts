import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { createTrail } from "../../../../src/practice/cloudtrail/createTrail.ts";
import { deleteTrail } from "../../../../src/practice/cloudtrail/deleteTrail.ts";
import { putEventSelectors } from "../../../../src/practice/cloudtrail/eventSelectors.ts";
import { getTrailStatus } from "../../../../src/practice/cloudtrail/getTrailStatus.ts";
import { startLogging, stopLogging } from "../../../../src/practice/cloudtrail/logging.ts";
import { lookupEvents } from "../../../../src/practice/cloudtrail/lookupEvents.ts";
import { getObject, listKeys } from "../../../../src/practice/s3/objects.ts";
import { accountId, alice, startTime, type TestAccount } from "../account.ts";
import {
  addTrail,
  bucketName,
  complete,
  preparedAccount,
  reboot,
  theTrail,
  topicArn,
  trailName,
} from "./trailAccount.ts";

let practice: TestAccount;
beforeEach(() => {
  practice = preparedAccount();
});

interface LogFile {
  readonly key: string;
  readonly records: readonly Record<string, unknown>[];
}

function logFiles(): LogFile[] {
  return listKeys(practice.account, bucketName, `AWSLogs/${accountId}/CloudTrail/`).map((key) => {
    const text = gunzipSync(getObject(practice.account, bucketName, key).body).toString("utf8");
    return { key, records: (JSON.parse(text) as { Records: Record<string, unknown>[] }).Records };
  });
}

function delivered(): unknown[] {
  return logFiles().flatMap(({ records }) => records.map(({ eventName }) => eventName));
}

function streams() {
  return practice.account.state.logs.groups.get("us-east-1")?.get("trail-logs")?.streams ?? new Map();
}

function history(): unknown[] {
  return (lookupEvents({}, practice.call()).Events ?? []).map(({ EventName }) => EventName);
}

/** Makes a subscription of the trail's topic whose messages are kept in `deliveries`. */
function subscribeEndpoint(): void {
  const arn = `${topicArn}:7a1b2c3d-0000-4000-8000-000000000000`;
  practice.account.state.sns.subscriptions.set(arn, {
    arn,
    topicArn,
    protocol: "https",
    endpoint: "https://example.com/",
    principal: alice.arn,
    pending: false,
    confirmationWasAuthenticated: false,
    attributes: new Map(),
  });
}

function messages(): string[] {
  return practice.account.state.sns.deliveries.map(({ body }) => (JSON.parse(body) as { Message: string }).Message);
}

describe("without a trail", () => {
  test("FACTS 31, 77: a call is in event history after the delay", () => {
    reboot(practice, "oradb");
    practice.advance(1_999);
    expect(history()).toEqual([]);
    practice.advance(1);
    expect(history()).toEqual(["RebootDBInstance"]);
  });

  test("FACTS 14: data events are nowhere", () => {
    complete(practice, { service: "s3", operation: "GetObject", input: { Bucket: "b", Key: "k" } });
    practice.advance(60_000);
    expect(history()).toEqual([]);
    expect(practice.account.state.cloudTrail.pending).toEqual([]);
  });
});

describe("a trail", () => {
  test("FACTS 92: does not log before StartLogging", () => {
    createTrail({ Name: trailName, S3BucketName: bucketName }, practice.call());
    reboot(practice, "oradb");
    practice.advance(60_000);
    expect(logFiles()).toEqual([]);
    startLogging({ Name: trailName }, practice.call());
    reboot(practice, "oradb");
    practice.advance(60_000);
    expect(delivered()).toEqual(["RebootDBInstance"]);
  });

  test("FACTS 33–35: gets a gzip file under AWS's key; what comes together shares it", () => {
    addTrail(practice);
    reboot(practice, "one");
    practice.advance(1_000);
    reboot(practice, "two");
    practice.advance(10_000);
    reboot(practice, "three");
    practice.advance(10_000);
    const files = logFiles();
    expect(files.map(({ records }) => records.length).sort()).toEqual([1, 2]);
    for (const { key } of files) {
      expect(key).toMatch(
        /^AWSLogs\/123456789012\/CloudTrail\/us-east-1\/2026\/08\/01\/123456789012_CloudTrail_us-east-1_20260801T1200Z_[A-Za-z0-9]{16}\.json\.gz$/,
      );
    }
    expect(getObject(practice.account, bucketName, files[0]?.key ?? "")).toMatchObject({
      contentType: "application/json",
      contentEncoding: "gzip",
    });
  });

  test("FACTS 32, 75: has one log event for each record, at the time of delivery, in the stream of its home", () => {
    addTrail(practice);
    reboot(practice, "near");
    reboot(practice, "far", { region: "eu-central-1" });
    practice.advance(10_000);
    expect([...streams().keys()]).toEqual([`${accountId}_CloudTrail_us-east-1`]);
    const events = streams().get(`${accountId}_CloudTrail_us-east-1`)?.events ?? [];
    expect(events.map(({ timestamp }: { timestamp: number }) => timestamp)).toEqual(Array(2).fill(startTime + 12_000));
    const regions = events.map(({ message }: { message: string }) => JSON.parse(message).awsRegion);
    expect(regions).toEqual(["us-east-1", "eu-central-1"]);
  });

  test("FACTS 93–94: tells its topic, first in plain text, then with an array of keys", () => {
    subscribeEndpoint();
    addTrail(practice);
    reboot(practice, "near");
    reboot(practice, "far", { region: "eu-central-1" });
    practice.advance(10_000);
    const [greeting, ...notes] = messages();
    expect(greeting).toBe("CloudTrail validation message.");
    expect(notes.map((note) => JSON.parse(note))).toEqual([
      {
        s3Bucket: bucketName,
        s3ObjectKey: logFiles()
          .map(({ key }) => key)
          .reverse(),
      },
    ]);
  });

  test("records the call that stops it, and nothing after", () => {
    addTrail(practice);
    const call = practice.call();
    stopLogging({ Name: trailName }, call);
    complete(practice, { service: "cloudtrail", operation: "StopLogging", input: { Name: trailName } });
    practice.advance(1_000);
    reboot(practice, "oradb");
    practice.advance(10_000);
    expect(delivered()).toEqual(["StopLogging"]);
    expect(history()).toEqual(["RebootDBInstance", "StopLogging"]);
  });

  test("that is deleted gets nothing more", () => {
    addTrail(practice);
    reboot(practice, "oradb");
    deleteTrail({ Name: trailName }, practice.call());
    practice.advance(10_000);
    expect(logFiles()).toEqual([]);
    expect(history()).toEqual(["RebootDBInstance"]);
  });

  test("of one Region leaves the others out", () => {
    createTrail({ Name: trailName, S3BucketName: bucketName }, practice.call());
    startLogging({ Name: trailName }, practice.call());
    reboot(practice, "far", { region: "eu-central-1" });
    practice.advance(10_000);
    expect(logFiles()).toEqual([]);
  });
});

describe("event selectors decide what is recorded", () => {
  beforeEach(() => addTrail(practice));
  const calls = () => {
    complete(practice, {});
    reboot(practice, "oradb");
    complete(practice, { service: "s3", operation: "GetObject", input: { Bucket: "b", Key: "k" } });
    practice.advance(10_000);
    return delivered();
  };
  const management = { Field: "eventCategory", Equals: ["Management"] };

  test("all management events unless told otherwise", () => {
    expect(calls()).toEqual(["DescribeDBInstances", "RebootDBInstance"]);
  });

  test.each([
    ["ReadOnly", ["DescribeDBInstances"]],
    ["WriteOnly", ["RebootDBInstance"]],
  ] as const)("ReadWriteType %s", (ReadWriteType, expected) => {
    const EventSelectors = [{ ReadWriteType }];
    putEventSelectors({ TrailName: trailName, EventSelectors }, practice.call());
    expect(calls()).toEqual(expected);
    expect(history()).toHaveLength(2);
  });

  test("data events of S3 objects", () => {
    const DataResources = [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::b/"] }];
    const EventSelectors = [{ IncludeManagementEvents: false, DataResources }];
    putEventSelectors({ TrailName: trailName, EventSelectors }, practice.call());
    expect(calls()).toEqual(["GetObject"]);
    expect(history()).toHaveLength(2);
  });

  test.each([
    [[{ Field: "readOnly", Equals: ["false"] }], ["RebootDBInstance"]],
    [[{ Field: "eventSource", NotEquals: ["rds.amazonaws.com"] }], []],
    [[{ Field: "eventName", StartsWith: ["Describe"] }], ["DescribeDBInstances"]],
  ])("advanced selectors %j", (fields, expected) => {
    const AdvancedEventSelectors = [{ FieldSelectors: [management, ...fields] }];
    putEventSelectors({ TrailName: trailName, AdvancedEventSelectors }, practice.call());
    expect(calls()).toEqual(expected);
  });
});

describe("FACTS 96–98: GetTrailStatus tells of each destination by itself", () => {
  beforeEach(() => addTrail(practice));
  const statusAfterReboot = () => {
    reboot(practice, "oradb");
    practice.advance(10_000);
    return getTrailStatus({ Name: trailName }, practice.call());
  };

  test("all is well", () => {
    const at = new Date(startTime + 12_000);
    expect(statusAfterReboot()).toEqual({
      IsLogging: true,
      StartLoggingTime: new Date(startTime + 10_000),
      LatestDeliveryTime: at,
      LatestNotificationTime: at,
      LatestCloudWatchLogsDeliveryTime: at,
      LatestDeliveryAttemptTime: "2026-08-01T12:00:12Z",
      LatestDeliveryAttemptSucceeded: "2026-08-01T12:00:12Z",
      LatestNotificationAttemptTime: "2026-08-01T12:00:12Z",
      LatestNotificationAttemptSucceeded: "2026-08-01T12:00:12Z",
      TimeLoggingStarted: "2026-08-01T12:00:10Z",
      TimeLoggingStopped: "",
    });
  });

  test("a bucket that refuses: AccessDenied, logging goes on, the files come later", () => {
    const bucket = practice.account.state.s3.buckets.get(bucketName);
    const policy = bucket?.policy;
    if (bucket) delete bucket.policy;
    expect(statusAfterReboot()).toMatchObject({ IsLogging: true, LatestDeliveryError: "AccessDenied" });
    expect(streams().size).toBe(1);
    if (bucket && policy) bucket.policy = policy;
    expect(statusAfterReboot()).not.toHaveProperty("LatestDeliveryError");
    expect(delivered()).toEqual(["RebootDBInstance", "RebootDBInstance"]);
  });

  test("a bucket that is gone: NoSuchBucket", () => {
    practice.account.state.s3.buckets.delete(bucketName);
    expect(statusAfterReboot()).toMatchObject({ LatestDeliveryError: "NoSuchBucket" });
  });

  test("a topic that refuses, and one that is gone", () => {
    practice.account.state.sns.topics.get(topicArn)?.attributes.set("Policy", "{}");
    expect(statusAfterReboot()).toMatchObject({ LatestNotificationError: "AuthorizationError" });
    practice.account.state.sns.topics.delete(topicArn);
    expect(statusAfterReboot()).toMatchObject({ LatestNotificationError: "NotFound" });
    expect(logFiles()).toHaveLength(2);
  });

  test("a role that may not write, and a log group that is gone", () => {
    practice.account.state.iam.roles.get("trail-to-logs")?.inlinePolicies.clear();
    expect(statusAfterReboot()).toMatchObject({
      LatestCloudWatchLogsDeliveryError: "Access denied. Verify in IAM that the role has adequate permissions.",
    });
    practice.account.state.logs.groups.get("us-east-1")?.delete("trail-logs");
    expect(statusAfterReboot()).toMatchObject({
      LatestCloudWatchLogsDeliveryError: "The specified log group does not exist.",
    });
    expect(theTrail(practice.account).status.delivery.error).toBeUndefined();
  });
});
