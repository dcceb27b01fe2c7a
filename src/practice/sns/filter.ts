import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import type { Notification } from "./publish.ts";
import type { Subscription } from "./state.ts";

/**
 * Whether a subscription's filter policy lets a message through; without one everything passes.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function passesFilter({ attributes }: Subscription, notification: Notification): boolean {
  const policy = parse(attributes.get("FilterPolicy") ?? "{}");
  if (!isObject(policy)) return true;
  const byBody = attributes.get("FilterPolicyScope") === "MessageBody";
  const subject = byBody ? parse(notification.message) : valuesOf(notification.attributes ?? {});
  return isObject(subject) && matchesPolicy(policy, subject);
}

/** Every key must match; the alternatives of `$or` are policies of their own. */
function matchesPolicy(policy: Readonly<Record<string, unknown>>, subject: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(policy).every(([key, rule]) => {
    if (key === "$or" && Array.isArray(rule))
      return rule.some((each) => isObject(each) && matchesPolicy(each, subject));
    const value = Object.hasOwn(subject, key) ? subject[key] : undefined;
    if (isObject(rule)) return listOf(value).some((each) => isObject(each) && matchesPolicy(rule, each));
    return listOf(rule).some((each) => matchesRule(each, value));
  });
}

function matchesRule(rule: unknown, value: unknown): boolean {
  if (isObject(rule) && typeof rule.exists === "boolean") return rule.exists === (value !== undefined);
  return value !== undefined && listOf(value).some((each) => matchesOne(rule, each));
}

function matchesOne(rule: unknown, value: unknown): boolean {
  if (!isObject(rule)) return rule === value;
  const [keyword, operand] = Object.entries(rule)[0] ?? [];
  const text = typeof value === "string" ? value : undefined;
  switch (keyword) {
    case "prefix":
      return text?.startsWith(String(operand)) ?? false;
    case "suffix":
      return text?.endsWith(String(operand)) ?? false;
    case "equals-ignore-case":
      return text?.toLowerCase() === String(operand).toLowerCase();
    case "anything-but":
      return !listOf(operand).some((each) => matchesOne(each, value));
    case "numeric":
      return typeof value === "number" && Array.isArray(operand) && isInRange(operand, value);
    default:
      return false;
  }
}

/** `range` is a list such as `[">", 0, "<=", 100]`. */
function isInRange(range: readonly unknown[], value: number): boolean {
  return range.every((operator, index) => {
    if (index % 2 === 1) return true;
    const operand = Number(range[index + 1]);
    switch (operator) {
      case "=":
        return value === operand;
      case "<":
        return value < operand;
      case "<=":
        return value <= operand;
      case ">":
        return value > operand;
      case ">=":
        return value >= operand;
      default:
        return false;
    }
  });
}

/** The attributes as the values that a policy compares with. */
function valuesOf(attributes: Readonly<Record<string, MessageAttributeValue>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue = "" }]) => {
      if (DataType?.startsWith("Number")) return [name, Number(StringValue)];
      return [name, DataType === "String.Array" ? parse(StringValue) : StringValue];
    }),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The JSON value of a text, or `undefined` where it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
