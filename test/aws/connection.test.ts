import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTrailCommand } from "@aws-sdk/client-cloudtrail";
import { DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { FinishedCall } from "../../src/aws/clients.ts";
import { connect, type Target } from "../../src/aws/connect.ts";
import { profileCredentials, shareCredentials } from "../../src/aws/credentials.ts";
import { explainAwsError } from "../../src/aws/errors.ts";
import { startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
let folder: string;
const calls: FinishedCall[] = [];

beforeAll(async () => {
  practice = await startPractice();
  folder = await mkdtemp(join(tmpdir(), "connection-"));
  const { accessKeyId, secretAccessKey } = practice.credentials;
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  await writeFile(join(folder, "config"), `[profile good]\n${keys}\n[profile empty]\nregion = us-east-1\n`);
  await writeFile(join(folder, "credentials"), `[default]\n${keys}`);
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "credentials"));
  // A proof that a profile never falls through to these.
  vi.stubEnv("AWS_ACCESS_KEY_ID", accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", secretAccessKey);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await practice.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  practice.faults.set({});
  calls.length = 0;
});

const noCode = async () => "000000";

function target(more: Partial<Target> = {}): Target {
  return {
    choice: { kind: "practice" },
    label: "Practice Account",
    region: practice.region,
    endpoint: practice.endpoint,
    version: "1.2.3",
    credentials: shareCredentials(async () => practice.credentials),
    onCall: (call) => calls.push(call),
    ...more,
  };
}

const never = new AbortController().signal;

describe("a connection", () => {
  test("X12: goes to no endpoint that nobody was asked about", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL", practice.endpoint);
    vi.stubEnv("AWS_ENDPOINT_URL_STS", practice.endpoint);
    const { endpoint: _, ...withoutEndpoint } = target({ region: "xx-nowhere-1" });
    // The name has no address, so the call stays on this machine.
    await expect(connect(withoutEndpoint, never)).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    });
    vi.stubEnv("AWS_ENDPOINT_URL", undefined);
    vi.stubEnv("AWS_ENDPOINT_URL_STS", undefined);
  });

  test("is confirmed by GetCallerIdentity", async () => {
    const connection = await connect(target(), never);
    expect(connection).toMatchObject({ accountId: practice.accountId, partition: "aws", region: practice.region });
    expect(connection.callerArn).toMatch(/^arn:aws:iam::\d{12}:/);
    expect(calls.map(({ command }) => command)).toEqual(["GetCallerIdentityCommand"]);
    connection.clients.destroy();
  });

  test("makes each client once", async () => {
    const { clients } = await connect(target(), never);
    expect(await clients.rds()).toBe(await clients.rds());
    clients.destroy();
  });

  test("takes the keys of a profile", async () => {
    const connection = await connect(
      target({ profile: "good", credentials: profileCredentials("good", noCode) }),
      never,
    );
    expect(connection.accountId).toBe(practice.accountId);
    connection.clients.destroy();
  });

  test.each(["empty", "missing"])("never takes another identity for the profile “%s”", async (profile) => {
    const attempt = connect(target({ profile, credentials: profileCredentials(profile, noCode) }), never);
    const error: unknown = await attempt.catch((reason: unknown) => reason);
    expect(explainAwsError(error).kind).toBe("credentials");
  });

  test("tells wrong keys", async () => {
    const credentials = shareCredentials(async () => ({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x" }));
    const error: unknown = await connect(target({ credentials }), never).catch((reason: unknown) => reason);
    expect(explainAwsError(error).kind).toBe("credentials");
  });

  test("tells that nobody listens", async () => {
    const error: unknown = await connect(target({ endpoint: "http://127.0.0.1:9" }), never).catch((e: unknown) => e);
    expect(explainAwsError(error)).toMatchObject({ kind: "network" });
    expect(explainAwsError(error).sentence).toContain("127.0.0.1:9");
  });

  test("can be given up", async () => {
    practice.faults.set({ latency: 60_000 });
    const abort = new AbortController();
    const attempt = connect(target(), abort.signal);
    setTimeout(() => abort.abort(), 50);
    await expect(attempt).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("calls", () => {
  test("F3: go on with fresh credentials when a token expires, asked for once", async () => {
    let loads = 0;
    const credentials = shareCredentials(async () => {
      loads += 1;
      return practice.credentials;
    });
    const { clients } = await connect(target({ credentials }), never);
    // So slow that all three are under way before the first comes back.
    practice.faults.set({ latency: 100, expired: { "rds:DescribeDBInstances": 3 } });
    const rds = await clients.rds();
    await Promise.all([1, 2, 3].map(() => rds.send(new DescribeDBInstancesCommand({}))));
    expect(loads).toBe(2);
    clients.destroy();
  });

  test("F3: fail as expired when fresh credentials do not help", async () => {
    const { clients } = await connect(target(), never);
    practice.faults.set({ expired: { "rds:DescribeDBInstances": 99 } });
    const rds = await clients.rds();
    const error: unknown = await rds.send(new DescribeDBInstancesCommand({})).catch((reason: unknown) => reason);
    expect(explainAwsError(error).kind).toBe("expired");
    clients.destroy();
  });

  test("name the missing permission", async () => {
    const { clients } = await connect(target(), never);
    practice.faults.set({ denied: ["rds:*"] });
    const rds = await clients.rds();
    const error: unknown = await rds.send(new DescribeDBInstancesCommand({})).catch((reason: unknown) => reason);
    expect(explainAwsError(error)).toMatchObject({ kind: "denied", action: "rds:DescribeDBInstances" });
    clients.destroy();
  });

  test("F2: are repeated when they are throttled", async () => {
    const { clients } = await connect(target(), never);
    practice.faults.set({ rates: { "rds:DescribeDBInstances": 2 } });
    const rds = await clients.rds();
    await Promise.all([1, 2, 3].map(() => rds.send(new DescribeDBInstancesCommand({}))));
    expect(practice.faults.throttled).toBeGreaterThan(0);
    clients.destroy();
  });

  test("carry the extension's name in the user agent", async () => {
    const { clients } = await connect(target(), never);
    const cloudTrail = await clients.cloudTrail();
    let userAgent: string | undefined;
    cloudTrail.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        userAgent = headers["user-agent"];
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    await cloudTrail.send(new CreateTrailCommand({ Name: "x", S3BucketName: "none" })).catch(() => undefined);
    expect(userAgent).toMatch(/ rds-cloudtrail\/1\.2\.3$/);
    clients.destroy();
  });
});
