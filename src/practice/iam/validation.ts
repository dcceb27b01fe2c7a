import type { Tag } from "@aws-sdk/client-iam";
import { InvalidInputException, LimitExceededException } from "@aws-sdk/client-iam";
import { AwsError } from "../errors.ts";

/**
 * Holds a value against a constraint of IAM's model. `member` is its path in the request, such as `roleName`.
 * @throws AwsError with ValidationError.
 */
function failConstraint(member: string, value: string, constraint: string): never {
  throw new AwsError(
    "ValidationError",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/** @throws AwsError with ValidationError. */
export function checkName(member: string, name: string | undefined, longest: number): string {
  const value = name ?? "";
  if (value.length < 1) failConstraint(member, value, "have length greater than or equal to 1");
  if (value.length > longest) failConstraint(member, value, `have length less than or equal to ${longest}`);
  if (!/^[\w+=,.@-]+$/.test(value)) {
    throw new AwsError(
      "ValidationError",
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return value;
}

/** @throws AwsError with ValidationError. */
export function checkPath(path: string): string {
  if (path.length > 512) failConstraint("path", path, "have length less than or equal to 512");
  if (path !== "/" && !/^\/[\x21-\x7e]+\/$/.test(path)) {
    throw new AwsError(
      "ValidationError",
      "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
    );
  }
  return path;
}

/** @throws AwsError with ValidationError. */
export function checkRange(member: string, value: number, least: number, most: number): number {
  if (value < least) failConstraint(member, String(value), `have value greater than or equal to ${least}`);
  if (value > most) failConstraint(member, String(value), `have value less than or equal to ${most}`);
  return value;
}

/**
 * Tags by key.
 * @throws AwsError with ValidationError, InvalidInputException or LimitExceededException.
 */
export function checkTags(list: readonly Tag[] = []): Map<string, string> {
  const tags = new Map<string, string>();
  const seen = new Set<string>();
  for (const [index, { Key: key = "", Value: value = "" }] of list.entries()) {
    const member = `tags.${index + 1}.member`;
    if (key.length > 128) failConstraint(`${member}.key`, key, "have length less than or equal to 128");
    if (value.length > 256) failConstraint(`${member}.value`, value, "have length less than or equal to 256");
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(key)) {
      failConstraint(`${member}.key`, key, "satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    }
    if (key.toLowerCase().startsWith("aws:")) throw invalidInput("Tag keys cannot start with aws:");
    if (seen.has(key.toLowerCase())) {
      throw invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
    seen.add(key.toLowerCase());
    tags.set(key, value);
  }
  if (tags.size > 50) {
    const message = "The number of tags has reached the maximum limit.";
    throw new LimitExceededException({ message, $metadata: {} });
  }
  return tags;
}

function invalidInput(message: string): InvalidInputException {
  return new InvalidInputException({ message, $metadata: {} });
}
