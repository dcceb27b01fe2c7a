import { holds, type LookUp } from "./conditions.ts";
import {
  type PolicyDocument,
  PolicySyntaxError,
  type PrincipalElement,
  parsePolicy,
  type Statement,
} from "./document.ts";
import { matchesWildcard } from "./wildcard.ts";

/** Who asks: an AWS service by its name (`cloudtrail.amazonaws.com`), or an identity by its ARN. */
export type RequestPrincipal = { readonly service: string } | { readonly aws: string };

/** What is asked of a resource. */
export interface AccessRequest {
  readonly principal: RequestPrincipal;
  /** Such as `s3:PutObject`; case does not matter. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** Condition keys such as `aws:SourceArn`; the case of their names does not matter. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Whether a resource's policy (JSON text) lets a request in: at least one statement allows it and none denies it.
 * No policy and a text that is no policy allow nothing.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(policy: string | undefined, request: AccessRequest): boolean {
  return decide(policy, request) === "Allow";
}

/** As `isAllowed`, but tells a request that a statement denies from one that none allows (`undefined`). */
export function decide(policy: string | undefined, request: AccessRequest): "Allow" | "Deny" | undefined {
  const document = read(policy);
  if (document === undefined) return undefined;
  const lookUp = contextOf(request);
  const effects = document.statements.filter((each) => applies(each, request, lookUp)).map(({ effect }) => effect);
  if (effects.includes("Deny")) return "Deny";
  return effects.includes("Allow") ? "Allow" : undefined;
}

function read(policy: string | undefined): PolicyDocument | undefined {
  if (policy === undefined) return undefined;
  try {
    return parsePolicy(policy);
  } catch (error) {
    if (error instanceof PolicySyntaxError) return undefined;
    throw error;
  }
}

function contextOf({ principal, context = {} }: AccessRequest): LookUp {
  const ofPrincipal =
    "aws" in principal
      ? {
          "aws:PrincipalArn": roleArnOf(principal.aws) ?? principal.aws,
          "aws:PrincipalAccount": accountOf(principal.aws),
        }
      : { "aws:PrincipalServiceName": principal.service };
  const isService = { "aws:PrincipalIsAWSService": String("service" in principal) };
  const values = new Map(
    Object.entries({ ...ofPrincipal, ...isService, ...context }).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return (key) => values.get(key.toLowerCase());
}

function applies(statement: Statement, request: AccessRequest, lookUp: LookUp): boolean {
  const { principal, notPrincipal, action, notAction, resource, notResource, conditions } = statement;
  const names = (pattern: string) => matchesWildcard(pattern.toLowerCase(), request.action.toLowerCase());
  const is = (pattern: string) => matchesWildcard(pattern, request.resource, lookUp);
  return (
    (principal !== undefined || notPrincipal !== undefined) &&
    (principal === undefined || isNamed(principal, request.principal)) &&
    (notPrincipal === undefined || !isNamed(notPrincipal, request.principal)) &&
    (action?.some(names) ?? true) &&
    !(notAction?.some(names) ?? false) &&
    // A trust policy has no resource: it is the role's own.
    (resource?.some(is) ?? true) &&
    !(notResource?.some(is) ?? false) &&
    conditions.every((condition) => holds(condition, lookUp))
  );
}

function isNamed(element: PrincipalElement, principal: RequestPrincipal): boolean {
  if (element === "*") return true;
  if ("service" in principal) {
    return (element.Service?.includes(principal.service) ?? false) || (element.AWS?.includes("*") ?? false);
  }
  return element.AWS?.some((name) => isIdentity(name, principal.aws)) ?? false;
}

/** `name` is `*`, an account (its id or its root's ARN), the identity itself, or the role behind a session. */
function isIdentity(name: string, arn: string): boolean {
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  return (
    name === "*" || name === arn || name === roleArnOf(arn) || (account !== undefined && account === accountOf(arn))
  );
}

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/** ARN of the role behind `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, which leaves the role's path out. */
function roleArnOf(arn: string): string | undefined {
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return role === undefined ? undefined : `arn:${partition}:iam::${account}:role/${role}`;
}
