import type { BucketVersioningStatus, ObjectOwnership, ServerSideEncryption } from "@aws-sdk/client-s3";

/** One version of an object, or the marker of its deletion. */
export interface ObjectVersion {
  /** `null` where it was written without versioning. */
  readonly versionId: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  readonly deleteMarker: boolean;
  readonly body: Uint8Array;
  /** MD5 in hexadecimal digits, without quotes. */
  readonly etag: string;
  readonly contentType: string;
  readonly contentEncoding?: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The four switches of S3 Block Public Access. */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** Server-side encryption of a bucket by default. */
export interface BucketEncryption {
  readonly algorithm: ServerSideEncryption;
  readonly kmsKeyId?: string;
  readonly bucketKeyEnabled: boolean;
}

/** One bucket. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Whether the log files of the account's past (`account.history`) lie in this bucket, without being kept here. */
  readonly history: boolean;
  /** JSON text. */
  policy?: string;
  publicAccessBlock?: PublicAccessBlock;
  versioning?: BucketVersioningStatus;
  encryption: BucketEncryption;
  ownership: ObjectOwnership | undefined;
  readonly tags: Map<string, string>;
  /** Versions by key, the oldest first. Log files of the past that were deleted or written again are here too. */
  readonly objects: Map<string, ObjectVersion[]>;
}

/** S3: bucket names are global. */
export interface S3State {
  readonly buckets: Map<string, Bucket>;
}

/** An account without buckets. */
export function newS3State(): S3State {
  return { buckets: new Map() };
}
