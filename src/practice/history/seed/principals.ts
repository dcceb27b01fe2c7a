import type { Account } from "../../account.ts";
import { partnerAccountId, permissionSets } from "../actors.ts";
import { day } from "../dates.ts";
import { principalId } from "../identifiers.ts";
import type { Inventory } from "../inventory.ts";

/** The role that lets CloudTrail write to the trail's log group. */
export const cloudTrailRole = "CloudTrail_CloudWatchLogs_Role";

/** The IAM users and roles whose calls are in the account's past. */
export function seedPrincipals(account: Account, inventory: Inventory): void {
  const { accountId, region } = inventory;
  for (const [name, age] of [
    ["bob", 700],
    ["carol", 310],
    ["jenkins", 1_400],
    ["bi-gateway", 460],
  ] as const) {
    account.state.iam.users.set(name, {
      name,
      path: "/",
      id: principalId(inventory, "AIDA", name),
      arn: `arn:aws:iam::${accountId}:user/${name}`,
      createdAt: account.state.past.to - age * day,
      tags: new Map(),
    });
  }

  const add = (name: string, trusted: object, path = "/", inlinePolicies: Readonly<Record<string, object>> = {}) => {
    account.state.iam.roles.set(name.toLowerCase(), {
      name,
      path,
      id: principalId(inventory, "AROA", name),
      arn: `arn:aws:iam::${accountId}:role${path}${name}`,
      createdAt: account.state.past.to - 400 * day,
      trustPolicy: JSON.stringify({ Version: "2012-10-17", Statement: [trusted] }),
      maxSessionDuration: 3_600,
      inlinePolicies: new Map(Object.entries(inlinePolicies).map(([key, policy]) => [key, JSON.stringify(policy)])),
      attachedPolicies: new Map(),
      tags: new Map(),
    });
  };
  const service = (name: string) => ({ Effect: "Allow", Principal: { Service: name }, Action: "sts:AssumeRole" });
  const federation = (provider: string, action: string) => ({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${accountId}:${provider}` },
    Action: action,
  });

  const streams = `arn:aws:logs:${region}:${accountId}:log-group:/aws/cloudtrail/management-events:log-stream:${accountId}_CloudTrail_${region}*`;
  add(cloudTrailRole, service("cloudtrail.amazonaws.com"), "/", {
    CloudTrail: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AWSCloudTrailCreateLogStream2014110",
          Effect: "Allow",
          Action: ["logs:CreateLogStream"],
          Resource: [streams],
        },
        {
          Sid: "AWSCloudTrailPutLogEvents20141101",
          Effect: "Allow",
          Action: ["logs:PutLogEvents"],
          Resource: [streams],
        },
      ],
    },
  });
  add("app-server", service("ec2.amazonaws.com"));
  add("metrics-collector", service("ec2.amazonaws.com"));
  add("terraform-apply", {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: "sts:AssumeRole",
  });
  add("deploy-role", federation("oidc-provider/token.actions.githubusercontent.com", "sts:AssumeRoleWithWebIdentity"));
  add("partner-audit", {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${partnerAccountId}:root` },
    Action: "sts:AssumeRole",
  });
  add("db-start-stop-role", service("lambda.amazonaws.com"), "/service-role/");
  add("AWSBackupDefaultServiceRole", service("backup.amazonaws.com"), "/service-role/");
  for (const [name, principal] of [
    ["AWSServiceRoleForRDS", "rds.amazonaws.com"],
    ["AWSServiceRoleForConfig", "config.amazonaws.com"],
    ["AWSServiceRoleForTrustedAdvisor", "trustedadvisor.amazonaws.com"],
    ["AWSServiceRoleForResourceExplorer", "resource-explorer-2.amazonaws.com"],
    ["AWSServiceRoleForSupport", "support.amazonaws.com"],
  ] as const) {
    add(name, service(principal), `/aws-service-role/${principal}/`);
  }
  for (const name of Object.values(permissionSets)) {
    add(name, federation("saml-provider/AWSSSO_4f1c9d20a7b36e58_DO_NOT_DELETE", "sts:AssumeRoleWithSAML"), ssoPath);
  }
}

const ssoPath = "/aws-reserved/sso.amazonaws.com/";
