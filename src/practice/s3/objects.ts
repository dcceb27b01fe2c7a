import { NoSuchKey } from "@aws-sdk/client-s3";
import type { Account } from "../account.ts";
import { randomAlphanumerics } from "../ids.ts";
import { findBucket } from "./buckets.ts";
import { md5, type ObjectSummary, pastKeys, pastObject, pastSummary } from "./past.ts";
import type { Bucket, ObjectVersion } from "./state.ts";

/** What an object may be given besides its bytes. */
export interface ObjectOptions {
  /** User metadata without `x-amz-meta-`, names in lower case. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** `binary/octet-stream` unless given. */
  readonly contentType?: string;
  readonly contentEncoding?: string;
  /** Epoch milliseconds; now unless given. */
  readonly lastModified?: number;
}

/**
 * Writes an object over the one that may be there; where the bucket keeps versions, that one stays behind it.
 * @throws NoSuchBucket
 */
export function putObject(
  account: Account,
  bucketName: string,
  key: string,
  body: Uint8Array,
  options: ObjectOptions = {},
): ObjectVersion {
  const { metadata = {}, contentType = "binary/octet-stream", contentEncoding, lastModified } = options;
  const bucket = findBucket(account, bucketName);
  const version: ObjectVersion = {
    versionId: newVersionId(account, bucket),
    lastModified: lastModified ?? account.now(),
    deleteMarker: false,
    body,
    etag: md5(body),
    contentType,
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    metadata,
  };
  addVersion(account, bucket, key, version);
  return version;
}

/**
 * The current version of an object.
 * @throws NoSuchBucket, or NoSuchKey where there is none or it is deleted.
 */
export function getObject(account: Account, bucketName: string, key: string): ObjectVersion {
  const version = currentVersion(account, findBucket(account, bucketName), key);
  if (version === undefined) throw noSuchKey();
  return version;
}

/** S3's words for an object that is not there. */
export function noSuchKey(): NoSuchKey {
  return new NoSuchKey({ message: "The specified key does not exist.", $metadata: {} });
}

/** Keys of all objects that begin with `prefix`, in S3's order (by UTF-8 bytes). */
export function listKeys(account: Account, bucketName: string, prefix: string): string[] {
  return sortedKeys(account, findBucket(account, bucketName)).filter((key) => key.startsWith(prefix));
}

/** The current version of an object, or `undefined` where there is none or it is deleted. */
export function currentVersion(account: Account, bucket: Bucket, key: string): ObjectVersion | undefined {
  const version = versionsOf(account, bucket, key).at(-1);
  return version?.deleteMarker ? undefined : version;
}

/** All versions of an object, the oldest first. */
export function versionsOf(account: Account, bucket: Bucket, key: string): readonly ObjectVersion[] {
  const versions = bucket.objects.get(key);
  if (versions !== undefined) return versions;
  const past = bucket.history ? pastObject(account.history, key) : undefined;
  return past === undefined ? [] : [past];
}

/** What a listing says of the current version of a key that `sortedKeys` gave. */
export function summaryOf(account: Account, bucket: Bucket, key: string): ObjectSummary | undefined {
  if (bucket.history && !bucket.objects.has(key)) return pastSummary(account.history, key);
  const version = currentVersion(account, bucket, key);
  return version && { lastModified: version.lastModified, etag: version.etag, size: version.body.length };
}

/**
 * Deletes the current version, or marks it deleted where the bucket keeps versions.
 * @returns the marker, or `undefined` where nothing is left of the object.
 */
export function deleteCurrent(account: Account, bucket: Bucket, key: string): ObjectVersion | undefined {
  if (bucket.versioning === undefined) {
    removeVersion(account, bucket, key, "null");
    return undefined;
  }
  const marker: ObjectVersion = {
    versionId: newVersionId(account, bucket),
    lastModified: account.now(),
    deleteMarker: true,
    body: new Uint8Array(),
    etag: "",
    contentType: "",
    metadata: {},
  };
  addVersion(account, bucket, key, marker);
  return marker;
}

/** Removes one version for good and returns it, or `undefined` where it is not there. */
export function removeVersion(
  account: Account,
  bucket: Bucket,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const versions = versionsOf(account, bucket, key);
  const removed = versions.find((version) => version.versionId === versionId);
  if (removed === undefined) return undefined;
  const rest = versions.filter((version) => version !== removed);
  // A log file of the past that is gone leaves an empty list behind, or else it would come back.
  if (rest.length === 0 && !bucket.history) bucket.objects.delete(key);
  else bucket.objects.set(key, rest);
  orders.delete(bucket);
  return removed;
}

/** Sorted keys by bucket, until the bucket gets or loses a key. */
const orders = new WeakMap<Bucket, readonly string[]>();

/** Keys of all objects that are not deleted, in S3's order (by UTF-8 bytes). */
export function sortedKeys(account: Account, bucket: Bucket): readonly string[] {
  let order = orders.get(bucket);
  if (order === undefined) {
    order = inOrder(allKeys(account, bucket).filter((key) => isThere(bucket, key)));
    orders.set(bucket, order);
  }
  return order;
}

/** Keys that have any version, deletion markers included, in S3's order. */
export function sortedKeysOfVersions(account: Account, bucket: Bucket): string[] {
  return inOrder(allKeys(account, bucket).filter((key) => bucket.objects.get(key)?.length !== 0));
}

function allKeys(account: Account, bucket: Bucket): string[] {
  const past = bucket.history ? [...pastKeys(account.history)] : [];
  return [...past.filter((key) => !bucket.objects.has(key)), ...bucket.objects.keys()];
}

function isThere(bucket: Bucket, key: string): boolean {
  const versions = bucket.objects.get(key);
  return versions === undefined || versions.at(-1)?.deleteMarker === false;
}

/** JavaScript's own order is that of the UTF-8 bytes as long as no character takes two code units. */
function inOrder(keys: string[]): string[] {
  if (!keys.some((key) => /[\ud800-\udfff]/.test(key))) return keys.sort();
  return keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Adds the newest version. What was written without versioning is replaced, not kept. */
function addVersion(account: Account, bucket: Bucket, key: string, version: ObjectVersion): void {
  const kept = versionsOf(account, bucket, key).filter(({ versionId }) => versionId !== version.versionId);
  bucket.objects.set(key, [...kept, version]);
  orders.delete(bucket);
}

function newVersionId(account: Account, bucket: Bucket): string {
  return bucket.versioning === "Enabled" ? randomAlphanumerics(account.state, 32) : "null";
}
