import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pythonTimeout } from "../python.ts";
import { type CliAccount, startCliAccount } from "./account.ts";

const place = "us-east-1:111122223333";
const trail = `arn:aws:cloudtrail:${place}:trail/cli-trail`;
const topic = `arn:aws:sns:${place}:cli-topic`;
const queue = `arn:aws:sqs:${place}:cli-queue`;
const group = `arn:aws:logs:${place}:log-group:cli-group`;
const role = "arn:aws:iam::111122223333:role/cli-role";

let account: CliAccount;
let aws: CliAccount["aws"];
let queueUrl: string;

beforeAll(async () => {
  account = await startCliAccount();
  ({ aws } = account);
}, pythonTimeout);
afterAll(() => account.stop());

const patience = { timeout: 15_000, interval: 300 };
const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
const inItsName = { "aws:SourceArn": trail };

/** Writes a policy into a file, and gives the word that has the CLI read it. */
async function policy(name: string, ...Statement: readonly object[]): Promise<string> {
  const document = JSON.stringify({ Version: "2012-10-17", Statement });
  await writeFile(join(account.folder, `${name}.json`), document);
  return `file://${name}.json`;
}

test("a bucket takes a trail's files once its policy says so", async () => {
  await aws`s3 mb s3://cli-bucket`;
  const create = () => account.refused`cloudtrail create-trail --name cli-trail --s3-bucket-name cli-bucket`;
  expect(await create()).toMatchObject({ code: "InsufficientS3BucketPolicyException", operation: "CreateTrail" });
  const document = await policy(
    "bucket",
    {
      ...cloudTrail,
      Action: "s3:GetBucketAcl",
      Resource: "arn:aws:s3:::cli-bucket",
      Condition: { StringEquals: inItsName },
    },
    {
      ...cloudTrail,
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::cli-bucket/AWSLogs/111122223333/*",
      Condition: { StringEquals: { ...inItsName, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  );
  await aws`s3api put-bucket-policy --bucket cli-bucket --policy ${document}`;
  const kept = await aws`s3api get-bucket-policy --bucket cli-bucket --query Policy --output text`;
  expect(JSON.parse(kept).Statement).toHaveLength(2);
});

test("a topic tells a queue and a reader of mail", async () => {
  expect(await aws`sns create-topic --name cli-topic --query TopicArn --output text`).toBe(topic);
  const create = account.refused`cloudtrail create-trail --name cli-trail --s3-bucket-name cli-bucket
    --sns-topic-name cli-topic`;
  expect(await create).toMatchObject({ code: "InsufficientSnsTopicPolicyException" });
  const mayPublish = { ...cloudTrail, Action: "SNS:Publish", Resource: topic };
  const document = await policy("topic", { ...mayPublish, Condition: { StringEquals: inItsName } });
  await aws`sns set-topic-attributes --topic-arn ${topic} --attribute-name Policy --attribute-value ${document}`;

  queueUrl = await aws`sqs create-queue --queue-name cli-queue --query QueueUrl --output text`;
  const statement = {
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queue,
    Condition: { ArnEquals: { "aws:SourceArn": topic } },
  };
  const attributes = { Policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) };
  await aws`sqs set-queue-attributes --queue-url ${queueUrl} --attributes ${JSON.stringify(attributes)}`;
  await aws`sns subscribe --topic-arn ${topic} --protocol sqs --notification-endpoint ${queue}`;

  const pending = await aws`sns subscribe --topic-arn ${topic} --protocol email --query SubscriptionArn --output text
    --notification-endpoint reader@example.com`;
  expect(pending).toBe("pending confirmation");
  const asked = account.practice.account.state.sns.inbox.find(({ to }) => to === "reader@example.com");
  const token = new URL(asked?.links[0] ?? "").searchParams.get("Token") ?? "";
  await aws`sns confirm-subscription --topic-arn ${topic} --token ${token}`;
  const protocols = "sort(Subscriptions[?SubscriptionArn!='PendingConfirmation'].Protocol)";
  const confirmed = await aws`sns list-subscriptions-by-topic --topic-arn ${topic} --query ${protocols} --output text`;
  expect(confirmed).toBe("email\tsqs");
});

test("a log group takes a trail's records through a role", async () => {
  await aws`logs create-log-group --log-group-name cli-group`;
  const trust = await policy("trust", { ...cloudTrail, Action: "sts:AssumeRole" });
  await aws`iam create-role --role-name cli-role --assume-role-policy-document ${trust}`;
  const write = await policy("write", {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${group}:log-stream:111122223333_CloudTrail_us-east-1*`,
  });
  await aws`iam put-role-policy --role-name cli-role --policy-name write --policy-document ${write}`;
  const create = () =>
    account.attempt`cloudtrail create-trail --name cli-trail --s3-bucket-name cli-bucket --sns-topic-name cli-topic
      --cloud-watch-logs-log-group-arn ${`${group}:*`} --cloud-watch-logs-role-arn ${role}
      --enable-log-file-validation`;
  // A new role is not usable at once.
  await expect.poll(create, patience).toMatchObject({ code: 0 });
});

test("a new trail logs only when told to", async () => {
  const isLogging = () => aws`cloudtrail get-trail-status --name cli-trail --query IsLogging --output text`;
  expect(await isLogging()).toBe("False");
  await aws`cloudtrail start-logging --name cli-trail`;
  expect(await isLogging()).toBe("True");
});

test("the record of a call comes to bucket, log group, queue and mail", async () => {
  await aws`rds stop-db-instance --db-instance-identifier mysqldb`;
  const filter = '{ $.eventName = "StopDBInstance" && $.requestParameters.dBInstanceIdentifier = "mysqldb" }';
  const filtered = () =>
    aws`logs filter-log-events --log-group-name cli-group --filter-pattern ${filter} --query events[].message
      --output text`;
  await expect.poll(filtered, patience).toMatch(/"eventName":"StopDBInstance"/);

  const prefix = "AWSLogs/111122223333/CloudTrail/us-east-1/";
  const listed = await aws`s3api list-objects-v2 --bucket cli-bucket --prefix ${prefix} --query Contents[].Key
    --output text`;
  const records: { readonly eventName: string }[] = [];
  for (const [i, key] of listed.split(/\s+/).entries()) {
    await aws`s3 cp ${`s3://cli-bucket/${key}`} ${`${i}.gz`} --quiet`;
    const file = gunzipSync(await readFile(join(account.folder, `${i}.gz`)));
    records.push(...JSON.parse(file.toString()).Records);
  }
  expect(records.map(({ eventName }) => eventName)).toContain("StopDBInstance");

  const messages: string[] = [];
  const receive = async () => {
    const page = await aws`sqs receive-message --queue-url ${queueUrl} --max-number-of-messages 10
      --wait-time-seconds 1 --query ${"Messages[].Body || `[]`"}`;
    messages.push(...(JSON.parse(page) as string[]).map((body) => JSON.parse(body).Message));
    return messages.length;
  };
  await expect.poll(receive, patience).toBeGreaterThan(1);
  expect(messages).toContain("CloudTrail validation message.");
  const keys = messages.filter((message) => message.startsWith("{")).flatMap((text) => JSON.parse(text).s3ObjectKey);
  expect(listed.split(/\s+/)).toEqual(expect.arrayContaining(keys));
  const mails = account.practice.account.state.sns.inbox.filter(({ to }) => to === "reader@example.com");
  expect(mails.map(({ text }) => text).join()).toContain(keys[0]);
});

test("the trail's status tells of its deliveries, and of what hinders them", async () => {
  const status = async () => JSON.parse(await aws`cloudtrail get-trail-status --name cli-trail`);
  expect(await status()).toMatchObject({
    IsLogging: true,
    LatestDeliveryTime: expect.any(Number),
    LatestNotificationTime: expect.any(Number),
    LatestCloudWatchLogsDeliveryTime: expect.any(Number),
  });
  await aws`s3api delete-bucket-policy --bucket cli-bucket`;
  await expect.poll(status, patience).toMatchObject({ LatestDeliveryError: "AccessDenied", IsLogging: true });
});

test("what was made is taken down", async () => {
  await aws`cloudtrail delete-trail --name cli-trail`;
  expect(await account.refused`cloudtrail get-trail-status --name cli-trail`).toMatchObject({
    code: "TrailNotFoundException",
  });
  expect(await account.refused`s3api delete-bucket --bucket cli-bucket`).toMatchObject({ code: "BucketNotEmpty" });
  await aws`s3 rb s3://cli-bucket --force`;
  await aws`sns delete-topic --topic-arn ${topic}`;
  await aws`sqs delete-queue --queue-url ${queueUrl}`;
  await aws`logs delete-log-group --log-group-name cli-group`;
  expect(await account.refused`iam delete-role --role-name cli-role`).toMatchObject({ code: "DeleteConflict" });
  await aws`iam delete-role-policy --role-name cli-role --policy-name write`;
  await aws`iam delete-role --role-name cli-role`;
});
