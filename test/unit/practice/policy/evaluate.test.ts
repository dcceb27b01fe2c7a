import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PolicySyntaxError, parsePolicy } from "../../../../src/practice/policy/document.ts";
import { type AccessRequest, decide, isAllowed } from "../../../../src/practice/policy/evaluate.ts";
import { isPublic } from "../../../../src/practice/policy/public.ts";
import { matchesWildcard } from "../../../../src/practice/policy/wildcard.ts";

const accountId = "123456789012";
const trail = `arn:aws:cloudtrail:us-east-1:${accountId}:trail/audit`;
const cloudTrail = { service: "cloudtrail.amazonaws.com" } as const;

type StatementText = Readonly<Record<string, unknown>>;

function policyOf(...statements: StatementText[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A request that `allowAll` alone lets in. */
const request: AccessRequest = {
  principal: { aws: `arn:aws:iam::${accountId}:user/alice` },
  action: "s3:GetObject",
  resource: "arn:aws:s3:::bucket/key",
};
const allowAll: StatementText = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

function allows(statement: StatementText, changes: Partial<AccessRequest> = {}): boolean {
  return isAllowed(policyOf({ ...allowAll, ...statement }), { ...request, ...changes });
}

describe("FACTS 84: the bucket policy for CloudTrail", () => {
  const policy = policyOf(
    {
      Sid: "AWSCloudTrailAclCheck20150319",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: "arn:aws:s3:::bucket",
      Condition: { StringEquals: { "aws:SourceArn": trail } },
    },
    {
      Sid: "AWSCloudTrailWrite20150319",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::bucket/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trail } },
    },
  );
  const write: AccessRequest = {
    principal: cloudTrail,
    action: "s3:PutObject",
    resource: `arn:aws:s3:::bucket/AWSLogs/${accountId}/CloudTrail/us-east-1/2026/08/01/file.json.gz`,
    context: { "aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control" },
  };

  test("lets the trail in", () => {
    expect(isAllowed(policy, write)).toBe(true);
    expect(
      isAllowed(policy, {
        principal: cloudTrail,
        action: "s3:GetBucketAcl",
        resource: "arn:aws:s3:::bucket",
        context: { "aws:SourceArn": trail },
      }),
    ).toBe(true);
  });

  test.each<[string, Partial<AccessRequest>]>([
    ["another trail", { context: { ...write.context, "aws:SourceArn": `${trail}2` } }],
    ["a write without the ACL", { context: { "aws:SourceArn": trail } }],
    ["another account's folder", { resource: "arn:aws:s3:::bucket/AWSLogs/999999999999/file" }],
    ["another service", { principal: { service: "config.amazonaws.com" } }],
    ["an identity", { principal: { aws: `arn:aws:iam::${accountId}:user/alice` } }],
    ["another action", { action: "s3:DeleteObject" }],
  ])("keeps out %s", (_who, changes) => {
    expect(isAllowed(policy, { ...write, ...changes })).toBe(false);
  });
});

describe("statements", () => {
  test("an explicit deny wins", () => {
    const deny = { ...allowAll, Effect: "Deny", Action: "s3:Get*" };
    expect(decide(policyOf(allowAll, deny), request)).toBe("Deny");
    expect(decide(policyOf(allowAll, deny), { ...request, action: "s3:PutObject" })).toBe("Allow");
    expect(decide(policyOf({ ...allowAll, Action: "s3:Put*" }), request)).toBeUndefined();
  });

  test("no policy, and no policy's text, allow nothing", () => {
    expect([undefined, "", "{}", "[]", "not JSON"].map((text) => isAllowed(text, request))).toEqual(
      Array(5).fill(false),
    );
  });

  test("a policy of one statement needs no list", () => {
    expect(isAllowed(JSON.stringify({ Statement: allowAll }), request)).toBe(true);
  });

  test.each<[string, StatementText, boolean]>([
    ["the account's id", { Principal: { AWS: accountId } }, true],
    ["the account's root", { Principal: { AWS: `arn:aws:iam::${accountId}:root` } }, true],
    ["another account", { Principal: { AWS: "999999999999" } }, false],
    ["the identity in a list", { Principal: { AWS: ["999999999999", `arn:aws:iam::${accountId}:user/alice`] } }, true],
    ["another user", { Principal: { AWS: `arn:aws:iam::${accountId}:user/bob` } }, false],
    ["everybody of AWS", { Principal: { AWS: "*" } }, true],
    ["a service", { Principal: { Service: "sns.amazonaws.com" } }, false],
    ["all but the identity", { Principal: undefined, NotPrincipal: { AWS: accountId } }, false],
    ["all but another account", { Principal: undefined, NotPrincipal: { AWS: "999999999999" } }, true],
    ["actions in any case", { Action: "S3:getobject" }, true],
    ["all but the action", { Action: undefined, NotAction: "s3:Get*" }, false],
    ["all but another action", { Action: undefined, NotAction: "s3:Put*" }, true],
    ["the resource by pattern", { Resource: "arn:aws:s3:::buck?t/*" }, true],
    ["a resource in other letters", { Resource: "arn:aws:s3:::Bucket/*" }, false],
    ["all but the resource", { Resource: undefined, NotResource: "arn:aws:s3:::bucket/*" }, false],
  ])("name %s", (_what, statement, expected) => {
    expect(allows(statement)).toBe(expected);
  });

  test("a role's name stands for its sessions", () => {
    const session = { aws: `arn:aws:sts::${accountId}:assumed-role/deploy/ci` };
    expect(allows({ Principal: { AWS: `arn:aws:iam::${accountId}:role/deploy` } }, { principal: session })).toBe(true);
    expect(allows({ Principal: { AWS: `arn:aws:iam::${accountId}:role/other` } }, { principal: session })).toBe(false);
  });
});

describe("conditions", () => {
  const context = {
    "aws:SourceArn": trail,
    "aws:SourceIp": "203.0.113.7",
    "aws:SecureTransport": "true",
    "aws:CurrentTime": "2026-08-01T12:00:00Z",
    "s3:max-keys": "10",
  };

  test.each<[string, Record<string, Record<string, unknown>>, boolean]>([
    ["equal texts", { StringEquals: { "AWS:sourcearn": trail } }, true],
    ["one of several values", { StringEquals: { "aws:SourceArn": ["x", trail] } }, true],
    ["texts that must differ", { StringNotEquals: { "aws:SourceArn": ["x", trail] } }, false],
    ["case that does not matter", { StringEqualsIgnoreCase: { "aws:SourceArn": trail.toUpperCase() } }, true],
    ["wildcards in texts", { StringLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:trail/*" } }, true],
    ["wildcards that texts do not have", { StringEquals: { "aws:SourceArn": "arn:*" } }, false],
    ["wildcards in parts of an ARN", { ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${accountId}:*` } }, true],
    ["wildcards over parts of an ARN", { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*" } }, false],
    ["ArnEquals as ArnLike", { ArnEquals: { "aws:SourceArn": `arn:aws:cloudtrail:*:${accountId}:*` } }, true],
    ["ArnNotLike", { ArnNotLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${accountId}:*` } }, false],
    ["a key that is there", { Null: { "aws:SourceArn": "false" } }, true],
    ["a key that is not there", { Null: { "aws:SourceVpc": true } }, true],
    ["a boolean", { Bool: { "aws:SecureTransport": "false" } }, false],
    ["a missing key", { StringEquals: { "aws:SourceVpc": "vpc-1" } }, false],
    ["a missing key that must differ", { StringNotEquals: { "aws:SourceVpc": "vpc-1" } }, true],
    ["a missing key, if it exists", { StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } }, true],
    ["a present key, if it exists", { StringEqualsIfExists: { "aws:SourceArn": "other" } }, false],
    ["all of no values", { "ForAllValues:StringEquals": { "aws:TagKeys": "a" } }, true],
    ["any of no values", { "ForAnyValue:StringEquals": { "aws:TagKeys": "a" } }, false],
    ["an address in a range", { IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "203.0.113.0/24"] } }, true],
    ["an address outside", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, false],
    ["a number", { NumericLessThanEquals: { "s3:max-keys": 10 } }, true],
    ["a number too big", { NumericLessThan: { "s3:max-keys": "10" } }, false],
    ["a date", { DateGreaterThan: { "aws:CurrentTime": "2026-07-31T00:00:00Z" } }, true],
    ["a date in seconds", { DateLessThan: { "aws:CurrentTime": "1" } }, false],
    ["a variable", { StringEquals: { "aws:SourceIp": `\${aws:SourceIp}` } }, true],
    [
      "two conditions, one of them false",
      { Bool: { "aws:SecureTransport": "true" }, Null: { "aws:SourceArn": "true" } },
      false,
    ],
  ])("%s", (_what, Condition, expected) => {
    expect(allows({ Condition }, { context })).toBe(expected);
  });

  test("know the caller's account and role", () => {
    const principal = { aws: `arn:aws:sts::${accountId}:assumed-role/deploy/ci` };
    const account = { StringEquals: { "aws:PrincipalAccount": accountId } };
    const role = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/dep*" } };
    expect(allows({ Condition: { ...account, ...role } }, { principal })).toBe(true);
    expect(allows({ Condition: role }, { principal: { aws: `arn:aws:iam::${accountId}:user/deploy` } })).toBe(false);
  });
});

describe("wildcards", () => {
  test("agree with a regular expression", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        const expected = new RegExp(`^${p.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(t);
        expect(matchesWildcard(p, t)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a pattern of a thousand stars ends", () => {
    expect(matchesWildcard(`${"a*".repeat(1_000)}b`, "a".repeat(10_000))).toBe(false);
  });

  test("what a variable stands for is no pattern", () => {
    const lookUp = () => "a*";
    expect(matchesWildcard(`x/\${aws:username}/y`, "x/a*/y", lookUp)).toBe(true);
    expect(matchesWildcard(`x/\${aws:username}/y`, "x/abc/y", lookUp)).toBe(false);
    expect(matchesWildcard(`x\${*}`, "x*")).toBe(true);
    expect(matchesWildcard(`x\${*}`, "xy")).toBe(false);
    expect(matchesWildcard("$5*", "$500")).toBe(true);
  });
});

describe("syntax", () => {
  test.each<[string, string]>([
    ["not JSON", "{"],
    ["a list", "[]"],
    ["no statement", JSON.stringify({ Version: "2012-10-17" })],
    ["an empty list", policyOf()],
    ["an unknown version", JSON.stringify({ Version: "2020-01-01", Statement: allowAll })],
    ["an unknown element", JSON.stringify({ Statement: allowAll, Statements: [] })],
    ["an unknown field", policyOf({ ...allowAll, Principle: "*" })],
    ["an unknown effect", policyOf({ ...allowAll, Effect: "allow" })],
    ["Action and NotAction", policyOf({ ...allowAll, NotAction: "s3:*" })],
    ["an unknown kind of principal", policyOf({ ...allowAll, Principal: { Aws: "*" } })],
    ["a principal that is a text", policyOf({ ...allowAll, Principal: "cloudtrail.amazonaws.com" })],
    ["an unknown operator", policyOf({ ...allowAll, Condition: { StringIs: { a: "b" } } })],
    ["an operator without keys", policyOf({ ...allowAll, Condition: { StringEquals: "a" } })],
  ])("refuses %s", (_what, text) => {
    expect(() => parsePolicy(text)).toThrow(PolicySyntaxError);
  });
});

describe("public policies", () => {
  test.each<[string, StatementText, boolean]>([
    ["everybody", {}, true],
    ["everybody of AWS", { Principal: { AWS: ["*"] } }, true],
    ["one account", { Principal: { AWS: accountId } }, false],
    ["a service", { Principal: { Service: "cloudtrail.amazonaws.com" } }, false],
    ["a denial", { Effect: "Deny" }, false],
    ["everybody from a fixed source", { Condition: { StringEquals: { "aws:SourceArn": trail } } }, false],
    ["everybody from an account", { Condition: { ArnLike: { "aws:SourceArn": `arn:aws:*:*:${accountId}:*` } } }, false],
    ["everybody from any source", { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:*:*" } } }, true],
    ["everybody, if there is a source", { Condition: { StringEqualsIfExists: { "aws:SourceArn": trail } } }, true],
    ["everybody from an address", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }, false],
    ["everybody from everywhere", { Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }, true],
    ["everybody over TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }, true],
  ])("%s", (_who, statement, expected) => {
    expect(isPublic(parsePolicy(policyOf({ ...allowAll, ...statement })))).toBe(expected);
  });
});
