import { InvalidParameterException } from "@aws-sdk/client-cloudwatch-logs";

/** An `InvalidParameterException` with this message. */
export function invalidParameter(message: string): InvalidParameterException {
  return new InvalidParameterException({ message, $metadata: {} });
}

/** What a parameter violates, in AWS's words, or nothing. */
type Violation = string | undefined;

/** @throws InvalidParameterException that lists the violations, where there are any. */
export function check(...violations: readonly Violation[]): void {
  const found = violations.filter((violation) => violation !== undefined);
  if (found.length === 0) return;
  const count = found.length === 1 ? "1 validation error" : `${found.length} validation errors`;
  throw invalidParameter(`${count} detected: ${found.join("; ")}`);
}

/** A parameter that must be there. */
export function present(name: string, value: unknown): Violation {
  return value === undefined
    ? `Value null at '${name}' failed to satisfy constraint: Member must not be null`
    : undefined;
}

/** A number between two others, both inclusive. */
export function between(name: string, value: number | undefined, least: number, most: number): Violation {
  if (value === undefined) return undefined;
  if (value < least) return violation(name, value, `Member must have value greater than or equal to ${least}`);
  return value > most ? violation(name, value, `Member must have value less than or equal to ${most}`) : undefined;
}

/** A text or a list of a length between two others, both inclusive; AWS repeats texts, lists not. */
export function lengthBetween(
  name: string,
  value: string | readonly unknown[] | undefined,
  least: number,
  most: number,
): Violation {
  if (value === undefined) return undefined;
  const shown = typeof value === "string" ? value : undefined;
  if (value.length < least) return violation(name, shown, `Member must have length greater than or equal to ${least}`);
  return value.length > most
    ? violation(name, shown, `Member must have length less than or equal to ${most}`)
    : undefined;
}

/** One of the values of an enumeration. */
export function oneOf<T extends string | number>(name: string, value: T | undefined, values: readonly T[]): Violation {
  if (value === undefined || values.includes(value)) return undefined;
  return violation(name, value, `Member must satisfy enum value set: [${values.join(", ")}]`);
}

/** A log group's name: required. */
export function groupName(name: string, value: string | undefined): Violation {
  return present(name, value) ?? lengthBetween(name, value, 1, 512) ?? matching(name, value, "[\\.\\-_/#A-Za-z0-9]+");
}

/** A log group's name or its ARN without the ending `:*` (FACTS 58). */
export function groupIdentifier(name: string, value: string | undefined): Violation {
  return lengthBetween(name, value, 1, 2048) ?? matching(name, value, "[\\w#+=/:,.@-]*");
}

/** A log stream's name or the start of one. */
export function streamName(name: string, value: string | undefined): Violation {
  return lengthBetween(name, value, 1, 512) ?? matching(name, value, "[^:*]*");
}

function matching(name: string, value: string | undefined, pattern: string): Violation {
  if (value === undefined || new RegExp(`^(?:${pattern})$`).test(value)) return undefined;
  return violation(name, value, `Member must satisfy regular expression pattern: ${pattern}`);
}

function violation(name: string, value: string | number | undefined, constraint: string): string {
  const subject = value === undefined ? "Value" : `Value '${value}'`;
  return `${subject} at '${name}' failed to satisfy constraint: ${constraint}`;
}
