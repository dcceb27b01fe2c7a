import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  type IAMClient,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  paginateListRoles,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
let iam: IAMClient;
beforeAll(async () => {
  practice = await startPractice();
  iam = practice.clients.iam;
});
afterAll(() => practice.stop());

const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "sts:AssumeRole" };
const permissions = { Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*" };

function policyOf(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

let count = 0;
async function newRole(statement: object = cloudTrail, more: object = {}): Promise<string> {
  const RoleName = `role-${++count}`;
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policyOf(statement), ...more }));
  return RoleName;
}

describe("roles", () => {
  test("are made, described and deleted", async () => {
    const RoleName = `role-${++count}`;
    const AssumeRolePolicyDocument = policyOf(cloudTrail);
    const Tags = [{ Key: "made-by", Value: "test" }];
    const input = { RoleName, AssumeRolePolicyDocument, Path: "/service/", Description: "For CloudTrail", Tags };
    const { Role } = await iam.send(new CreateRoleCommand(input));
    expect(Role).toMatchObject({
      RoleName,
      Arn: `arn:aws:iam::${practice.accountId}:role/service/${RoleName}`,
      Path: "/service/",
      RoleId: expect.stringMatching(/^AROA[A-Z0-9]{17}$/),
    });
    const got = await iam.send(new GetRoleCommand({ RoleName: RoleName.toUpperCase() }));
    expect(got.Role).toMatchObject({ RoleName, MaxSessionDuration: 3600, Description: "For CloudTrail", Tags });
    expect(decodeURIComponent(got.Role?.AssumeRolePolicyDocument ?? "")).toBe(AssumeRolePolicyDocument);
    await expect(newRole(cloudTrail, { RoleName: RoleName.toUpperCase() })).rejects.toMatchObject({
      name: "EntityAlreadyExistsException",
      $metadata: { httpStatusCode: 409 },
    });
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: `The role with name ${RoleName} cannot be found.`,
    });
  });

  test("with policies are not deleted", async () => {
    const RoleName = await newRole();
    const PolicyName = "inline";
    const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: policyOf(permissions) }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual([PolicyName]);
    expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
      { PolicyName: "ReadOnlyAccess", PolicyArn },
    ]);
    const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    expect(decodeURIComponent(PolicyDocument)).toBe(policyOf(permissions));
    const remove = () => iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(remove()).rejects.toMatchObject({
      name: "DeleteConflictException",
      message: "Cannot delete entity, must detach all policies first.",
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await expect(remove()).rejects.toThrow("Cannot delete entity, must delete policies first.");
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    await expect(iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).rejects.toThrow(
      "The role policy with name inline cannot be found.",
    );
    await remove();
  });

  test("are listed by path, in pages", async () => {
    for (let i = 0; i < 5; i++) await newRole(cloudTrail, { Path: "/paged/" });
    const names: (string | undefined)[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client: iam, pageSize: 2 }, { PathPrefix: "/paged/" })) {
      expect(Roles.length).toBeLessThanOrEqual(2);
      names.push(...Roles.map(({ RoleName }) => RoleName));
    }
    expect(new Set(names).size).toBe(5);
  });

  test("have tags", async () => {
    const RoleName = await newRole();
    await iam.send(
      new TagRoleCommand({
        RoleName,
        Tags: [
          { Key: "Team", Value: "a" },
          { Key: "x", Value: "" },
        ],
      }),
    );
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "team", Value: "b" }] }));
    await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ["x"] }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: "team", Value: "b" }]);
  });

  test.each<[string, object]>([
    ["ValidationError", { RoleName: "a b" }],
    ["ValidationError", { RoleName: "a".repeat(65) }],
    ["ValidationError", { Path: "no/slash" }],
    ["ValidationError", { MaxSessionDuration: 60 }],
    [
      "InvalidInputException",
      {
        Tags: [
          { Key: "a", Value: "" },
          { Key: "A", Value: "" },
        ],
      },
    ],
  ])("are refused with %s", async (name, more) => {
    await expect(newRole(cloudTrail, more)).rejects.toMatchObject({ name });
  });
});

describe("policies", () => {
  test.each<[string, string]>([
    ["This policy contains invalid Json", "{"],
    ["Missing required field Principal", policyOf({ ...cloudTrail, Principal: undefined })],
    ["Has prohibited field Resource", policyOf({ ...cloudTrail, Resource: "*" })],
    ["AssumeRole policy may only specify STS AssumeRole actions.", policyOf({ ...cloudTrail, Action: "s3:*" })],
    [
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/nobody"',
      policyOf({ ...cloudTrail, Principal: { AWS: "arn:aws:iam::111122223333:role/nobody" } }),
    ],
    [
      'Invalid principal in policy: "SERVICE":"cloudtrail"',
      policyOf({ ...cloudTrail, Principal: { Service: "cloudtrail" } }),
    ],
  ])("of trust are refused with '%s'", async (message, PolicyDocument) => {
    const RoleName = await newRole();
    await expect(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }))).rejects.toMatchObject({
      name: "MalformedPolicyDocumentException",
      message,
    });
  });

  test.each<[string, string]>([
    ["Syntax errors in policy.", "{}"],
    ["Policy document must be version 2012-10-17 or greater.", JSON.stringify({ Statement: permissions })],
    ["Policy document should not specify a principal.", policyOf({ ...permissions, Principal: "*" })],
    ["Policy statement must contain actions.", policyOf({ ...permissions, Action: [] })],
    ["Policy statement must contain resources.", policyOf({ ...permissions, Resource: undefined })],
    ['Resource bucket must be in ARN format or "*".', policyOf({ ...permissions, Resource: "bucket" })],
    [
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
      policyOf({ ...permissions, Action: "PutLogEvents" }),
    ],
    ["The policy failed legacy parsing", policyOf({ ...permissions, Resource: "arn:aws:s3:bucket" })],
  ])("of permissions are refused with '%s'", async (message, PolicyDocument) => {
    const RoleName = await newRole();
    await expect(
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument })),
    ).rejects.toMatchObject({ name: "MalformedPolicyDocumentException", message });
  });

  test("that nobody has are not attached", async () => {
    const RoleName = await newRole();
    const PolicyArn = `arn:aws:iam::${practice.accountId}:policy/mine`;
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
    await expect(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
  });
});

test("the caller is a user of the account", async () => {
  const { User } = await iam.send(new GetUserCommand({}));
  const identity = await practice.clients.sts.send(new GetCallerIdentityCommand({}));
  expect(identity).toMatchObject({ Account: practice.accountId, Arn: User?.Arn, UserId: User?.UserId });
  expect((await iam.send(new GetUserCommand({ UserName: User?.UserName }))).User).toEqual(User);
  await expect(iam.send(new GetUserCommand({ UserName: "nobody" }))).rejects.toThrow(
    "The user with name nobody cannot be found.",
  );
  expect((await iam.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual([]);
});

describe("sessions", () => {
  const trustAccount = { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" };

  async function assume(RoleName: string, more: object = {}) {
    const RoleArn = `arn:aws:iam::${practice.accountId}:role/${RoleName}`;
    const input = { RoleArn, RoleSessionName: "session", ...more };
    return await practice.clients.sts.send(new AssumeRoleCommand(input));
  }

  function clientOf({ Credentials: keys }: Awaited<ReturnType<typeof assume>>): STSClient {
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "", SessionToken } = keys ?? {};
    return new STSClient({
      endpoint: practice.endpoint,
      region: "us-east-1",
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey, ...(SessionToken ? { sessionToken: SessionToken } : {}) },
    });
  }

  test("FACTS 90: a new role cannot be used for a moment; then its session is somebody else, until it expires", async () => {
    const RoleName = await newRole(trustAccount);
    await expect(assume(RoleName)).rejects.toMatchObject({ name: "AccessDenied" });
    practice.advance(practice.account.settings.rolePropagation);
    const answer = await assume(RoleName, { DurationSeconds: 900 });
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z0-9]{16}$/);
    const session = clientOf(answer);
    const Arn = `arn:aws:sts::${practice.accountId}:assumed-role/${RoleName}/session`;
    expect(await session.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn,
      UserId: answer.AssumedRoleUser?.AssumedRoleId,
    });
    const principal = practice.account.state.iam.principals.get(answer.Credentials?.AccessKeyId ?? "");
    expect(principal?.userIdentity).toMatchObject({
      type: "AssumedRole",
      arn: Arn,
      sessionContext: {
        sessionIssuer: { type: "Role", userName: RoleName, accountId: practice.accountId },
        attributes: { mfaAuthenticated: "false", creationDate: expect.stringMatching(/^[\d-]+T[\d:]+Z$/) },
      },
    });
    practice.advance(900_000);
    await expect(session.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: expect.stringMatching(/^ExpiredToken/),
    });
    session.destroy();
  });

  test("are only for those whom the role trusts", async () => {
    const forService = await newRole();
    const withId = await newRole({ ...trustAccount, Condition: { StringEquals: { "sts:ExternalId": "secret" } } });
    practice.advance(practice.account.settings.rolePropagation);
    await expect(assume(forService)).rejects.toThrow("is not authorized to perform: sts:AssumeRole on resource");
    await expect(assume("nothing")).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(assume(withId)).rejects.toMatchObject({ name: "AccessDenied" });
    await assume(withId, { ExternalId: "secret" });
  });

  test.each<[string, object]>([
    ["exceeds the MaxSessionDuration set for this role", { DurationSeconds: 7200 }],
    ["greater than or equal to 900", { DurationSeconds: 60 }],
    ["regular expression pattern", { RoleSessionName: "a b" }],
    ["is invalid", { RoleArn: "arn:aws:iam::111122223333:user/you" }],
  ])("are refused: %s", async (message, more) => {
    const RoleName = await newRole(trustAccount);
    practice.advance(practice.account.settings.rolePropagation);
    await expect(assume(RoleName, more)).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining(message),
    });
  });

  test("of the user itself know whether there was a second factor", async () => {
    const input = { SerialNumber: "arn:aws:iam::111122223333:mfa/you", TokenCode: "123456" };
    const { Credentials } = await practice.clients.sts.send(new GetSessionTokenCommand(input));
    const principal = practice.account.state.iam.principals.get(Credentials?.AccessKeyId ?? "");
    expect(principal?.userIdentity).toMatchObject({
      type: "IAMUser",
      userName: "you",
      sessionContext: { attributes: { mfaAuthenticated: "true" } },
    });
  });
});
