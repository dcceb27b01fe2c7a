import type {
  DeletePublicAccessBlockCommandInput,
  GetPublicAccessBlockCommandInput,
  GetPublicAccessBlockCommandOutput,
  PutPublicAccessBlockCommandInput,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { configure, openBucket } from "./access.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export async function putPublicAccessBlock(input: PutPublicAccessBlockCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutBucketPublicAccessBlock");
  const wanted = input.PublicAccessBlockConfiguration ?? {};
  if (Object.values(wanted).every((value) => value === undefined)) {
    throw new AwsError("InvalidRequest", "Must specify at least one configuration.");
  }
  await configure(bucket, () => {
    bucket.publicAccessBlock = {
      blockPublicAcls: wanted.BlockPublicAcls ?? false,
      ignorePublicAcls: wanted.IgnorePublicAcls ?? false,
      blockPublicPolicy: wanted.BlockPublicPolicy ?? false,
      restrictPublicBuckets: wanted.RestrictPublicBuckets ?? false,
    };
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
export function getPublicAccessBlock(
  input: GetPublicAccessBlockCommandInput,
  call: Call,
): Omit<GetPublicAccessBlockCommandOutput, "$metadata"> {
  const { publicAccessBlock: block } = openBucket(call, input, "s3:GetBucketPublicAccessBlock");
  if (block === undefined) {
    const message = "The public access block configuration was not found";
    throw new AwsError("NoSuchPublicAccessBlockConfiguration", message, 404);
  }
  return {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: block.blockPublicAcls,
      IgnorePublicAcls: block.ignorePublicAcls,
      BlockPublicPolicy: block.blockPublicPolicy,
      RestrictPublicBuckets: block.restrictPublicBuckets,
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html */
export async function deletePublicAccessBlock(input: DeletePublicAccessBlockCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutBucketPublicAccessBlock");
  await configure(bucket, () => {
    delete bucket.publicAccessBlock;
  });
}
