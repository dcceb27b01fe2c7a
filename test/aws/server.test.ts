import { request } from "node:http";
import { CloudTrailClient, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeDBClusterBacktracksCommand, DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { Hash } from "@smithy/core/serde";
import { SignatureV4 } from "@smithy/signature-v4";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.stop());
beforeEach(() => practice.faults.set({}));

describe("X15: the practice account talks to its owner only", () => {
  test("listens on 127.0.0.1", () => {
    expect(practice.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test.each(["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:80"])(
    "refuses the Host %s",
    async (host) => {
      expect((await send({ headers: { host } })).status).toBe(403);
    },
  );

  test("refuses any Origin, its own too, and tells other origins nothing", async () => {
    for (const origin of ["https://evil.example", "null", practice.endpoint]) {
      const answer = await send({ headers: { origin } });
      expect(answer.status).toBe(403);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  test("refuses what a page loads as its part, but not a link that somebody opens", async () => {
    const path = "/?Action=Unsubscribe&SubscriptionArn=none";
    for (const part of ["image", "iframe", "script", "empty"]) {
      expect((await send({ path, headers: { "sec-fetch-dest": part } })).status).toBe(403);
    }
    expect((await send({ path, headers: { "sec-fetch-dest": "document" } })).status).toBe(400);
  });

  test("has a key that nobody can work out from the seed", async () => {
    const other = await startPractice();
    expect(other.credentials.secretAccessKey).not.toBe(practice.credentials.secretAccessKey);
    expect(other.credentials.secretAccessKey).toHaveLength(40);
    await other.stop();
  });

  test("refuses a request without a signature", async () => {
    const answer = await send({
      method: "POST",
      headers: { "x-amz-target": "CloudTrail_20131101.DescribeTrails" },
      body: "{}",
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("MissingAuthenticationToken");
  });

  test("caps bodies", async () => {
    expect((await send({ method: "POST", body: Buffer.alloc(65 * 1024 * 1024) })).status).toBe(413);
  });

  test("takes no path from a parameter", async () => {
    for (const path of ["/_practice/../../etc/passwd", "/_practice/%2e%2e%2fetc%2fpasswd", "/%"]) {
      expect((await send({ path })).status).toBeGreaterThanOrEqual(400);
    }
  });

  test("gives inbox and faults to nobody without the secret key", async () => {
    for (const path of ["/_practice/inbox", "/_practice/faults"]) {
      expect((await send({ path })).status).toBe(403);
      expect((await send({ path, headers: { authorization: "Bearer wrong" } })).status).toBe(403);
      expect((await send({ path, headers: owner() })).status).toBe(200);
    }
  });
});

describe("signatures", () => {
  const wrong = { accessKeyId: "AKIAPRACTICEACCOUNT2", secretAccessKey: "wrong" };
  const unknown = { accessKeyId: "AKIANOBODY", secretAccessKey: "x" };

  test.each([
    ["rds", wrong, "SignatureDoesNotMatch"],
    ["rds", unknown, "InvalidClientTokenId"],
    ["cloudtrail", wrong, "InvalidSignatureException"],
    ["cloudtrail", unknown, "UnrecognizedClientException"],
    ["s3", wrong, "SignatureDoesNotMatch"],
    ["s3", unknown, "InvalidAccessKeyId"],
  ])("%s refuses wrong keys as AWS does", async (service, credentials, name) => {
    await expect(callWith(service, { credentials })).rejects.toMatchObject({ name });
  });

  test("F4: a clock that is wrong by more than 15 minutes is told apart from a wrong key", async () => {
    const wrongClock = new Date(Date.now() - 20 * 60_000);
    const answer = await sendSigned("CloudTrail_20131101.DescribeTrails", "{}", wrongClock);
    expect(JSON.parse(answer.body)).toMatchObject({
      __type: "InvalidSignatureException",
      message: expect.stringMatching(
        /^Signature expired: \d{8}T\d{6}Z is now compared with \d{8}T\d{6}Z \(15 min\. allowed\)$/,
      ),
    });
  });
});

test("a signature need not cover a header with the body's hash, which the AWS CLI does not send", async () => {
  const answer = await sendSigned("CloudTrail_20131101.DescribeTrails", "{}", new Date(), { applyChecksum: false });
  expect(answer).toMatchObject({ status: 200, body: expect.stringContaining("trailList") });
});

describe("requests that cannot be served", () => {
  test("an operation that the practice account does not know fails by name", async () => {
    const call = practice.clients.rds.send(new DescribeDBClusterBacktracksCommand({ DBClusterIdentifier: "x" }));
    await expect(call).rejects.toMatchObject({
      name: "NotImplemented",
      message: expect.stringContaining("rds:DescribeDBClusterBacktracks"),
    });
  });

  test.each([
    ["a body that is no JSON", "CloudTrail_20131101.ListPublicKeys", "{"],
    ["a body that is no object", "CloudTrail_20131101.ListPublicKeys", "[]"],
    ["a value of the wrong type", "Logs_20140328.DescribeLogGroups", '{"limit":"many"}'],
  ])("%s is a SerializationException", async (_, target, body) => {
    const answer = await sendSigned(target, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: "SerializationException" });
  });

  test("a policy that nests without end is refused like any other that is none", async () => {
    await practice.clients.s3.send(new CreateBucketCommand({ Bucket: "deep-policy" }));
    for (const Policy of ["[".repeat(50_000) + "]".repeat(50_000), `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`]) {
      const put = practice.clients.s3.send(new PutBucketPolicyCommand({ Bucket: "deep-policy", Policy }));
      await expect(put).rejects.toMatchObject({ name: "MalformedPolicy" });
    }
  });

  test("a service that is not here is refused in words that its clients can read", async () => {
    const other = new RDSClient({ ...base(), signingName: "ec2" } as never);
    await expect(other.send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject({
      name: "NotImplemented",
      message: "The practice account does not know the service ec2.",
    });
  });

  test("an operation that the API does not have is an UnknownOperationException", async () => {
    const answer = await sendSigned("CloudTrail_20131101.DropTrail", "{}");
    expect(JSON.parse(answer.body)).toMatchObject({ __type: "UnknownOperationException" });
  });
});

test.each([
  ["CloudTrail_20131101.GetTrailStatus", '{"Name":"none"}', "TrailNotFoundException", undefined],
  [
    "AmazonSQS.GetQueueUrl",
    '{"QueueName":"none"}',
    "QueueDoesNotExist",
    "AWS.SimpleQueueService.NonExistentQueue;Sender",
  ],
])(
  "%s tells the error code of the query protocol only where the service once spoke it",
  async (target, body, type, old) => {
    const answer = await sendSigned(target, body);
    expect(JSON.parse(answer.body).__type).toMatch(new RegExp(`#${type}$`));
    expect(answer.headers).toHaveProperty("x-amzn-requestid");
    expect((answer.headers as Record<string, unknown>)["x-amzn-query-error"]).toBe(old);
  },
);

describe("it breaks on demand", () => {
  test("throttles above a rate and counts what it refused", async () => {
    practice.faults.set({ rates: { "cloudtrail:DescribeTrails": 2 } });
    const calls = Array.from({ length: 5 }, () => practice.clients.cloudTrail.send(new DescribeTrailsCommand({})));
    const refused = (await Promise.allSettled(calls)).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({ reason: { name: "ThrottlingException" } });
    expect(JSON.parse((await send({ path: "/_practice/faults", headers: owner() })).body)).toEqual({ throttled: 3 });
  });

  test("denies operations", async () => {
    practice.faults.set({ denied: ["rds:*"] });
    await expect(practice.clients.rds.send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("is not authorized to perform: rds:DescribeDBInstances"),
    });
    await practice.clients.cloudTrail.send(new DescribeTrailsCommand({}));
  });

  test("expires tokens for a number of calls", async () => {
    practice.faults.set({ expired: { "*": 1 } });
    const identify = () => practice.clients.sts.send(new GetCallerIdentityCommand({}));
    await expect(identify()).rejects.toMatchObject({ name: "ExpiredToken" });
    await expect(identify()).resolves.toMatchObject({ Account: practice.accountId });
  });

  test("cuts connections", async () => {
    practice.faults.set({ cut: { "s3:ListBuckets": { afterBytes: 20, times: 1 } } });
    await expect(practice.clients.s3.send(new ListBucketsCommand({}))).rejects.toThrow();
    await practice.clients.s3.send(new ListBucketsCommand({}));
  });

  test("gives empty pages, and the same token twice, and then goes on from the first page", async () => {
    practice.faults.set({
      emptyPages: { "cloudtrail:LookupEvents": 2 },
      repeatedTokens: { "logs:FilterLogEvents": 2 },
    });
    const { LookupEventsCommand } = await import("@aws-sdk/client-cloudtrail");
    const tokens: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await practice.clients.cloudTrail.send(new LookupEventsCommand(NextToken ? { NextToken } : {}));
      NextToken = page.NextToken;
      tokens.push(NextToken);
    } while (NextToken !== undefined);
    expect(tokens.filter((token) => token !== undefined)).toHaveLength(2);
    await expect(
      practice.clients.logs.send(new FilterLogEventsCommand({ logGroupName: "none" })),
    ).resolves.toMatchObject({ events: [] });
  });

  test("refuses a plan that it does not understand", async () => {
    const answer = await send({ method: "PUT", path: "/_practice/faults", headers: owner(), body: '{"latencies":1}' });
    expect(answer.status).toBe(400);
  });
});

function base() {
  return { endpoint: practice.endpoint, region: practice.region, credentials: practice.credentials, maxAttempts: 1 };
}

function callWith(service: string, options: object): Promise<unknown> {
  const all = { ...base(), ...options };
  if (service === "rds") return new RDSClient(all).send(new DescribeDBInstancesCommand({}));
  if (service === "cloudtrail") return new CloudTrailClient(all).send(new DescribeTrailsCommand({}));
  return new S3Client(all).send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
}

const signingNames: Readonly<Record<string, string>> = { CloudTrail: "cloudtrail", Logs: "logs", AmazonSQS: "sqs" };

/** A request that no SDK would send, rightly signed. */
async function sendSigned(target: string, body: string, signingDate = new Date(), options = {}) {
  const { host } = new URL(practice.endpoint);
  const signer = new SignatureV4({
    service: signingNames[target.split(/[_.]/)[0] ?? ""] ?? "",
    region: practice.region,
    credentials: practice.credentials,
    sha256: Hash.bind(null, "sha256"),
    ...options,
  });
  const unsigned = { method: "POST", protocol: "http:", hostname: host, path: "/", query: {}, body };
  const { headers } = await signer.sign({ ...unsigned, headers: { host, "x-amz-target": target } }, { signingDate });
  return send({ method: "POST", headers, body });
}

function owner(): Record<string, string> {
  return { authorization: `Bearer ${practice.credentials.secretAccessKey}` };
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** A bare HTTP request: `fetch` would not send a Host of ours. */
function send({ method = "GET", path = "/", headers = {}, body }: Sent) {
  return new Promise<{ status: number; headers: object; body: string }>((resolve, reject) => {
    const sent = request(practice.endpoint, { method, path, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
