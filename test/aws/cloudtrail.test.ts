import { createHash, createPublicKey, createVerify } from "node:crypto";
import { gunzipSync } from "node:zlib";
import {
  AddTagsCommand,
  CreateTrailCommand,
  type CreateTrailCommandInput,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  InsightNotEnabledException,
  InsufficientS3BucketPolicyException,
  InvalidCloudWatchLogsRoleArnException,
  ListPublicKeysCommand,
  ListTagsCommand,
  ListTrailsCommand,
  LookupEventsCommand,
  PutEventSelectorsCommand,
  S3BucketDoesNotExistException,
  StartLoggingCommand,
  StopLoggingCommand,
  TrailNotFoundException,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import { CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { CreateTopicCommand, SetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importRecords } from "../../src/practice/cloudtrail/importRecords.ts";
import { clientsOf, startPractice, type TestPractice } from "./practice.ts";

const bucket = "audit-bucket";
const hour = 3_600_000;

let practice: TestPractice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.stop());

const trailArn = () => `arn:aws:cloudtrail:${practice.region}:${practice.accountId}:trail/audit`;
const trail = (): CreateTrailCommandInput => ({
  Name: "audit",
  S3BucketName: bucket,
  SnsTopicName: "audit-topic",
  CloudWatchLogsLogGroupArn: `arn:aws:logs:${practice.region}:${practice.accountId}:log-group:audit-logs:*`,
  CloudWatchLogsRoleArn: `arn:aws:iam::${practice.accountId}:role/audit-role`,
  EnableLogFileValidation: true,
  IsMultiRegionTrail: true,
  TagsList: [{ Key: "team", Value: "data" }],
});

/** Waits for nothing: moves the account's clock past the delay of delivery. */
function deliver(): void {
  practice.advance(5_000);
}

async function keys(folder: string): Promise<string[]> {
  const { accountId } = practice;
  const Prefix = `AWSLogs/${accountId}/${folder}/${practice.region}/`;
  const { Contents = [] } = await practice.clients.s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
  return Contents.map(({ Key = "" }) => Key);
}

async function inflated(Key: string): Promise<Buffer> {
  const { Body } = await practice.clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array());
}

describe("setting up a trail by the SDK, step by step", () => {
  const service = { Service: "cloudtrail.amazonaws.com" };
  const ownTrail = () => ({ StringEquals: { "aws:SourceArn": trailArn() } });

  test("S3: CreateTrail waits for a bucket policy that lets CloudTrail in", async () => {
    const { cloudTrail, s3 } = practice.clients;
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await expect(cloudTrail.send(new CreateTrailCommand({ Name: "audit", S3BucketName: bucket }))).rejects.toThrow(
      InsufficientS3BucketPolicyException,
    );
    const statements = [
      ["s3:GetBucketAcl", `arn:aws:s3:::${bucket}`, ownTrail()],
      [
        "s3:PutObject",
        `arn:aws:s3:::${bucket}/AWSLogs/${practice.accountId}/*`,
        { StringEquals: { "aws:SourceArn": trailArn(), "s3:x-amz-acl": "bucket-owner-full-control" } },
      ],
    ].map(([Action, Resource, Condition]) => ({ Effect: "Allow", Principal: service, Action, Resource, Condition }));
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  });

  test("S2: a role is refused until it is some seconds old", async () => {
    const { cloudTrail, iam, logs, sns } = practice.clients;
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "audit-topic" }));
    const publish = { Effect: "Allow", Principal: service, Action: "SNS:Publish", Resource: TopicArn };
    await sns.send(
      new SetTopicAttributesCommand({
        TopicArn,
        AttributeName: "Policy",
        AttributeValue: JSON.stringify({ Version: "2012-10-17", Statement: [{ ...publish, Condition: ownTrail() }] }),
      }),
    );
    await logs.send(new CreateLogGroupCommand({ logGroupName: "audit-logs" }));
    const assume = { Effect: "Allow", Principal: service, Action: "sts:AssumeRole" };
    await iam.send(
      new CreateRoleCommand({
        RoleName: "audit-role",
        AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [assume] }),
      }),
    );
    const Action = ["logs:CreateLogStream", "logs:PutLogEvents"];
    const Resource = `arn:aws:logs:${practice.region}:${practice.accountId}:log-group:audit-logs:log-stream:${practice.accountId}_CloudTrail_${practice.region}*`;
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: "audit-role",
        PolicyName: "write",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] }),
      }),
    );
    await expect(cloudTrail.send(new CreateTrailCommand(trail()))).rejects.toThrow(
      InvalidCloudWatchLogsRoleArnException,
    );
    practice.advance(3_000);
    await expect(cloudTrail.send(new CreateTrailCommand(trail()))).resolves.toMatchObject({
      TrailARN: trailArn(),
      LogFileValidationEnabled: true,
      IsOrganizationTrail: false,
    });
  });

  test("S4: it logs once it is told to", async () => {
    const { cloudTrail } = practice.clients;
    await expect(cloudTrail.send(new GetTrailStatusCommand({ Name: "audit" }))).resolves.toMatchObject({
      IsLogging: false,
    });
    await cloudTrail.send(new StartLoggingCommand({ Name: "audit" }));
    const status = await cloudTrail.send(new GetTrailStatusCommand({ Name: "audit" }));
    expect(status).toMatchObject({ IsLogging: true, LatestNotificationAttemptTime: "" });
    expect(status.StartLoggingTime).toBeInstanceOf(Date);
  });
});

describe("a call and its record", () => {
  test("is in the log group, in a log file and in event history a moment later, the same text each time", async () => {
    const { cloudTrail, logs, rds } = practice.clients;
    await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: "nobodys-db" })).catch(() => undefined);
    deliver();
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: "audit-logs", filterPattern: '"nobodys-db"' }),
    );
    expect(events).toHaveLength(1);
    const message = events[0]?.message ?? "";
    const record = JSON.parse(message) as Record<string, unknown>;
    expect(record).toMatchObject({
      eventName: "DescribeDBInstances",
      errorCode: "DBInstanceNotFoundFault",
      requestParameters: { dBInstanceIdentifier: "nobodys-db" },
      responseElements: null,
      readOnly: true,
    });
    expect(record.userAgent).toMatch(/^aws-sdk-js\//);
    expect(events[0]?.logStreamName).toBe(`${practice.accountId}_CloudTrail_${practice.region}`);

    const files = await Promise.all((await keys("CloudTrail")).map(inflated));
    expect(files.filter((file) => file.toString().includes(message))).toHaveLength(1);

    const LookupAttributes = [{ AttributeKey: "EventId", AttributeValue: String(record.eventID) } as const];
    const { Events = [] } = await cloudTrail.send(new LookupEventsCommand({ LookupAttributes }));
    expect(Events).toMatchObject([{ EventName: "DescribeDBInstances", ReadOnly: "true", CloudTrailEvent: message }]);
  });

  test("FACTS 93: the topic is told the keys of the files", async () => {
    const status = await practice.clients.cloudTrail.send(new GetTrailStatusCommand({ Name: "audit" }));
    expect(status).not.toHaveProperty("LatestNotificationError");
    expect(status.LatestNotificationTime).toBeInstanceOf(Date);
  });
});

describe("the API", () => {
  test("names trails, their tags and their selectors", async () => {
    const { cloudTrail } = practice.clients;
    const home = { Name: "audit", HomeRegion: practice.region };
    const elsewhere = clientsOf(practice, "eu-west-1").cloudTrail;
    for (const client of [cloudTrail, elsewhere]) {
      await expect(client.send(new DescribeTrailsCommand({}))).resolves.toMatchObject({ trailList: [home] });
      await expect(client.send(new GetTrailCommand({ Name: trailArn() }))).resolves.toMatchObject({ Trail: home });
    }
    elsewhere.destroy();
    await expect(cloudTrail.send(new ListTrailsCommand({}))).resolves.toMatchObject({ Trails: [home] });
    await cloudTrail.send(new AddTagsCommand({ ResourceId: trailArn(), TagsList: [{ Key: "x", Value: "y" }] }));
    const { ResourceTagList } = await cloudTrail.send(new ListTagsCommand({ ResourceIdList: [trailArn()] }));
    expect(ResourceTagList?.[0]?.TagsList).toEqual([
      { Key: "team", Value: "data" },
      { Key: "x", Value: "y" },
    ]);
    const { EventSelectors } = await cloudTrail.send(new GetEventSelectorsCommand({ TrailName: "audit" }));
    await cloudTrail.send(new PutEventSelectorsCommand({ TrailName: "audit", EventSelectors }));
  });

  test("fails with AWS's exceptions", async () => {
    const { cloudTrail } = practice.clients;
    await expect(cloudTrail.send(new GetTrailCommand({ Name: "nobody" }))).rejects.toThrow(TrailNotFoundException);
    await expect(cloudTrail.send(new GetInsightSelectorsCommand({ TrailName: "audit" }))).rejects.toThrow(
      InsightNotEnabledException,
    );
    await expect(
      cloudTrail.send(new UpdateTrailCommand({ Name: "audit", S3BucketName: "audit-bucket-of-nobody" })),
    ).rejects.toThrow(S3BucketDoesNotExistException);
  });
});

test("FACTS 40–43: a digest can be verified with what the API gives", async () => {
  const { cloudTrail, s3 } = practice.clients;
  practice.advance(hour);
  const key = (await keys("CloudTrail-Digest")).at(-1) ?? "";
  const digestBytes = await inflated(key);
  const digest = JSON.parse(digestBytes.toString()) as Record<string, string | null>;
  const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  const { PublicKeyList = [] } = await cloudTrail.send(new ListPublicKeysCommand({}));
  const publicKey = PublicKeyList.find(({ Fingerprint }) => Fingerprint === digest.digestPublicKeyFingerprint);
  const hash = createHash("sha256").update(digestBytes).digest("hex");
  const text = `${digest.digestEndTime}\n${bucket}/${key}\n${hash}\n${digest.previousDigestSignature ?? "null"}`;
  const der = createPublicKey({ key: Buffer.from(publicKey?.Value ?? []), format: "der", type: "pkcs1" });
  expect(
    createVerify("RSA-SHA256")
      .update(text)
      .verify(der, Metadata?.signature ?? "", "hex"),
  ).toBe(true);
});

test("records from elsewhere are in the bucket, the log group and event history with their own times", async () => {
  const { cloudTrail, logs } = practice.clients;
  const record = {
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName: "bob" },
    eventTime: "2023-07-10T12:11:09Z",
    eventSource: "rds.amazonaws.com",
    eventName: "DeleteDBInstance",
    awsRegion: practice.region,
    requestParameters: { dBInstanceIdentifier: "long-gone" },
    eventID: "0d6a0d9b-5c6a-4b6f-8f35-0f9a3f2a6f11",
    recipientAccountId: "210987654321",
  };
  const name = `210987654321_CloudTrail_${practice.region}_20230710T1215Z_abcdefghijklmnop.json.gz`;
  const folder = `AWSLogs/210987654321/CloudTrail/${practice.region}/2023/07/10`;
  const body = Buffer.from(JSON.stringify({ Records: [record] }));
  const junk = { name: "notes.json", body: Buffer.from("{}") };
  const result = importRecords(practice.account, [{ name: `/home/me/${folder}/${name}`, body }, junk]);
  expect(result).toEqual({ files: 1, records: 1, refused: [{ name: "notes.json", reason: "It has no Records." }] });

  expect((await inflated(`${folder}/${name}`)).toString()).toBe(body.toString());
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: "audit-logs", filterPattern: '"long-gone"' }),
  );
  expect(events).toMatchObject([
    { timestamp: Date.parse("2023-07-10T12:15:00Z"), logStreamName: `210987654321_CloudTrail_${practice.region}` },
  ]);
  const LookupAttributes = [{ AttributeKey: "ResourceName", AttributeValue: "long-gone" } as const];
  const { Events = [] } = await cloudTrail.send(new LookupEventsCommand({ LookupAttributes }));
  expect(Events).toMatchObject([{ EventName: "DeleteDBInstance", Username: "bob" }]);
});

test("StopLogging ends it, with its own record and a last digest", async () => {
  const { cloudTrail } = practice.clients;
  const digests = (await keys("CloudTrail-Digest")).length;
  await cloudTrail.send(new StopLoggingCommand({ Name: "audit" }));
  deliver();
  const LookupAttributes = [{ AttributeKey: "EventName", AttributeValue: "StopLogging" } as const];
  expect((await cloudTrail.send(new LookupEventsCommand({ LookupAttributes }))).Events).toHaveLength(1);
  const files = await Promise.all((await keys("CloudTrail")).map(inflated));
  expect(files.filter((file) => file.toString().includes('"eventName":"StopLogging"'))).toHaveLength(1);
  practice.advance(3 * hour);
  expect(await keys("CloudTrail-Digest")).toHaveLength(digests + 1);
});
