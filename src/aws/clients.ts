import { readFile } from "node:fs/promises";
import type { MetadataBearer, MiddlewareStack } from "@smithy/types";
import type { Clients } from "./connection.ts";
import type { SharedCredentials } from "./credentials.ts";
import { isExpired } from "./errors.ts";

export interface ClientOptions {
  readonly region: string;
  readonly credentials: SharedCredentials;
  /** Version of the extension, for the user agent. */
  readonly version: string;
  /** Profile whose other settings count, such as `use_fips_endpoint`. */
  readonly profile?: string;
  /** In place of AWS's own endpoints; checked by `readEndpoint`. */
  readonly endpoint?: string;
  /** File of certificates to trust in place of the built-in ones, as AWS_CA_BUNDLE names it. */
  readonly caBundle?: string;
  /** Hears of every call that came to an end. */
  readonly onCall?: (call: FinishedCall) => void;
}

/** One call to AWS, its retries included. */
export interface FinishedCall {
  /** Such as `RDSClient`. */
  readonly client: string;
  /** Such as `DescribeDBInstancesCommand`. */
  readonly command: string;
  readonly milliseconds: number;
  /** Not set when the call succeeded. */
  readonly error?: unknown;
}

/** Makes each client at its first use. All of them share one set of credentials and refresh it together. */
export function createClients(options: ClientOptions): Clients {
  const made = new Set<{ destroy(): void }>();

  async function make<C extends SdkClient>(load: Promise<new (config: object) => C>): Promise<C> {
    const [Client, config] = await Promise.all([load, clientConfig(options)]);
    const client = new Client(config);
    renewExpiredCredentials(client.middlewareStack, options.credentials);
    if (options.onCall !== undefined) observe(client.middlewareStack, options.onCall);
    made.add(client);
    return client;
  }

  return {
    cloudTrail: once(() => make(import("@aws-sdk/client-cloudtrail").then((sdk) => sdk.CloudTrailClient))),
    logs: once(() => make(import("@aws-sdk/client-cloudwatch-logs").then((sdk) => sdk.CloudWatchLogsClient))),
    sns: once(() => make(import("@aws-sdk/client-sns").then((sdk) => sdk.SNSClient))),
    rds: once(() => make(import("@aws-sdk/client-rds").then((sdk) => sdk.RDSClient))),
    s3: once(() => make(import("@aws-sdk/client-s3").then((sdk) => sdk.S3Client))),
    iam: once(() => make(import("@aws-sdk/client-iam").then((sdk) => sdk.IAMClient))),
    sts: once(() => make(import("@aws-sdk/client-sts").then((sdk) => sdk.STSClient))),
    sqs: once(() => make(import("@aws-sdk/client-sqs").then((sdk) => sdk.SQSClient))),
    destroy() {
      for (const client of made) client.destroy();
      made.clear();
    },
  };
}

interface SdkClient {
  // biome-ignore lint/suspicious/noExplicitAny: every client has its own unions of inputs and outputs here.
  readonly middlewareStack: MiddlewareStack<any, any>;
  destroy(): void;
}

async function clientConfig({ region, credentials, version, profile, endpoint, caBundle }: ClientOptions) {
  const ca = caBundle === undefined ? undefined : await readFile(caBundle);
  return {
    region,
    credentials: credentials.provider,
    customUserAgent: [["rds-cloudtrail", version]],
    retryMode: "standard",
    maxAttempts: 5,
    requestHandler: {
      connectionTimeout: 10_000,
      requestTimeout: 60_000,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 50 },
      httpsAgent: { keepAlive: true, maxSockets: 50, ...(ca !== undefined && { ca }) },
    },
    // The SDK would take endpoints of the environment and of the default profile unasked (X12).
    ignoreConfiguredEndpointUrls: true,
    ...(profile !== undefined && { profile }),
    // One server stands for all services, so nothing may be put before its host name.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true, disableHostPrefix: true }),
  };
}

/** Keeps what was made; a failure is forgotten, so that the next use tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** F3: where credentials turn out to be expired, fetches fresh ones and repeats the call once. */
function renewExpiredCredentials(stack: MiddlewareStack<object, MetadataBearer>, credentials: SharedCredentials): void {
  stack.add(
    (next) => async (args) => {
      const generation = credentials.generation();
      try {
        return await next(args);
      } catch (error) {
        if (!isExpired(error)) throw error;
        await credentials.renew(generation);
        return await next(args);
      }
    },
    { step: "initialize", name: "renewExpiredCredentials", priority: "low" },
  );
}

function observe(stack: MiddlewareStack<object, MetadataBearer>, onCall: (call: FinishedCall) => void): void {
  stack.add(
    (next, context) => async (args) => {
      const start = performance.now();
      const finished = (error?: unknown) =>
        onCall({
          client: context.clientName ?? "",
          command: context.commandName ?? "",
          milliseconds: performance.now() - start,
          ...(error !== undefined && { error }),
        });
      try {
        const result = await next(args);
        finished();
        return result;
      } catch (error) {
        finished(error);
        throw error;
      }
    },
    { step: "initialize", name: "observe", priority: "high" },
  );
}
