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

/** A policy as IAM gives it: as in a URL (RFC 3986). */
export function encodePolicy(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A role as CreateRole gives it. */
export function describeNewRole(role: Role): RoleDescription {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(Math.floor(role.createdAt / 1000) * 1000),
    AssumeRolePolicyDocument: encodePolicy(role.trustPolicy),
    ...(role.tags.size === 0 ? {} : { Tags: [...role.tags].map(([Key, Value]) => ({ Key, Value })) }),
  };
}

/** A role as ListRoles gives it. */
export function describeListedRole(role: Role): RoleDescription {
  const { Tags: _, ...described } = describeNewRole(role);
  return {
    ...described,
    ...(role.description === undefined ? {} : { Description: role.description }),
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** A role as GetRole gives it. */
export function describeRole(role: Role): RoleDescription {
  const boundary = role.permissionsBoundary;
  return {
    ...describeListedRole(role),
    ...describeNewRole(role),
    RoleLastUsed: {},
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
