import { BlockList, isIP } from "node:net";
import type { Condition } from "./document.ts";
import { matchesWildcard } from "./wildcard.ts";

/** Gives the request's value of a condition key, whatever the case of the key's name. */
export type LookUp = (key: string) => string | undefined;

type Matches = (expected: string, actual: string, lookUp: LookUp) => boolean;

/** What each operator without its `Not` compares. */
const comparisons: Readonly<Record<string, Matches>> = {
  StringEquals: (expected, actual, lookUp) => substitute(expected, lookUp) === actual,
  StringEqualsIgnoreCase: (expected, actual, lookUp) =>
    substitute(expected, lookUp).toLowerCase() === actual.toLowerCase(),
  StringLike: matchesWildcard,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  BinaryEquals: (expected, actual) => expected === actual,
  NumericEquals: (expected, actual) => Number(actual) === Number(expected),
  NumericLessThan: (expected, actual) => Number(actual) < Number(expected),
  NumericLessThanEquals: (expected, actual) => Number(actual) <= Number(expected),
  NumericGreaterThan: (expected, actual) => Number(actual) > Number(expected),
  NumericGreaterThanEquals: (expected, actual) => Number(actual) >= Number(expected),
  DateEquals: (expected, actual) => date(actual) === date(expected),
  DateLessThan: (expected, actual) => date(actual) < date(expected),
  DateLessThanEquals: (expected, actual) => date(actual) <= date(expected),
  DateGreaterThan: (expected, actual) => date(actual) > date(expected),
  DateGreaterThanEquals: (expected, actual) => date(actual) >= date(expected),
  IpAddress: (expected, actual) => isInRange(actual, expected),
};

/**
 * Whether one condition holds. A key that the request does not have fails, except for `Not…` and `…IfExists`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holds(condition: Condition, lookUp: LookUp): boolean {
  const { operator, optional, key, values } = condition;
  const actual = lookUp(key);
  if (operator === "Null") return values.some((value) => (value.toLowerCase() === "true") === (actual === undefined));
  const negated = operator.includes("Not");
  if (actual === undefined) return negated || optional;
  const matches = comparisons[operator.replace("Not", "")];
  if (matches === undefined) return false;
  return values.some((value) => matches(value, actual, lookUp)) !== negated;
}

function substitute(text: string, lookUp: LookUp): string {
  return text.replace(/\$\{([^}]*)\}/g, (whole, variable: string) =>
    variable === "*" || variable === "?" || variable === "$" ? variable : (lookUp(variable) ?? whole),
  );
}

/** Each of the six parts between colons is compared by itself, with wildcards. */
function matchesArn(expected: string, actual: string, lookUp: LookUp): boolean {
  const pattern = arnParts(expected);
  const parts = arnParts(actual);
  return (
    pattern.length === parts.length && pattern.every((part, index) => matchesWildcard(part, parts[index] ?? "", lookUp))
  );
}

function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Epoch milliseconds of an ISO 8601 date or of epoch seconds. */
function date(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function isInRange(address: string, range: string): boolean {
  const [network = "", prefix] = range.split("/");
  const version = isIP(network);
  if (version === 0 || isIP(address) === 0) return false;
  const type = version === 4 ? "ipv4" : "ipv6";
  const full = version === 4 ? 32 : 128;
  const bits = prefix === undefined ? full : Number(prefix);
  if (!Number.isInteger(bits) || bits < 0 || bits > full) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, type);
  return list.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
}
