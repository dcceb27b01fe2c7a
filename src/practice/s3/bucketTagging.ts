import type {
  DeleteBucketTaggingCommandInput,
  GetBucketTaggingCommandInput,
  GetBucketTaggingCommandOutput,
  PutBucketTaggingCommandInput,
  Tag,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { configure, openBucket } from "./access.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export async function putBucketTagging(input: PutBucketTaggingCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutBucketTagging");
  const tags = tagsOf(input.Tagging?.TagSet);
  await configure(bucket, () => {
    bucket.tags.clear();
    for (const [key, value] of tags) bucket.tags.set(key, value);
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export function getBucketTagging(
  input: GetBucketTaggingCommandInput,
  call: Call,
): Omit<GetBucketTaggingCommandOutput, "$metadata"> {
  const { tags } = openBucket(call, input, "s3:GetBucketTagging");
  if (tags.size === 0) throw new AwsError("NoSuchTagSet", "The TagSet does not exist", 404);
  return { TagSet: [...tags].map(([Key, Value]) => ({ Key, Value })) };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html */
export async function deleteBucketTagging(input: DeleteBucketTaggingCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutBucketTagging");
  await configure(bucket, () => bucket.tags.clear());
}

/**
 * Tags by key.
 * @throws AwsError with InvalidTag or BadRequest.
 */
export function tagsOf(list: readonly Tag[] = []): Map<string, string> {
  const tags = new Map<string, string>();
  if (list.length > 50) throw new AwsError("BadRequest", "Bucket tag count cannot be greater than 50");
  for (const { Key: key = "", Value: value = "" } of list) {
    if (tags.has(key)) throw invalidTag("Cannot provide multiple Tags with the same key");
    if (key.toLowerCase().startsWith("aws:")) throw invalidTag("System tags cannot be added/updated by requester");
    if (key === "" || key.length > 128) throw invalidTag("The TagKey you have provided is invalid");
    if (value.length > 256) throw invalidTag("The TagValue you have provided is invalid");
    tags.set(key, value);
  }
  return tags;
}

function invalidTag(message: string): AwsError {
  return new AwsError("InvalidTag", message);
}
