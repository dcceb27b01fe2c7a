import {
  type DeleteBucketOwnershipControlsCommandInput,
  type GetBucketAclCommandInput,
  type GetBucketAclCommandOutput,
  type GetBucketOwnershipControlsCommandInput,
  type GetBucketOwnershipControlsCommandOutput,
  ObjectOwnership,
  type PutBucketOwnershipControlsCommandInput,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { canonicalId, configure, openBucket } from "./access.ts";

/** The owner has all rights, nobody else has any. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export function getBucketAcl(
  input: GetBucketAclCommandInput,
  call: Call,
): Omit<GetBucketAclCommandOutput, "$metadata"> {
  openBucket(call, input, "s3:GetBucketAcl");
  const ID = canonicalId(call);
  return { Owner: { ID }, Grants: [{ Grantee: { ID, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }] };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export async function putBucketOwnershipControls(
  input: PutBucketOwnershipControlsCommandInput,
  call: Call,
): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutBucketOwnershipControls");
  const rules = input.OwnershipControls?.Rules ?? [];
  const ownership = rules[0]?.ObjectOwnership;
  if (rules.length !== 1 || ownership === undefined || !Object.values(ObjectOwnership).includes(ownership)) {
    const message = "The XML you provided was not well-formed or did not validate against our published schema";
    throw new AwsError("MalformedXML", message);
  }
  await configure(bucket, () => {
    bucket.ownership = ownership;
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html */
export function getBucketOwnershipControls(
  input: GetBucketOwnershipControlsCommandInput,
  call: Call,
): Omit<GetBucketOwnershipControlsCommandOutput, "$metadata"> {
  const { ownership } = openBucket(call, input, "s3:GetBucketOwnershipControls");
  if (ownership === undefined) {
    const message = "The bucket ownership controls were not found";
    throw new AwsError("OwnershipControlsNotFoundError", message, 404);
  }
  return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html */
export async function deleteBucketOwnershipControls(
  input: DeleteBucketOwnershipControlsCommandInput,
  call: Call,
): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutBucketOwnershipControls");
  await configure(bucket, () => {
    bucket.ownership = undefined;
  });
}
