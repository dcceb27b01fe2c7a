import {
  NoSuchEntityException,
  PermissionsBoundaryAttachmentType,
  type Role as RoleDescription,
} from "@aws-sdk/client-iam";
import type { Account } from "../account.ts";
import { randomCapitals } from "../ids.ts";
import type { Role } from "./state.ts";

/** What a new role may be given. */
export type RoleOptions = Partial<
  Pick<Role, "path" | "createdAt" | "description" | "maxSessionDuration" | "permissionsBoundary">
> & { readonly tags?: ReadonlyMap<string, string> };

/** Seconds for which a session of a role lasts at most, unless the role says otherwise. */
const defaultSession = 3600;

/** Adds a role without permissions, or replaces the one of that name. `trustPolicy` is JSON text. */
export function addRole(account: Account, name: string, trustPolicy: string, options: RoleOptions = {}): Role {
  const { path = "/", tags, ...rest } = options;
  const role: Role = {
    createdAt: account.now(),
    maxSessionDuration: defaultSession,
    ...rest,
    name,
    path,
    id: `AROA${randomCapitals(account.state, 17)}`,
    arn: `arn:${account.state.partition}:iam::${account.state.accountId}:role${path}${name}`,
    trustPolicy,
    inlinePolicies: new Map(),
    attachedPolicies: new Map(),
    tags: new Map(tags),
  };
  account.state.iam.roles.set(name.toLowerCase(), role);
  return role;
}

/** @throws NoSuchEntityException */
export function findRole(account: Account, name: string | undefined): Role {
  const role = account.state.iam.roles.get((name ?? "").toLowerCase());
  if (role === undefined) throw noSuchEntity(`The role with name ${name ?? ""} cannot be found.`);
  return role;
}

/** IAM's error for what is not there. */
export function noSuchEntity(message: string): NoSuchEntityException {
  return new NoSuchEntityException({ message, $metadata: {} });
}

/** A role as ListRoles gives it. IAM writes policies as in a URL. */
export function describeRole(role: Role): RoleDescription {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
    ...(role.description === undefined ? {} : { Description: role.description }),
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** A role with all that only CreateRole and GetRole tell. */
export function describeWholeRole(role: Role): RoleDescription {
  const boundary = role.permissionsBoundary;
  return {
    ...describeRole(role),
    ...(role.tags.size === 0 ? {} : { Tags: [...role.tags].map(([Key, Value]) => ({ Key, Value })) }),
    ...(boundary === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: PermissionsBoundaryAttachmentType.Policy,
            PermissionsBoundaryArn: boundary,
          },
        }),
  };
}
