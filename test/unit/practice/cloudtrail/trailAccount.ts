import type { Account } from "../../../../src/practice/account.ts";
import type { Call, CompletedCall } from "../../../../src/practice/call.ts";
import { onCompleted } from "../../../../src/practice/cloudtrail/completed.ts";
import { createTrail } from "../../../../src/practice/cloudtrail/createTrail.ts";
import { cloudTrailService } from "../../../../src/practice/cloudtrail/index.ts";
import { startLogging } from "../../../../src/practice/cloudtrail/logging.ts";
import type { Trail } from "../../../../src/practice/cloudtrail/state.ts";
import { addGroup } from "../../../../src/practice/logs/logGroups.ts";
import { addBucket } from "../../../../src/practice/s3/buckets.ts";
import { addTopic } from "../../../../src/practice/sns/topics.ts";
import { accountId, type TestAccount, type TestAccountOptions, testAccount } from "../account.ts";

export const bucketName = "trail-bucket";
export const trailName = "management-events";
export const trailArn = `arn:aws:cloudtrail:us-east-1:${accountId}:trail/${trailName}`;
export const topicArn = `arn:aws:sns:us-east-1:${accountId}:trail-topic`;
export const logGroupArn = `arn:aws:logs:us-east-1:${accountId}:log-group:trail-logs:*`;
export const roleArn = `arn:aws:iam::${accountId}:role/trail-to-logs`;

/** The statement that a bucket's policy needs for CloudTrail (FACTS 84). */
export function bucketPolicy(sourceArn = trailArn): string {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AWSCloudTrailAclCheck20150319",
        Effect: "Allow",
        Principal,
        Action: "s3:GetBucketAcl",
        Resource: `arn:aws:s3:::${bucketName}`,
        Condition: { StringEquals: { "aws:SourceArn": sourceArn } },
      },
      {
        Sid: "AWSCloudTrailWrite20150319",
        Effect: "Allow",
        Principal,
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${bucketName}/AWSLogs/${accountId}/*`,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": sourceArn } },
      },
    ],
  });
}

/** FACTS 87. */
export function topicPolicy(sourceArn = trailArn): string {
  return JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "SNS:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceArn": sourceArn } },
      },
    ],
  });
}

/** FACTS 89. */
export function addRole(account: Account, options: { trusts?: string; group?: string } = {}): void {
  const { trusts = "cloudtrail.amazonaws.com", group = "trail-logs" } = options;
  const stream = `arn:aws:logs:us-east-1:${accountId}:log-group:${group}:log-stream:${accountId}_CloudTrail_us-east-1*`;
  const permissions = {
    Statement: ["logs:CreateLogStream", "logs:PutLogEvents"].map((Action) => ({
      Effect: "Allow",
      Action,
      Resource: [stream],
    })),
  };
  account.state.iam.roles.set("trail-to-logs", {
    name: "trail-to-logs",
    path: "/",
    id: "AROAEXAMPLE",
    arn: roleArn,
    createdAt: account.now(),
    trustPolicy: JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: { Service: trusts }, Action: "sts:AssumeRole" }],
    }),
    maxSessionDuration: 3600,
    inlinePolicies: new Map([["write", JSON.stringify(permissions)]]),
    attachedPolicies: new Map(),
    tags: new Map(),
  });
}

/** An account with a bucket, a topic, a log group and a role that are all ready for the trail. */
export function preparedAccount(options: TestAccountOptions = {}): TestAccount {
  const test = testAccount({ services: [cloudTrailService], ...options });
  addBucket(test.account, "us-east-1", bucketName, { policy: bucketPolicy() });
  addTopic(test.account, "us-east-1", "trail-topic", { attributes: { Policy: topicPolicy() } });
  addGroup(test.account, "us-east-1", "trail-logs");
  addRole(test.account);
  test.advance(10_000);
  return test;
}

/** A trail with every destination, logging. */
export function addTrail(test: TestAccount): Trail {
  const call = test.call();
  createTrail(
    {
      Name: trailName,
      S3BucketName: bucketName,
      SnsTopicName: "trail-topic",
      CloudWatchLogsLogGroupArn: logGroupArn,
      CloudWatchLogsRoleArn: roleArn,
      EnableLogFileValidation: true,
      IsMultiRegionTrail: true,
    },
    call,
  );
  startLogging({ Name: trailName }, call);
  return theTrail(test.account);
}

export function theTrail(account: Account): Trail {
  const trail = account.state.cloudTrail.trails.get(trailArn);
  if (trail === undefined) throw new Error("There is no trail.");
  return trail;
}

/** A call that the account's audit trail is told of, as if it had been answered just now. */
export function complete(
  test: TestAccount,
  done: Partial<Omit<CompletedCall, "call">>,
  call: Partial<Call> = {},
): void {
  onCompleted(test.account, {
    call: test.call(call),
    service: "rds",
    operation: "DescribeDBInstances",
    input: {},
    output: {},
    ...done,
  });
}

/** A reboot of an instance. */
export function reboot(test: TestAccount, name: string, call: Partial<Call> = {}): void {
  const input = { DBInstanceIdentifier: name };
  const output = { DBInstance: { DBInstanceIdentifier: name, DBInstanceStatus: "rebooting" } };
  complete(test, { operation: "RebootDBInstance", input, output }, call);
}
