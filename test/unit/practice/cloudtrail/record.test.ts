import { DBInstanceNotFoundFault } from "@aws-sdk/client-rds";
import { describe, expect, test } from "vitest";
import type { CompletedCall } from "../../../../src/practice/call.ts";
import { recordOf } from "../../../../src/practice/cloudtrail/record.ts";
import { javaDate } from "../../../../src/practice/cloudtrail/recordMembers.ts";
import { accountId, alice, testAccount } from "../account.ts";

const practice = testAccount();

function record(done: Partial<CompletedCall>) {
  const written = recordOf({
    call: practice.call(),
    service: "rds",
    operation: "DescribeDBInstances",
    input: {},
    ...done,
  });
  if (written === undefined) throw new Error("The call was not recorded.");
  return written;
}

const instance = {
  DBInstanceIdentifier: "oradb",
  DbiResourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  DBInstanceStatus: "modifying",
  MultiAZ: false,
  IAMDatabaseAuthenticationEnabled: false,
  CACertificateIdentifier: "rds-ca-rsa2048-g1",
  InstanceCreateTime: new Date("2025-04-27T10:39:19Z"),
  VpcSecurityGroups: [{ VpcSecurityGroupId: "sg-1", Status: "active" }],
  PendingModifiedValues: { MasterUserPassword: "****" },
  TagList: [{ Key: "Env", Value: "prod" }],
};

describe("the record of an RDS call", () => {
  const written = record({
    operation: "ModifyDBInstance",
    input: { DBInstanceIdentifier: "OraDB", MasterUserPassword: "opensesame", ApplyImmediately: true },
    output: { DBInstance: instance },
  });

  test("FACTS 1–2, 4: has the members of eventVersion 1.11 in their order, and whole seconds", () => {
    expect(Object.keys(written)).toEqual([
      "eventVersion",
      "userIdentity",
      "eventTime",
      "eventSource",
      "eventName",
      "awsRegion",
      "sourceIPAddress",
      "userAgent",
      "requestParameters",
      "responseElements",
      "requestID",
      "eventID",
      "readOnly",
      "eventType",
      "managementEvent",
      "recipientAccountId",
      "eventCategory",
      "tlsDetails",
    ]);
    expect(written).toMatchObject({
      eventVersion: "1.11",
      userIdentity: alice.userIdentity,
      eventTime: "2026-08-01T12:00:00Z",
      eventSource: "rds.amazonaws.com",
      eventName: "ModifyDBInstance",
      sourceIPAddress: "203.0.113.10",
      requestID: "7a62c49f-347e-4fc4-9331-6e8e1ea0f0f1",
      readOnly: false,
      managementEvent: true,
      eventCategory: "Management",
      recipientAccountId: accountId,
    });
    expect(written.eventID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("FACTS 19, 22, 24, 28: request members lose one capital, keep what was typed, hide the password", () => {
    expect(written.requestParameters).toEqual({
      allowMajorVersionUpgrade: false,
      applyImmediately: true,
      dBInstanceIdentifier: "OraDB",
      masterUserPassword: "HIDDEN_DUE_TO_SECURITY_REASONS",
    });
  });

  test("FACTS 20–22: responseElements are the bare instance, its dates Java's", () => {
    expect(written.responseElements).toEqual({
      dBInstanceIdentifier: "oradb",
      dbiResourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      dBInstanceStatus: "modifying",
      multiAZ: false,
      iAMDatabaseAuthenticationEnabled: false,
      cACertificateIdentifier: "rds-ca-rsa2048-g1",
      instanceCreateTime: "Apr 27, 2025, 10:39:19 AM",
      vpcSecurityGroups: [{ vpcSecurityGroupId: "sg-1", status: "active" }],
      pendingModifiedValues: { masterUserPassword: "HIDDEN_DUE_TO_SECURITY_REASONS" },
      tagList: [{ key: "Env", value: "prod" }],
    });
  });

  test("X14: never holds the password", () => {
    expect(JSON.stringify(written)).not.toContain("opensesame");
  });
});

describe("reads and failures", () => {
  test("FACTS 5: reads answer null, and no parameters are null", () => {
    expect(record({ output: { DBInstances: [instance] } })).toMatchObject({
      readOnly: true,
      requestParameters: null,
      responseElements: null,
    });
  });

  test("FACTS 6–7: a failure names the fault and keeps the parameters", () => {
    const error = new DBInstanceNotFoundFault({ message: "DBInstance x not found.", $metadata: {} });
    const written = record({
      operation: "DeleteDBInstance",
      input: { DBInstanceIdentifier: "x", SkipFinalSnapshot: true },
      error: { name: error.name, code: "DBInstanceNotFound", message: error.message },
    });
    expect(written).toMatchObject({
      errorCode: "DBInstanceNotFoundFault",
      errorMessage: "DBInstance x not found.",
      requestParameters: { dBInstanceIdentifier: "x", skipFinalSnapshot: true },
      responseElements: null,
    });
  });

  test.each(["AccessDenied", "AccessDeniedException"])("FACTS 7: %s leaves no parameters", (code) => {
    const message = `User: ${alice.arn} is not authorized to perform: rds:DeleteDBInstance on resource: arn:aws:rds:us-east-1:${accountId}:db:oradb`;
    const written = record({
      operation: "DeleteDBInstance",
      input: { DBInstanceIdentifier: "oradb" },
      error: { name: code, code, message },
    });
    expect(written).toMatchObject({ errorCode: "AccessDenied", errorMessage: message, requestParameters: null });
  });

  test("FACTS 10: long texts are cut, big parameters left out", () => {
    const message = "x".repeat(2_000);
    const failed = record({ error: { name: "E", code: "E", message } });
    expect(failed.errorMessage).toHaveLength(1_024);
    const Tags = Array.from({ length: 2_000 }, (_, i) => ({ Key: `key-${i}`, Value: "v".repeat(60) }));
    const big = record({ operation: "AddTagsToResource", input: { ResourceName: "arn:x", Tags } });
    expect(big.requestParameters).toMatchObject({ omitted: true, reason: "requestParameters too large" });
  });

  test("an operation that AWS does not have is not recorded", () => {
    expect(recordOf({ call: practice.call(), service: "rds", operation: "FormatDisk", input: {} })).toBeUndefined();
    expect(recordOf({ call: practice.call(), service: "chess", operation: "Move", input: {} })).toBeUndefined();
  });
});

describe("other services", () => {
  test("CloudTrail: CreateTrail as AWS writes it", () => {
    const written = record({
      service: "cloudtrail",
      operation: "CreateTrail",
      input: { Name: "t-1", S3BucketName: "b", TagsList: [{ Key: "k", Value: "v" }] },
      output: { Name: "t-1", TrailARN: "arn:t", IsMultiRegionTrail: false },
    });
    expect(written.requestParameters).toEqual({ name: "t-1", s3BucketName: "b", tagsList: [{ key: "k", value: "v" }] });
    expect(written.responseElements).toEqual({ name: "t-1", trailARN: "arn:t", isMultiRegionTrail: false });
  });

  test("Logs: keys of maps stay as they are, the version of the API is told", () => {
    const written = record({
      service: "logs",
      operation: "CreateLogGroup",
      input: { logGroupName: "/x", tags: { StratusRedTeam: "true" } },
    });
    expect(written.requestParameters).toEqual({ logGroupName: "/x", tags: { StratusRedTeam: "true" } });
    expect(written).toMatchObject({ apiVersion: "20140328", responseElements: null });
  });

  test("STS: AssumeRole reads, and tells the session without its secret", () => {
    const written = record({
      service: "sts",
      operation: "AssumeRole",
      input: { RoleArn: "arn:aws:iam::1:role/r", RoleSessionName: "s" },
      output: {
        Credentials: {
          AccessKeyId: "ASIAX",
          SecretAccessKey: "secret",
          SessionToken: "token",
          Expiration: new Date("2023-07-10T12:09:47Z"),
        },
      },
    });
    expect(written.readOnly).toBe(true);
    expect(written.responseElements).toEqual({
      credentials: { accessKeyId: "ASIAX", sessionToken: "token", expiration: "Jul 10, 2023, 12:09:47 PM" },
    });
    expect(written.resources).toEqual([{ accountId, type: "AWS::IAM::Role", ARN: "arn:aws:iam::1:role/r" }]);
  });

  test("IAM: is in us-east-1 wherever it is called from", () => {
    const call = practice.call({ region: "eu-central-1" });
    expect(record({ call, service: "iam", operation: "ListRoles" }).awsRegion).toBe("us-east-1");
  });

  test("S3: shows the request, not its members", () => {
    const written = record({
      service: "s3",
      operation: "PutBucketPolicy",
      input: { Bucket: "b-1", Policy: '{"Version":"2012-10-17","Statement":[]}' },
    });
    expect(written.requestParameters).toEqual({
      bucketName: "b-1",
      Host: "b-1.s3.us-east-1.amazonaws.com",
      policy: "",
      bucketPolicy: { Version: "2012-10-17", Statement: [] },
    });
    expect(written.resources).toEqual([{ accountId, type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::b-1" }]);
    expect(written.userAgent).toBe("[aws-sdk-js/3]");
  });

  test("S3: a body is shown as the tree that it is", () => {
    const written = record({
      service: "s3",
      operation: "PutBucketTagging",
      input: { Bucket: "b-1", Tagging: { TagSet: [{ Key: "StratusRedTeam", Value: "true" }] } },
    });
    expect(written.requestParameters).toMatchObject({
      tagging: "",
      Tagging: {
        xmlns: "http://s3.amazonaws.com/doc/2006-03-01/",
        TagSet: { Tag: { Key: "StratusRedTeam", Value: "true" } },
      },
    });
  });

  test.each([
    ["GetPublicAccessBlock", "GetBucketPublicAccessBlock"],
    ["PutBucketLifecycleConfiguration", "PutBucketLifecycle"],
    ["ListObjectsV2", "ListObjects"],
    ["CreateBucket", "CreateBucket"],
  ])("S3: %s is the event %s", (operation, eventName) => {
    expect(record({ service: "s3", operation, input: { Bucket: "b-1" } }).eventName).toBe(eventName);
  });

  test.each([
    ["s3", "GetObject", { Bucket: "b", Key: "k" }],
    ["s3", "ListObjectsV2", { Bucket: "b" }],
    ["sns", "Publish", { TopicArn: "arn:t", Message: "m" }],
    ["sqs", "ReceiveMessage", { QueueUrl: "http://127.0.0.1/1/q" }],
    ["logs", "FilterLogEvents", { logGroupName: "g" }],
  ])("FACTS 14: %s %s is a data event", (service, operation, input) => {
    expect(record({ service, operation, input })).toMatchObject({ managementEvent: false, eventCategory: "Data" });
  });

  test.each([
    ["s3", "GetObjectLockConfiguration", { Bucket: "b" }],
    ["s3", "PutBucketPolicy", { Bucket: "b", Policy: "{}" }],
    ["sns", "Subscribe", { TopicArn: "arn:t" }],
    ["logs", "CreateLogGroup", { logGroupName: "g" }],
  ])("FACTS 14: %s %s is a management event", (service, operation, input) => {
    expect(record({ service, operation, input })).toMatchObject({ managementEvent: true, eventCategory: "Management" });
  });
});

test.each([
  ["2025-04-27T10:39:19Z", "Apr 27, 2025, 10:39:19 AM"],
  ["2023-07-10T12:09:47Z", "Jul 10, 2023, 12:09:47 PM"],
  ["2024-12-01T00:05:00Z", "Dec 1, 2024, 12:05:00 AM"],
])("FACTS 21: %s is %s", (iso, java) => {
  expect(javaDate(new Date(iso))).toBe(java);
});
