import { NoSuchBucket, ObjectOwnership, ServerSideEncryption } from "@aws-sdk/client-s3";
import type { Account } from "../account.ts";
import type { Bucket } from "./state.ts";

/** What a new bucket may be given. */
export type BucketOptions = Partial<
  Pick<Bucket, "createdAt" | "history" | "policy" | "publicAccessBlock" | "versioning" | "ownership">
> & { readonly tags?: ReadonlyMap<string, string> };

/**
 * Adds an empty bucket as S3 makes them: public access blocked, ACLs off, encrypted with S3's keys.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
 */
export function addBucket(account: Account, region: string, name: string, options: BucketOptions = {}): Bucket {
  const bucket: Bucket = {
    createdAt: account.now(),
    history: false,
    publicAccessBlock: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
    ownership: ObjectOwnership.BucketOwnerEnforced,
    ...options,
    name,
    region,
    encryption: { algorithm: ServerSideEncryption.AES256, bucketKeyEnabled: false },
    tags: new Map(options.tags),
    objects: new Map(),
  };
  account.state.s3.buckets.set(name, bucket);
  return bucket;
}

/** @throws NoSuchBucket */
export function findBucket(account: Account, name: string): Bucket {
  const bucket = account.state.s3.buckets.get(name);
  if (bucket === undefined) throw new NoSuchBucket({ message: "The specified bucket does not exist", $metadata: {} });
  return bucket;
}

/** ARN of a bucket, or of one of its objects. */
export function bucketArn(account: Account, name: string, key?: string): string {
  return `arn:${account.state.partition}:s3:::${name}${key === undefined ? "" : `/${key}`}`;
}
