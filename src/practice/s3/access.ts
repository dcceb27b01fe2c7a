import { createHash } from "node:crypto";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { decide } from "../policy/evaluate.ts";
import { bucketArn, findBucket } from "./buckets.ts";
import type { Bucket } from "./state.ts";

/** Names that somebody else in the world has taken. */
const takenNames = new Set(["backup", "cloudtrail", "cloudtrail-logs", "example", "logs", "my-bucket", "test"]);

/** Whether a bucket of another account has this name. */
export function isTaken(name: string): boolean {
  return takenNames.has(name);
}

/** The members that say which bucket is meant. */
export interface BucketInput {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/**
 * The bucket of a request, if it may do `action` (such as `s3:GetObject`) there: the account's own identities may do
 * all that no statement of the bucket's policy denies.
 * @throws NoSuchBucket, or AwsError with AccessDenied or PermanentRedirect.
 */
export function openBucket(call: Call, input: BucketInput, action: string, key?: string): Bucket {
  const bucket = ownBucket(call, input, action, key);
  if (bucket.region !== call.region) {
    throw new AwsError(
      "PermanentRedirect",
      "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
      301,
      { "x-amz-bucket-region": bucket.region },
    );
  }
  return bucket;
}

/** As `openBucket`, but from any Region. */
export function ownBucket(call: Call, input: BucketInput, action: string, key?: string): Bucket {
  const { account, caller } = call;
  const name = input.Bucket ?? "";
  if (isTaken(name)) throw accessDenied("Access Denied");
  const bucket = findBucket(account, name);
  const { ExpectedBucketOwner: owner = account.state.accountId } = input;
  if (owner !== account.state.accountId) throw accessDenied("Access Denied");
  const resource = bucketArn(account, name, key);
  const context = { "aws:SecureTransport": "true", "aws:SourceIp": call.sourceIpAddress };
  const decision = decide(bucket.policy, { principal: { aws: caller.arn }, action, resource, context });
  if (decision === "Deny" && !keepsRootIn(call, action)) {
    throw accessDenied(
      `User: ${caller.arn} is not authorized to perform: ${action} on resource: "${resource}" with an explicit deny in a resource-based policy`,
    );
  }
  return bucket;
}

/** The root user can always read, replace and delete a bucket's policy. */
function keepsRootIn({ caller }: Call, action: string): boolean {
  return caller.arn.endsWith(":root") && action.endsWith("BucketPolicy");
}

/** S3's AccessDenied with its reason. */
export function accessDenied(message: string): AwsError {
  return new AwsError("AccessDenied", message, 403);
}

/** S3's older name of an account: 64 hexadecimal digits. */
export function canonicalId({ account }: Call): string {
  return createHash("sha256").update(`canonical user ${account.state.accountId}`).digest("hex");
}

/** A time (epoch milliseconds) as S3 tells it. */
export function wholeSeconds(time: number): Date {
  return new Date(Math.floor(time / 1000) * 1000);
}

const changing = new WeakSet<Bucket>();

/**
 * Changes a bucket's configuration. Takes a moment, in which a second change is refused (RELIABILITY S1).
 * @throws AwsError with OperationAborted.
 */
export async function configure<Result>(bucket: Bucket, change: () => Result): Promise<Result> {
  if (changing.has(bucket)) {
    throw new AwsError(
      "OperationAborted",
      "A conflicting conditional operation is currently in progress against this resource. Please try again.",
      409,
    );
  }
  changing.add(bucket);
  try {
    await new Promise((resolve) => setImmediate(resolve));
    return change();
  } finally {
    changing.delete(bucket);
  }
}
