import { Readable } from "node:stream";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { type HttpRequest, HttpResponse } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import type { OperationSchema, SerdeFunctions, StaticOperationSchema } from "@smithy/types";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputSchema, operationSchemas, outputSchema } from "../../../src/practice/server/wire/schemas.ts";
import type { WireRequest } from "../../../src/practice/server/wire/wire.ts";
import { services } from "../../../src/practice/services.ts";
import { anyValueOf, comparable } from "./schemaValues.ts";

const options = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };
const clients: Readonly<Record<string, { readonly config: object }>> = {
  cloudtrail: new CloudTrailClient(options),
  logs: new CloudWatchLogsClient(options),
  iam: new IAMClient(options),
  rds: new RDSClient(options),
  s3: new S3Client(options),
  sns: new SNSClient(options),
  sqs: new SQSClient(options),
  sts: new STSClient(options),
};
const runs = { numRuns: 6 };

/** The protocol as the SDK's client uses it. */
interface ClientProtocol {
  setSerdeContext(context: SerdeFunctions): void;
  serializeRequest(operation: OperationSchema, input: object, context: object): Promise<HttpRequest>;
  deserializeResponse(operation: OperationSchema, context: object, response: HttpResponse): Promise<object>;
}

for (const [signingName, { schemas, wire }] of services) {
  const { config } = clients[signingName] as { config: object };
  const { protocol } = config as { protocol: ClientProtocol };
  const serde = { ...config, disableHostPrefix: true };
  protocol.setSerdeContext(serde as unknown as SerdeFunctions);

  describe(`${signingName}: what a client sends and what it reads is what the server reads and sends`, () => {
    test.each(operationSchemas(schemas).map((operation) => [operation[2], operation] as const))(
      "%s",
      async (name, operation) => {
        const input = inputSchema(operation);
        await fc.assert(
          fc.asyncProperty(anyValueOf(input), async (value) => {
            const { Bucket = "" } = value as { Bucket?: string };
            const endpoint = async () => ({ url: new URL(`http://127.0.0.1/${Bucket}`) });
            const request = await protocol.serializeRequest(clientSchema(operation), structuredClone(value) as object, {
              ...serde,
              endpoint,
            });
            const wireRequest = received(request);
            expect(wire.operationName(wireRequest, schemas)).toBe(name);
            expect(comparable(input, await wire.decode(operation, wireRequest))).toEqual(comparable(input, value));
          }),
          runs,
        );

        const output = outputSchema(operation);
        if (output.getEventStreamMember() !== "") return;
        await fc.assert(
          fc.asyncProperty(anyValueOf(output), async (value) => {
            const { status, headers, body } = await wire.encode(operation, structuredClone(value), "request-1");
            const response = new HttpResponse({
              statusCode: status,
              headers: { ...headers },
              body: Readable.from([Buffer.from(body as string)]),
            });
            const read = await protocol.deserializeResponse(clientSchema(operation), serde, response);
            expect(comparable(output, read)).toEqual(comparable(output, value));
          }),
          runs,
        );
      },
    );
  });
}

function clientSchema([, namespace, name, traits, input, output]: StaticOperationSchema): OperationSchema {
  return { namespace, name, traits, input: input as NormalizedSchema, output: output as NormalizedSchema };
}

function received(request: HttpRequest): WireRequest {
  const query = new Map(Object.entries(request.query).map(([name, value]) => [name, [value ?? ""].flat()]));
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const body =
    typeof request.body === "string" ? Buffer.from(request.body) : ((request.body ?? new Uint8Array()) as Uint8Array);
  return { method: request.method, path: request.path, query, headers, body };
}
