import type { DeleteBucketCommandInput } from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { openBucket } from "./access.ts";
import { sortedKeysOfVersions } from "./objects.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export function deleteBucket(input: DeleteBucketCommandInput, call: Call): void {
  const bucket = openBucket(call, input, "s3:DeleteBucket");
  if (sortedKeysOfVersions(call.account, bucket).length > 0) {
    const versions = bucket.versioning === undefined ? "" : " You must delete all versions in the bucket.";
    throw new AwsError("BucketNotEmpty", `The bucket you tried to delete is not empty.${versions}`, 409);
  }
  call.account.state.s3.buckets.delete(bucket.name);
}
