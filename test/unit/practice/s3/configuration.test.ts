import { describe, expect, test } from "vitest";
import { putBucketPolicy } from "../../../../src/practice/s3/bucketPolicy.ts";
import { addBucket } from "../../../../src/practice/s3/buckets.ts";
import { putBucketVersioning } from "../../../../src/practice/s3/bucketVersioning.ts";
import { accountId, testAccount } from "../account.ts";

const bucket = "bucket";
const statement = {
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::bucket/*",
};

function policyOf(...changes: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: changes.map((change) => ({ ...statement, ...change })) });
}

describe("PutBucketPolicy", () => {
  test.each<[string, string]>([
    ["Policies must be valid JSON and the first byte must be '{'", "no policy"],
    ["This policy contains invalid Json", "{"],
    ["Missing required field Statement", '{"Version":"2012-10-17"}'],
    ["Missing required field Effect", policyOf({ Effect: undefined })],
    ["Missing required field Principal", policyOf({ Principal: undefined })],
    ["Missing required field Action", policyOf({ Action: undefined })],
    ["Missing required field Resource", policyOf({ Resource: undefined })],
    ["Unknown field Principle", policyOf({ Principle: "*" })],
    ["Invalid principal in policy", policyOf({ Principal: { AWS: "somebody" } })],
    ["Invalid principal in policy", policyOf({ Principal: { Service: "cloudtrail" } })],
    ["Invalid principal in policy", policyOf({ Principal: { AWS: `arn:aws:iam::${accountId}:role/nobody` } })],
    ["Policy has invalid action", policyOf({ Action: "sns:Publish" })],
    ["Policy has invalid resource", policyOf({ Resource: "arn:aws:s3:::other/*" })],
    ["Policy has invalid resource", policyOf({ Resource: "bucket" })],
    ["Action does not apply to any resource(s) in statement", policyOf({ Resource: "arn:aws:s3:::bucket" })],
    [
      "Action does not apply to any resource(s) in statement",
      policyOf({ Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::bucket/a" }),
    ],
  ])("MalformedPolicy: %s", async (message, Policy) => {
    const { account, call } = testAccount();
    addBucket(account, "us-east-1", bucket);
    await expect(putBucketPolicy({ Bucket: bucket, Policy }, call())).rejects.toMatchObject({
      code: "MalformedPolicy",
      message,
    });
  });

  test("a public policy is refused until public policies are not blocked", async () => {
    const { account, call } = testAccount();
    const made = addBucket(account, "us-east-1", bucket);
    const input = { Bucket: bucket, Policy: policyOf({ Principal: "*" }) };
    await expect(putBucketPolicy(input, call())).rejects.toMatchObject({ code: "AccessDenied", status: 403 });
    delete made.publicAccessBlock;
    await putBucketPolicy(input, call());
    expect(made.policy).toBe(input.Policy);
  });

  test("who is denied by the policy cannot change it, except for the root user", async () => {
    const { account, call } = testAccount();
    const made = addBucket(account, "us-east-1", bucket);
    made.policy = policyOf({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::bucket" });
    const input = { Bucket: bucket, Policy: policyOf({}) };
    await expect(putBucketPolicy(input, call())).rejects.toThrow("with an explicit deny in a resource-based policy");
    const root = { ...call().caller, arn: `arn:aws:iam::${accountId}:root` };
    await putBucketPolicy(input, call({ caller: root }));
    expect(made.policy).toBe(input.Policy);
  });
});

test("S1: of two changes to a bucket at once one is refused with 409 OperationAborted", async () => {
  const { account, call } = testAccount();
  const made = addBucket(account, "us-east-1", bucket);
  const versioning = { Bucket: bucket, VersioningConfiguration: { Status: "Enabled" as const } };
  const [first, second] = await Promise.allSettled([
    putBucketPolicy({ Bucket: bucket, Policy: policyOf({}) }, call()),
    putBucketVersioning(versioning, call()),
  ]);
  expect(first.status).toBe("fulfilled");
  expect(second).toMatchObject({ status: "rejected", reason: { code: "OperationAborted", status: 409 } });
  await putBucketVersioning(versioning, call());
  expect(made.versioning).toBe("Enabled");
});
