import { CreateTrailCommand, StartLoggingCommand } from "@aws-sdk/client-cloudtrail";
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateDBInstanceCommand } from "@aws-sdk/client-rds";
import { CreateBucketCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../../src/aws/connect.ts";
import type { Connection } from "../../src/aws/connection.ts";
import { shareCredentials } from "../../src/aws/credentials.ts";
import type { LogGroupNode, ResourceNode, SectionId, TopicNode } from "../../src/ui/resourceNode.ts";
import { readChildren } from "../../src/ui/resources/children.ts";
import { describe as describeNode } from "../../src/ui/resources/describe.ts";
import { findLogGroups, listLogStreams, logGroupNamed } from "../../src/ui/resources/logGroups.ts";
import { startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
let connection: Connection;
const { signal } = new AbortController();

beforeAll(async () => {
  practice = await startPractice();
  const credentials = shareCredentials(async () => practice.credentials);
  const { region, endpoint } = practice;
  const target = { choice: { kind: "practice" }, label: "", region, endpoint, version: "0", credentials } as const;
  connection = await connect(target, signal);
  await createTrail();
  await createTopic();
  await createLogGroups();
  await createInstance();
});
afterAll(async () => {
  connection.clients.destroy();
  await practice.stop();
});
beforeEach(() => practice.faults.set({}));

async function createTrail(): Promise<void> {
  const { s3, cloudTrail } = practice.clients;
  const arn = `arn:aws:cloudtrail:${practice.region}:${practice.accountId}:trail/audit`;
  const allow = (Action: string, Resource: string) => ({
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action,
    Resource,
    Condition: { StringEquals: { "aws:SourceArn": arn } },
  });
  const statements = [
    allow("s3:GetBucketAcl", "arn:aws:s3:::audit-bucket"),
    allow("s3:PutObject", `arn:aws:s3:::audit-bucket/AWSLogs/${practice.accountId}/*`),
  ];
  await s3.send(new CreateBucketCommand({ Bucket: "audit-bucket" }));
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  await s3.send(new PutBucketPolicyCommand({ Bucket: "audit-bucket", Policy }));
  await cloudTrail.send(new CreateTrailCommand({ Name: "audit", S3BucketName: "audit-bucket" }));
}

async function createTopic(): Promise<void> {
  const { sns } = practice.clients;
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "audit" }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "dba@example.com" }));
}

async function createLogGroups(): Promise<void> {
  const { logs } = practice.clients;
  for (let n = 0; n < 210; n++) {
    await logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/f-${String(n).padStart(3, "0")}` }));
  }
  await logs.send(new CreateLogGroupCommand({ logGroupName: "zz-records" }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: "zz-records", retentionInDays: 90 }));
  for (const logStreamName of ["1_CloudTrail_us-east-1", "1_CloudTrail_us-east-1_2", "other"]) {
    await logs.send(new CreateLogStreamCommand({ logGroupName: "zz-records", logStreamName }));
  }
}

async function createInstance(): Promise<void> {
  const command = new CreateDBInstanceCommand({
    DBInstanceIdentifier: "OraDB",
    DBInstanceClass: "db.m5.large",
    Engine: "oracle-se2",
    LicenseModel: "license-included",
    AllocatedStorage: 20,
    MasterUsername: "dba",
    MasterUserPassword: "correct-horse-1",
  });
  await practice.clients.rds.send(command);
}

const section = (id: SectionId) => readChildren({ kind: "section", section: id }, { connection, signal });
const said = (node: ResourceNode | undefined) => node && describeNode(node, Date.now()).description;

async function only<K extends ResourceNode["kind"]>(
  id: SectionId,
  kind: K,
): Promise<Extract<ResourceNode, { kind: K }>> {
  const { nodes } = await section(id);
  const node = nodes.find((candidate) => candidate.kind === kind);
  if (node === undefined) throw new Error(`No ${kind} was listed.`);
  return node as Extract<ResourceNode, { kind: K }>;
}

describe("the tree's lists", () => {
  test("a new trail does not log until it is told to", async () => {
    expect(said(await only("trails", "trail"))).toBe("not logging");
    await practice.clients.cloudTrail.send(new StartLoggingCommand({ Name: "audit" }));
    expect(said(await only("trails", "trail"))).toMatch(/^logging/);
  });

  test("a topic counts its subscriptions, and lists them", async () => {
    const topic: TopicNode = await only("topics", "topic");
    expect(said(topic)).toBe("1 subscription, 1 pending");
    const { nodes } = await readChildren(topic, { connection, signal });
    expect(nodes.map(said)).toEqual(["email · waits for confirmation"]);
  });

  test("many log groups are cut", async () => {
    const { nodes, isCut } = await section("logGroups");
    expect(nodes).toHaveLength(200);
    expect(isCut).toBe(true);
  });

  test("a log group that was cut is found by a part of its name", async () => {
    const { value } = await findLogGroups("record", { connection, signal }).next();
    expect(value.map(({ name }: LogGroupNode) => name)).toEqual(["zz-records"]);
    expect(said(await logGroupNamed("zz-records", { connection, signal }))).toBe("90 days · 0 B");
    expect(await logGroupNamed("zz-rec", { connection, signal })).toBeUndefined();
  });

  test("log streams are found by the beginning of their name", async () => {
    const { value } = await findLogGroups("zz-records", { connection, signal }).next();
    const [logGroup] = value as LogGroupNode[];
    if (logGroup === undefined) throw new Error("The log group was not found.");
    expect((await readChildren(logGroup, { connection, signal })).nodes).toHaveLength(3);
    const page = await listLogStreams(logGroup, { connection, signal }, "1_").next();
    expect(page.value.map(({ name }: ResourceNode & { name: string }) => name)).toEqual([
      "1_CloudTrail_us-east-1",
      "1_CloudTrail_us-east-1_2",
    ]);
  });

  test("an instance tells engine, class and status", async () => {
    expect(said(await only("dbInstances", "dbInstance"))).toMatch(/^creating · oracle-se2 19 · db\.m5\.large$/);
    practice.advance(60_000);
    expect(said(await only("dbInstances", "dbInstance"))).toMatch(/available$/);
  });

  test("F12: a refused service costs its own section only, and names the permission", async () => {
    practice.faults.set({ denied: ["rds:DescribeDBInstances"] });
    expect((await section("dbInstances")).failure).toMatchObject({ kind: "denied", action: "rds:DescribeDBInstances" });
    expect((await section("trails")).failure).toBeUndefined();
    expect((await section("topics")).failure).toBeUndefined();
  });

  test("F12: a status that may not be read costs the trail its status only", async () => {
    practice.faults.set({ denied: ["cloudtrail:GetTrailStatus"] });
    expect(said(await only("trails", "trail"))).toContain("cloudtrail:GetTrailStatus");
  });

  test("F12: without the right to see trails, log groups are listed all the same", async () => {
    practice.faults.set({ denied: ["cloudtrail:*"] });
    expect((await section("logGroups")).nodes).toHaveLength(200);
  });
});
