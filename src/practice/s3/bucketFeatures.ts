import type { GetBucketRequestPaymentCommandOutput } from "@aws-sdk/client-s3";
import type { Call, Operation } from "../call.ts";
import { AwsError } from "../errors.ts";
import { type BucketInput, openBucket } from "./access.ts";

/**
 * The features that no bucket of this account uses. S3 says so in one of two ways: with an answer that is empty, or
 * with an error of the feature's own.
 */
export const getBucketLogging = unused("s3:GetBucketLogging");
export const getBucketNotificationConfiguration = unused("s3:GetBucketNotification");
export const getBucketAccelerateConfiguration = unused("s3:GetAccelerateConfiguration");
export const getBucketLifecycleConfiguration = missing(
  "s3:GetLifecycleConfiguration",
  "NoSuchLifecycleConfiguration",
  "The lifecycle configuration does not exist",
);
export const getBucketReplication = missing(
  "s3:GetReplicationConfiguration",
  "ReplicationConfigurationNotFoundError",
  "The replication configuration was not found",
);
export const getBucketCors = missing(
  "s3:GetBucketCORS",
  "NoSuchCORSConfiguration",
  "The CORS configuration does not exist",
);
export const getBucketWebsite = missing(
  "s3:GetBucketWebsite",
  "NoSuchWebsiteConfiguration",
  "The specified bucket does not have a website configuration",
);
export const getObjectLockConfiguration = missing(
  "s3:GetBucketObjectLockConfiguration",
  "ObjectLockConfigurationNotFoundError",
  "Object Lock configuration does not exist for this bucket",
);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketRequestPayment.html */
export function getBucketRequestPayment(
  input: BucketInput,
  call: Call,
): Omit<GetBucketRequestPaymentCommandOutput, "$metadata"> {
  openBucket(call, input, "s3:GetBucketRequestPayment");
  return { Payer: "BucketOwner" };
}

function unused(action: string): Operation<BucketInput, Record<string, never>> {
  return (input, call) => {
    openBucket(call, input, action);
    return {};
  };
}

function missing(action: string, code: string, message: string): Operation<BucketInput, never> {
  return (input, call) => {
    openBucket(call, input, action);
    throw new AwsError(code, message, 404);
  };
}
