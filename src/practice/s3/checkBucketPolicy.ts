import type { Account } from "../account.ts";
import { AwsError } from "../errors.ts";
import { type PolicyDocument, PolicySyntaxError, parsePolicy, type Statement } from "../policy/document.ts";
import { unknownPrincipal } from "../policy/principals.ts";
import { matchesWildcard } from "../policy/wildcard.ts";

/** Longest policy in bytes. */
const longestPolicy = 20_480;

/**
 * Reads a bucket's policy as S3 checks it.
 * @throws AwsError with MalformedPolicy.
 */
export function checkBucketPolicy(account: Account, bucketName: string, text: string): PolicyDocument {
  if (!text.trimStart().startsWith("{")) {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  if (Buffer.byteLength(text) > longestPolicy) throw malformed("Policy is too large");
  const policy = parse(text);
  for (const statement of policy.statements) checkStatement(statement, bucketName);
  if (unknownPrincipal(account, policy) !== undefined) throw malformed("Invalid principal in policy");
  return policy;
}

function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicySyntaxError) throw malformed(error.message);
    throw error;
  }
}

function checkStatement(statement: Statement, bucketName: string): void {
  const { principal, notPrincipal, action, notAction, resource, notResource } = statement;
  const actions = action ?? notAction ?? [];
  const resources = resource ?? notResource ?? [];
  if (principal === undefined && notPrincipal === undefined) throw malformed("Missing required field Principal");
  if (actions.length === 0) throw malformed("Missing required field Action");
  if (resources.length === 0) throw malformed("Missing required field Resource");
  if (!actions.every((name) => name === "*" || /^s3:[A-Za-z*?]+$/i.test(name)))
    throw malformed("Policy has invalid action");
  if (!resources.every((arn) => isOfBucket(arn, bucketName))) throw malformed("Policy has invalid resource");
  if (action !== undefined && resource !== undefined && !action.every((name) => appliesToAny(name, resource))) {
    throw malformed("Action does not apply to any resource(s) in statement");
  }
}

/** A bucket's policy may speak of that bucket and of its objects. */
function isOfBucket(arn: string, bucketName: string): boolean {
  const [, resource] = /^arn:aws:s3:::(.+)$/.exec(arn) ?? [];
  return resource !== undefined && (resource === "*" || matchesWildcard(resource.split("/")[0] ?? "", bucketName));
}

/** An action on objects needs a resource with a slash, one on the bucket needs one without. */
function appliesToAny(action: string, resources: readonly string[]): boolean {
  const name = action.slice(action.indexOf(":") + 1);
  if (/[*?]/.test(name)) return true;
  const ofObjects =
    /Object|Multipart(Upload$|UploadParts$)|Governance/i.test(name) && !/^(Get|Put)BucketObject/i.test(name);
  return resources.some((arn) => arn.endsWith("*") || arn.includes("/") === ofObjects);
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicy", message);
}
