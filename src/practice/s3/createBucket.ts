import {
  BucketAlreadyExists,
  BucketAlreadyOwnedByYou,
  BucketLocationConstraint,
  type CreateBucketCommandInput,
  type CreateBucketCommandOutput,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { isTaken } from "./access.ts";
import { addBucket, bucketArn } from "./buckets.ts";
import { tagsOf } from "./bucketTagging.ts";

type Output = Omit<CreateBucketCommandOutput, "$metadata">;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export function createBucket(input: CreateBucketCommandInput, call: Call): Output {
  const { account } = call;
  const name = input.Bucket ?? "";
  if (!isBucketName(name)) {
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.");
  }
  const region = regionOf(input, call);
  if (
    input.ACL !== undefined &&
    input.ACL !== "private" &&
    (input.ObjectOwnership ?? "BucketOwnerEnforced") === "BucketOwnerEnforced"
  ) {
    throw new AwsError(
      "InvalidBucketAclWithObjectOwnership",
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  if (isTaken(name)) {
    const message =
      "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.";
    throw new BucketAlreadyExists({ message, $metadata: {} });
  }
  const existing = account.state.s3.buckets.get(name);
  if (existing === undefined) {
    addBucket(account, region, name, {
      ...(input.ObjectOwnership === undefined ? {} : { ownership: input.ObjectOwnership }),
      tags: tagsOf(input.CreateBucketConfiguration?.Tags),
    });
  } else if (existing.region !== "us-east-1" || region !== "us-east-1") {
    // In us-east-1 alone, and for old programs' sake, the owner may create a bucket again.
    const message = "Your previous request to create the named bucket succeeded and you already own it.";
    throw new BucketAlreadyOwnedByYou({ message, $metadata: {} });
  }
  const location =
    call.region === "us-east-1" && region !== "us-east-1" ? `http://${name}.s3.amazonaws.com/` : `/${name}`;
  return { Location: location, BucketArn: bucketArn(account, name) };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}

/** Only us-east-1 creates buckets for other Regions; every other Region wants to hear its own name. */
function regionOf({ CreateBucketConfiguration: configuration }: CreateBucketCommandInput, call: Call): string {
  const constraint = configuration?.LocationConstraint;
  if (constraint === undefined && call.region === "us-east-1") return "us-east-1";
  if (constraint !== undefined && !(Object.values(BucketLocationConstraint) as string[]).includes(constraint)) {
    throw new AwsError("InvalidLocationConstraint", "The specified location-constraint is not valid");
  }
  const region = constraint === "EU" ? "eu-west-1" : constraint;
  if (region === undefined || (call.region !== "us-east-1" && region !== call.region)) {
    throw new AwsError(
      "IllegalLocationConstraintException",
      `The ${constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  return region;
}
