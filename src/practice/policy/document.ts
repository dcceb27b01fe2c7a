/** One statement of a policy with every "one or a list" element as a list. */
export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly principal?: PrincipalElement;
  readonly notPrincipal?: PrincipalElement;
  readonly action?: readonly string[];
  readonly notAction?: readonly string[];
  readonly resource?: readonly string[];
  readonly notResource?: readonly string[];
  readonly conditions: readonly Condition[];
}

/** Principals by kind (`AWS`, `Service`, `Federated`, `CanonicalUser`); `"*"` is everybody. */
export type PrincipalElement = "*" | Readonly<Record<string, readonly string[]>>;

/** One key of one condition operator. */
export interface Condition {
  /** Without `ForAnyValue:`, `ForAllValues:` and `IfExists`, such as `StringLike`. */
  readonly operator: string;
  /** Holds where the request does not have the key: written with `ForAllValues:` or `IfExists`. */
  readonly optional: boolean;
  readonly key: string;
  readonly values: readonly string[];
}

/** A policy that has the shape of one. */
export interface PolicyDocument {
  readonly version: string;
  readonly statements: readonly Statement[];
}

/** Where a text is not a policy: `message` says what is wrong, for people, in no service's words. */
export class PolicySyntaxError extends Error {
  override readonly name = "PolicySyntaxError";
}

const topElements = new Set(["Version", "Id", "Statement"]);
const statementElements = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);
const principalKinds = new Set(["AWS", "Service", "Federated", "CanonicalUser"]);
const operators = new Set(
  [
    "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike",
    "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals",
    "DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals",
    "Bool BinaryEquals IpAddress NotIpAddress ArnEquals ArnLike ArnNotEquals ArnNotLike Null",
  ].flatMap((line) => line.split(" ")),
);

/**
 * Reads a policy by IAM's grammar.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @throws PolicySyntaxError
 */
export function parsePolicy(text: string): PolicyDocument {
  const policy = parseObject(text);
  for (const name of Object.keys(policy)) if (!topElements.has(name)) fail(`Unknown element ${name}`);
  const version = policy.Version ?? "2008-10-17";
  if (version !== "2008-10-17" && version !== "2012-10-17") fail(`Unknown version ${String(version)}`);
  if (policy.Id !== undefined && typeof policy.Id !== "string") fail("Id is not a string");
  const list = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  if (policy.Statement === undefined || list.length === 0) fail("Missing required field Statement");
  return { version, statements: list.map(readStatement) };
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    fail("This policy contains invalid Json");
  }
  if (!isObject(value)) fail("This policy contains invalid Json");
  return value;
}

function readStatement(value: unknown): Statement {
  if (!isObject(value)) return fail("A statement is not an object");
  for (const name of Object.keys(value)) if (!statementElements.has(name)) fail(`Unknown field ${name}`);
  const { Sid: sid, Effect: effect } = value;
  if (sid !== undefined && typeof sid !== "string") fail("Sid is not a string");
  if (effect === undefined) fail("Missing required field Effect");
  if (effect !== "Allow" && effect !== "Deny") return fail(`Invalid effect: ${String(effect)}`);
  for (const name of ["Principal", "Action", "Resource"]) {
    if (value[name] !== undefined && value[`Not${name}`] !== undefined) fail(`Both ${name} and Not${name}`);
  }
  return {
    ...(typeof sid === "string" ? { sid } : {}),
    effect,
    ...present("principal", value.Principal, readPrincipal),
    ...present("notPrincipal", value.NotPrincipal, readPrincipal),
    ...present("action", value.Action, readStrings),
    ...present("notAction", value.NotAction, readStrings),
    ...present("resource", value.Resource, readStrings),
    ...present("notResource", value.NotResource, readStrings),
    conditions: value.Condition === undefined ? [] : readConditions(value.Condition),
  };
}

function present<Name extends string, Value>(
  name: Name,
  value: unknown,
  read: (value: unknown) => Value,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: read(value) } as Record<Name, Value>);
}

function readPrincipal(value: unknown): PrincipalElement {
  if (value === "*") return value;
  if (!isObject(value)) return fail("Invalid principal in policy");
  for (const kind of Object.keys(value)) if (!principalKinds.has(kind)) fail(`Unknown kind of principal ${kind}`);
  return Object.fromEntries(Object.entries(value).map(([kind, names]) => [kind, readStrings(names)]));
}

function readStrings(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => (typeof item === "string" ? item : fail("A string was expected")));
}

function readConditions(value: unknown): Condition[] {
  if (!isObject(value)) return fail("Condition is not an object");
  return Object.entries(value).flatMap(([operator, keys]) => {
    const [, quantifier, name = "", ifExists] = /^(ForAnyValue:|ForAllValues:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
    if (!operators.has(name)) fail(`Invalid Condition type : ${operator}`);
    if (!isObject(keys)) return fail(`Condition ${operator} is not an object`);
    const optional = ifExists !== undefined || quantifier === "ForAllValues:";
    return Object.entries(keys).map(([key, values]) => ({ operator: name, optional, key, values: readValues(values) }));
  });
}

/** Condition values may be written as JSON booleans and numbers too. */
function readValues(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) =>
    typeof item === "string" || typeof item === "boolean" || typeof item === "number"
      ? String(item)
      : fail("A condition's value is no string"),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fail(message: string): never {
  throw new PolicySyntaxError(message);
}
