import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inputSchema, operationSchema, outputSchema } from "../../src/practice/server/wire/schemas.ts";
import { services } from "../../src/practice/services.ts";
import { anyValueOf, type Plausible } from "../unit/practice/schemaValues.ts";
import { startPractice, type TestPractice } from "./practice.ts";

const account = "111122223333";
/** Names that exist in the account under test, and values that pass the first checks. */
const plausible: Plausible = {
  Bucket: ["records", "other-bucket"],
  Key: ["a/b.json.gz", "a"],
  DBInstanceIdentifier: ["oradb", "Other-DB", "oradb-2"],
  NewDBInstanceIdentifier: ["oradb", "oradb-2"],
  DBInstanceClass: ["db.m5.large", "db.t3.micro"],
  Engine: ["oracle-se2", "mysql", "postgres", "sqlserver-ex"],
  AllocatedStorage: [20, 100, 400],
  MasterUsername: ["admin", "rdsadmin"],
  MasterUserPassword: ["Correct-Horse-7"],
  StorageType: ["gp3", "io1"],
  ResourceName: [`arn:aws:rds:us-east-1:${account}:db:oradb`],
  Name: ["trail", "topic"],
  S3BucketName: ["records"],
  TopicArn: [`arn:aws:sns:us-east-1:${account}:topic`],
  Protocol: ["email", "sqs", "https", "lambda"],
  logGroupName: ["group", "/aws/x"],
  logStreamName: ["stream"],
  filterPattern: ["{ $.a = 1 }", "[a, b]", "?x ?y", '"'],
  startTime: [0, 1_700_000_000_000],
  endTime: [4_000_000_000_000],
  RoleName: ["role"],
  PolicyDocument: ["{}", '{"Version":"2012-10-17","Statement":[]}'],
  AssumeRolePolicyDocument: [
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}',
  ],
  QueueName: ["queue"],
  QueueUrl: [`http://127.0.0.1/${account}/queue`],
};

let practice: TestPractice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.stop());

for (const [signingName, { service, schemas }] of services) {
  describe(`${signingName}: whatever is asked, the answer is AWS's, never a 500`, () => {
    const operations = Object.keys(service.operations).map((name) => {
      const operation = operationSchema(schemas, name);
      if (operation === undefined) throw new Error(`The API has no ${name}`);
      return { name, operation };
    });
    // An answer that streams stays open for hours; StartLiveTail has tests of its own.
    const ending = operations.filter(({ operation }) => outputSchema(operation).getEventStreamMember() === "");
    test.each(ending)("$name", async ({ name, operation }) => {
      const Command = schemas[`${name}Command`] as new (input: unknown) => object;
      const client = clientOf(signingName);
      await fc.assert(
        fc.asyncProperty(anyValueOf(inputSchema(operation), plausible), async (input) => {
          const failure = await client.send(new Command(input)).then(
            () => undefined,
            (error: unknown) => error,
          );
          practice.advance(1_000);
          const { $response, $metadata } = (failure ?? {}) as {
            $response?: { statusCode: number };
            $metadata?: { httpStatusCode?: number };
          };
          expect([$response?.statusCode, $metadata?.httpStatusCode], String(failure)).not.toContain(500);
        }),
        { numRuns: 25 },
      );
    });
  });
}

function clientOf(signingName: string): { send(command: object): Promise<unknown> } {
  const name = signingName === "cloudtrail" ? "cloudTrail" : signingName;
  return practice.clients[name as keyof typeof practice.clients] as { send(command: object): Promise<unknown> };
}
