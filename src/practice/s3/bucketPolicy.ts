import type {
  DeleteBucketPolicyCommandInput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyCommandOutput,
  GetBucketPolicyStatusCommandInput,
  GetBucketPolicyStatusCommandOutput,
  PutBucketPolicyCommandInput,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { parsePolicy } from "../policy/document.ts";
import { isPublic } from "../policy/public.ts";
import { accessDenied, configure, openBucket } from "./access.ts";
import { bucketArn } from "./buckets.ts";
import { checkBucketPolicy } from "./checkBucketPolicy.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export async function putBucketPolicy(input: PutBucketPolicyCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutBucketPolicy");
  const text = input.Policy ?? "";
  const policy = checkBucketPolicy(call.account, bucket.name, text);
  if (bucket.publicAccessBlock?.blockPublicPolicy && isPublic(policy)) {
    throw accessDenied(
      `User: ${call.caller.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucketArn(call.account, bucket.name)}" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
    );
  }
  await configure(bucket, () => {
    bucket.policy = text;
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export function getBucketPolicy(
  input: GetBucketPolicyCommandInput,
  call: Call,
): Omit<GetBucketPolicyCommandOutput, "$metadata"> {
  const { policy } = openBucket(call, input, "s3:GetBucketPolicy");
  if (policy === undefined) throw noPolicy();
  return { Policy: policy };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export function getBucketPolicyStatus(
  input: GetBucketPolicyStatusCommandInput,
  call: Call,
): Omit<GetBucketPolicyStatusCommandOutput, "$metadata"> {
  const { policy } = openBucket(call, input, "s3:GetBucketPolicyStatus");
  if (policy === undefined) throw noPolicy();
  return { PolicyStatus: { IsPublic: isPublic(parsePolicy(policy)) } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export async function deleteBucketPolicy(input: DeleteBucketPolicyCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:DeleteBucketPolicy");
  await configure(bucket, () => {
    delete bucket.policy;
  });
}

function noPolicy(): AwsError {
  return new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", 404);
}
