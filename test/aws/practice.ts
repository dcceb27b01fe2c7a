import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import type { PracticeOptions } from "../../src/practice/index.ts";
import { type StartedPractice, startPracticeAccount } from "../../src/practice/start.ts";

/** A practice account under test: a server over HTTP, real SDK clients, and a clock that tests may move. */
export interface TestPractice extends StartedPractice {
  readonly clients: ReturnType<typeof clientsOf>;
  /** Moves the account's clock by milliseconds and does what becomes due. */
  advance(milliseconds: number): void;
}

/** Starts a practice account, empty unless told otherwise, whose clock stands still until `advance`. */
export async function startPractice(options: PracticeOptions = {}): Promise<TestPractice> {
  let now = Date.now();
  const practice = await startPracticeAccount({ empty: true, control: true, clock: { now: () => now }, ...options });
  const clients = clientsOf(practice);
  return {
    ...practice,
    clients,
    advance(milliseconds) {
      now += milliseconds;
      practice.account.runDueJobs();
    },
    async stop() {
      for (const client of Object.values(clients)) client.destroy();
      await practice.stop();
    },
  };
}

/** The SDK's clients as anybody would make them for an endpoint. */
export function clientsOf(
  practice: Pick<StartedPractice, "endpoint" | "region" | "credentials">,
  region = practice.region,
) {
  const options = { endpoint: practice.endpoint, region, credentials: practice.credentials, maxAttempts: 1 };
  return {
    cloudTrail: new CloudTrailClient(options),
    logs: new CloudWatchLogsClient({ ...options, disableHostPrefix: true }),
    iam: new IAMClient(options),
    rds: new RDSClient(options),
    s3: new S3Client(options),
    sns: new SNSClient(options),
    sqs: new SQSClient(options),
    sts: new STSClient(options),
  };
}
