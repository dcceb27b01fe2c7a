import type {
  GetBucketLocationCommandInput,
  GetBucketLocationCommandOutput,
  HeadBucketCommandInput,
  HeadBucketCommandOutput,
  ListBucketsCommandInput,
  ListBucketsCommandOutput,
} from "@aws-sdk/client-s3";
import { BucketLocationConstraint, NoSuchBucket } from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { canonicalId, openBucket, ownBucket, wholeSeconds } from "./access.ts";
import { bucketArn } from "./buckets.ts";
import { tokenFor, tokenKey } from "./token.ts";

const mostBuckets = 10_000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(input: ListBucketsCommandInput, call: Call): Omit<ListBucketsCommandOutput, "$metadata"> {
  const { MaxBuckets: most = mostBuckets, Prefix: prefix, BucketRegion: region, ContinuationToken: token } = input;
  if (most < 1 || most > mostBuckets) {
    throw new AwsError("InvalidArgument", `Argument max-buckets must be an integer between 1 and ${mostBuckets}`);
  }
  const after = token === undefined ? "" : tokenKey(token);
  const buckets = [...call.account.state.s3.buckets.values()]
    .filter((bucket) => bucket.name.startsWith(prefix ?? "") && bucket.name > after)
    .filter((bucket) => region === undefined || bucket.region === region)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = buckets.slice(0, most);
  const last = page.at(-1);
  return {
    Owner: { ID: canonicalId(call) },
    Buckets: page.map((bucket) => ({
      Name: bucket.name,
      CreationDate: wholeSeconds(bucket.createdAt),
      BucketRegion: bucket.region,
      BucketArn: bucketArn(call.account, bucket.name),
    })),
    ...(prefix === undefined ? {} : { Prefix: prefix }),
    ...(last === undefined || page.length === buckets.length ? {} : { ContinuationToken: tokenFor(last.name) }),
  };
}

/**
 * Its errors have no body, so that a bucket that is not there is a plain 404.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export function headBucket(input: HeadBucketCommandInput, call: Call): Omit<HeadBucketCommandOutput, "$metadata"> {
  try {
    const bucket = openBucket(call, input, "s3:ListBucket");
    return { BucketArn: bucketArn(call.account, bucket.name), BucketRegion: bucket.region, AccessPointAlias: false };
  } catch (error) {
    if (error instanceof NoSuchBucket) throw new AwsError("NotFound", "Not Found", 404);
    throw error;
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export function getBucketLocation(
  input: GetBucketLocationCommandInput,
  call: Call,
): Omit<GetBucketLocationCommandOutput, "$metadata"> {
  const { region } = ownBucket(call, input, "s3:GetBucketLocation");
  const constraint = Object.values(BucketLocationConstraint).find((one) => one === region);
  // us-east-1 has no name here.
  return constraint === undefined ? {} : { LocationConstraint: constraint };
}
