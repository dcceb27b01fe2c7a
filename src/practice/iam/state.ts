import type { Principal } from "./principal.ts";

/** One IAM role. */
export interface Role {
  readonly name: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  /** `AROA…` */
  readonly id: string;
  readonly arn: string;
  /** Epoch milliseconds: other services cannot use a role for `settings.rolePropagation` after it (FACTS 90). */
  readonly createdAt: number;
  /** The trust policy, JSON text. */
  trustPolicy: string;
  description?: string;
  /** Seconds. */
  maxSessionDuration: number;
  permissionsBoundary?: string;
  /** JSON texts by policy name. */
  readonly inlinePolicies: Map<string, string>;
  /** Policy names by ARN. */
  readonly attachedPolicies: Map<string, string>;
  readonly tags: Map<string, string>;
}

/** One IAM user. */
export interface User {
  readonly name: string;
  readonly path: string;
  /** `AIDA…` */
  readonly id: string;
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds. */
  readonly passwordLastUsed?: number;
  readonly tags: Map<string, string>;
}

/** IAM is global: one for all Regions. */
export interface IamState {
  /** Everybody who can sign requests, by access key id; temporary credentials are among them. */
  readonly principals: Map<string, Principal>;
  /** By name in lower case: names that differ in case only are the same. */
  readonly roles: Map<string, Role>;
  /** By name in lower case. */
  readonly users: Map<string, User>;
  readonly accountAliases: string[];
}

/** An account in which nobody can do anything yet. */
export function newIamState(): IamState {
  return { principals: new Map(), roles: new Map(), users: new Map(), accountAliases: [] };
}
