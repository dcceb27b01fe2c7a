import type {
  GetBucketVersioningCommandInput,
  GetBucketVersioningCommandOutput,
  PutBucketVersioningCommandInput,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { configure, openBucket } from "./access.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export async function putBucketVersioning(input: PutBucketVersioningCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutBucketVersioning");
  const { Status: status, MFADelete: mfaDelete } = input.VersioningConfiguration ?? {};
  if (status === undefined) {
    const message = "The Versioning element must be specified";
    throw new AwsError("IllegalVersioningConfigurationException", message);
  }
  if (status !== "Enabled" && status !== "Suspended") {
    const message = "The XML you provided was not well-formed or did not validate against our published schema";
    throw new AwsError("MalformedXML", message);
  }
  if (mfaDelete === "Enabled") {
    const message = "This operation may only be performed by the bucket owner's root user with an MFA device";
    throw new AwsError("AccessDenied", message, 403);
  }
  await configure(bucket, () => {
    bucket.versioning = status;
  });
}

/**
 * A bucket that never had versioning answers with nothing.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html
 */
export function getBucketVersioning(
  input: GetBucketVersioningCommandInput,
  call: Call,
): Omit<GetBucketVersioningCommandOutput, "$metadata"> {
  const { versioning } = openBucket(call, input, "s3:GetBucketVersioning");
  return versioning === undefined ? {} : { Status: versioning };
}
