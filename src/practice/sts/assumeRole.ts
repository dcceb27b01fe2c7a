import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import type { Principal } from "../iam/principal.ts";
import type { Role } from "../iam/state.ts";
import { isAllowed } from "../policy/evaluate.ts";
import { credentialsOf, issueKeys } from "./temporaryCredentials.ts";

/** The longest session of a role that another role's session asked for, in seconds. */
const longestChained = 3600;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRole(input: AssumeRoleCommandInput, call: Call): Omit<AssumeRoleCommandOutput, "$metadata"> {
  const { account, caller } = call;
  const session = checkSessionName(input.RoleSessionName ?? "");
  const seconds = input.DurationSeconds ?? 3600;
  checkDuration(seconds);
  const role = roleFor(input, call);
  if (seconds > role.maxSessionDuration) {
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  if (seconds > longestChained && caller.arn.includes(":assumed-role/")) {
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  const keys = issueKeys(account, seconds);
  const principal = sessionPrincipal(role, session, keys, call);
  account.state.iam.principals.set(principal.accessKeyId, principal);
  return {
    Credentials: credentialsOf(principal),
    AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
    ...(input.SourceIdentity === undefined ? {} : { SourceIdentity: input.SourceIdentity }),
  };
}

/** The role, where its trust policy lets the caller in. A new role lets nobody in for a moment (FACTS 90). */
function roleFor(input: AssumeRoleCommandInput, { account, caller, now }: Call): Role {
  const arn = input.RoleArn ?? "";
  if (arn.length < 20 || !/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(arn)) {
    throw new AwsError("ValidationError", `${arn} is invalid`);
  }
  const role = account.state.iam.roles.get(arn.slice(arn.lastIndexOf("/") + 1).toLowerCase());
  const context = input.ExternalId === undefined ? {} : { "sts:ExternalId": input.ExternalId };
  const allowed =
    role?.arn === arn &&
    !caller.arn.endsWith(":root") &&
    now >= role.createdAt + account.settings.rolePropagation &&
    isAllowed(role.trustPolicy, { principal: { aws: caller.arn }, action: "sts:AssumeRole", resource: arn, context });
  if (allowed) return role;
  if (caller.arn.endsWith(":root")) throw accessDenied("Roles may not be assumed by root accounts.");
  throw accessDenied(`User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
}

/** The session's records tell the role behind it (FACTS 16). */
function sessionPrincipal(role: Role, session: string, keys: ReturnType<typeof issueKeys>, call: Call): Principal {
  const { accountId, partition } = call.account.state;
  const arn = `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${session}`;
  const userId = `${role.id}:${session}`;
  return {
    ...keys,
    arn,
    userId,
    userIdentity: {
      type: "AssumedRole",
      principalId: userId,
      arn,
      accountId,
      accessKeyId: keys.accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: role.id,
          arn: role.arn,
          accountId,
          userName: role.name,
        },
        attributes: {
          creationDate: new Date(call.now).toISOString().replace(/\.\d+Z$/, "Z"),
          mfaAuthenticated: "false",
        },
      },
    },
  };
}

function checkSessionName(name: string): string {
  const value = `Value '${name}' at 'roleSessionName' failed to satisfy constraint`;
  if (name.length < 2) throw invalid(`${value}: Member must have length greater than or equal to 2`);
  if (name.length > 64) throw invalid(`${value}: Member must have length less than or equal to 64`);
  if (!/^[\w+=,.@-]+$/.test(name)) {
    throw invalid(`${value}: Member must satisfy regular expression pattern: [\\w+=,.@-]*`);
  }
  return name;
}

function checkDuration(seconds: number): void {
  const value = `Value '${seconds}' at 'durationSeconds' failed to satisfy constraint`;
  if (seconds < 900) throw invalid(`${value}: Member must have value greater than or equal to 900`);
  if (seconds > 43_200) throw invalid(`${value}: Member must have value less than or equal to 43200`);
}

function invalid(what: string): AwsError {
  return new AwsError("ValidationError", `1 validation error detected: ${what}`);
}

function accessDenied(message: string): AwsError {
  return new AwsError("AccessDenied", message, 403);
}
