import { AwsError } from "../errors.ts";

/** A continuation token that stands for what was listed last. */
export function tokenFor(last: string): string {
  return Buffer.from(`1 ${last}`).toString("base64");
}

/**
 * What `tokenFor` was given.
 * @throws AwsError with InvalidArgument where the text is no such token.
 */
export function tokenKey(token: string): string {
  const text = Buffer.from(token, "base64").toString();
  if (!text.startsWith("1 ") || tokenFor(text.slice(2)) !== token) {
    throw new AwsError("InvalidArgument", "The continuation token provided is incorrect");
  }
  return text.slice(2);
}
