import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import type { Scenario } from "./scenario.ts";

const RoleName = "TrailToLogs";
const trust = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
const write = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }],
});

/** Roles, what they may do and who may take them. */
export const roles: Scenario = {
  name: "roles",
  async play({ clients: { iam, sts }, accountId, settle }, { does, gives, refuses }) {
    const arn = `arn:aws:iam::${accountId}:role/${RoleName}`;
    const create = (more = {}) =>
      iam.send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust("cloudtrail.amazonaws.com"), ...more }),
      );
    const AssumeRolePolicyDocument = "{";
    await refuses(
      "CreateRole: a trust policy that is no JSON",
      create({ RoleName: "NoJson", AssumeRolePolicyDocument }),
      "400 MalformedPolicyDocumentException",
    );
    await refuses(
      "CreateRole: a trust policy without a principal",
      create({ RoleName: "NoPrincipal", AssumeRolePolicyDocument: write }),
      "400 MalformedPolicyDocumentException",
    );
    await refuses("CreateRole: a name with a space", create({ RoleName: "trail to logs" }), "400 ValidationError");
    await refuses("CreateRole: a name of 65 letters", create({ RoleName: "r".repeat(65) }), "400 ValidationError");
    await refuses(
      "CreateRole: a session of eleven minutes",
      create({ RoleName: "Short", MaxSessionDuration: 660 }),
      "400 ValidationError",
    );
    await gives(
      "CreateRole: for CloudTrail",
      create({ Description: "Delivers to the log group", Tags: [{ Key: "a", Value: "1" }] }),
      ({ Role }) => ({
        Arn: Role?.Arn,
        Path: Role?.Path,
        id: /^AROA[A-Z0-9]{17}$/.test(Role?.RoleId ?? ""),
        trust: JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")),
        Tags: Role?.Tags?.map(({ Key, Value }) => `${Key}=${Value}`),
      }),
      { Arn: arn, Path: "/", id: true, trust: JSON.parse(trust("cloudtrail.amazonaws.com")), Tags: ["a=1"] },
    );
    await refuses("CreateRole: again", create(), "409 EntityAlreadyExistsException");
    await gives(
      "GetRole: one that is there",
      iam.send(new GetRoleCommand({ RoleName })),
      ({ Role }) => ({
        Arn: Role?.Arn,
        Description: Role?.Description,
        MaxSessionDuration: Role?.MaxSessionDuration,
        isEncoded: Role?.AssumeRolePolicyDocument?.startsWith("%7B"),
      }),
      { Arn: arn, Description: "Delivers to the log group", MaxSessionDuration: 3600, isEncoded: true },
    );
    await refuses(
      "GetRole: one that is not",
      iam.send(new GetRoleCommand({ RoleName: "none" })),
      "404 NoSuchEntityException",
    );
    await does("CreateRole: in a path", create({ RoleName: "Other", Path: "/service/" }));
    await gives(
      "ListRoles: by path",
      iam.send(new ListRolesCommand({ PathPrefix: "/service/" })),
      ({ Roles }) => Roles?.map((role) => role.Arn),
      [`arn:aws:iam::${accountId}:role/service/Other`],
    );

    const PolicyName = "write";
    const put = (PolicyDocument: string) =>
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    await refuses("PutRolePolicy: one that is no JSON", put("{"), "400 MalformedPolicyDocumentException");
    await refuses(
      "PutRolePolicy: one with a principal",
      put(trust("cloudtrail.amazonaws.com")),
      "400 MalformedPolicyDocumentException",
    );
    await does("PutRolePolicy: one to write logs", put(write));
    await refuses(
      "PutRolePolicy: for a role that is not there",
      iam.send(new PutRolePolicyCommand({ RoleName: "none", PolicyName, PolicyDocument: write })),
      "404 NoSuchEntityException",
    );
    await gives(
      "GetRolePolicy: as it was put",
      iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
      ({ PolicyDocument }) => JSON.parse(decodeURIComponent(PolicyDocument ?? "")),
      JSON.parse(write),
    );
    await refuses(
      "GetRolePolicy: one that is not there",
      iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "none" })),
      "404 NoSuchEntityException",
    );
    await gives(
      "ListRolePolicies: one",
      iam.send(new ListRolePoliciesCommand({ RoleName })),
      ({ PolicyNames }) => PolicyNames,
      [PolicyName],
    );

    const PolicyArn = "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess";
    await does("AttachRolePolicy: one of AWS's", iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })));
    await refuses(
      "AttachRolePolicy: one that is not there",
      iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: `arn:aws:iam::${accountId}:policy/none` })),
      "404 NoSuchEntityException",
    );
    await gives(
      "ListAttachedRolePolicies: one",
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName })),
      ({ AttachedPolicies }) => AttachedPolicies?.map((policy) => `${policy.PolicyName} ${policy.PolicyArn}`),
      [`CloudWatchLogsFullAccess ${PolicyArn}`],
    );
    await gives(
      "ListInstanceProfilesForRole: none",
      iam.send(new ListInstanceProfilesForRoleCommand({ RoleName })),
      ({ InstanceProfiles }) => InstanceProfiles?.length,
      0,
    );
    await does("TagRole: another tag", iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "b", Value: "2" }] })));
    await does("UntagRole: the first tag", iam.send(new UntagRoleCommand({ RoleName, TagKeys: ["a"] })));
    await gives(
      "ListRoleTags: what is left",
      iam.send(new ListRoleTagsCommand({ RoleName })),
      ({ Tags }) => Tags?.map(({ Key, Value }) => `${Key}=${Value}`),
      ["b=2"],
    );
    await gives(
      "ListAccountAliases: none",
      iam.send(new ListAccountAliasesCommand({})),
      ({ AccountAliases }) => AccountAliases,
      [],
    );

    const assume = (RoleArn: string, more = {}) =>
      sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "alice", ...more }));
    await does(
      "UpdateAssumeRolePolicy: for the account",
      iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName,
          PolicyDocument: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "sts:AssumeRole" },
            ],
          }),
        }),
      ),
    );
    await settle();
    await gives(
      "GetCallerIdentity: who calls",
      sts.send(new GetCallerIdentityCommand({})),
      ({ Account, Arn }) => ({ Account, user: Arn?.slice(0, Arn.lastIndexOf("/")) }),
      { Account: accountId, user: `arn:aws:iam::${accountId}:user` },
    );
    await gives(
      "AssumeRole: one that trusts the account",
      assume(arn),
      ({ AssumedRoleUser, Credentials }) => ({
        Arn: AssumedRoleUser?.Arn,
        key: Credentials?.AccessKeyId?.slice(0, 4),
        hours: Math.round(((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 3_600_000),
      }),
      { Arn: `arn:aws:sts::${accountId}:assumed-role/${RoleName}/alice`, key: "ASIA", hours: 1 },
    );
    await refuses(
      "AssumeRole: one that trusts CloudTrail only",
      assume(`arn:aws:iam::${accountId}:role/service/Other`),
      "403 AccessDenied",
    );
    await refuses(
      "AssumeRole: one that is not there",
      assume(`arn:aws:iam::${accountId}:role/none`),
      "403 AccessDenied",
    );
    await refuses(
      "AssumeRole: for two hours, where one is the most",
      assume(arn, { DurationSeconds: 7200 }),
      "400 ValidationError",
    );
    await refuses(
      "AssumeRole: a session name with a space",
      assume(arn, { RoleSessionName: "a b" }),
      "400 ValidationError",
    );
    await gives(
      "GetSessionToken: for a user",
      sts.send(new GetSessionTokenCommand({ DurationSeconds: 900 })),
      ({ Credentials }) => Credentials?.AccessKeyId?.slice(0, 4),
      "ASIA",
    );

    await refuses(
      "DeleteRole: one with policies",
      iam.send(new DeleteRoleCommand({ RoleName })),
      "409 DeleteConflictException",
    );
    await does(
      "DetachRolePolicy: one that is attached",
      iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
    );
    await does("DeleteRolePolicy: one that is there", iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
    await refuses(
      "DeleteRolePolicy: one that is not there",
      iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
      "404 NoSuchEntityException",
    );
    await refuses(
      "DetachRolePolicy: one that is not attached",
      iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
      "404 NoSuchEntityException",
    );
    await does("DeleteRole: one without policies", iam.send(new DeleteRoleCommand({ RoleName })));
    await refuses("DeleteRole: again", iam.send(new DeleteRoleCommand({ RoleName })), "404 NoSuchEntityException");
  },
};
