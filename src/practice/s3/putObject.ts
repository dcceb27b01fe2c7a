import { createHash } from "node:crypto";
import type { PutObjectCommandInput, PutObjectCommandOutput } from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { openBucket } from "./access.ts";
import { encryptionOf, versionIdOf } from "./getObject.ts";
import { currentVersion, putObject as write } from "./objects.ts";
import type { Bucket } from "./state.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject(input: PutObjectCommandInput, call: Call): Omit<PutObjectCommandOutput, "$metadata"> {
  const { Key: key = "", ContentType, ContentEncoding, Metadata = {} } = input;
  const bucket = openBucket(call, input, "s3:PutObject", key);
  checkKey(key);
  checkAcl(bucket, input.ACL);
  checkMetadata(Metadata);
  const body = bytesOf(input.Body);
  checkMd5(body, input.ContentMD5);
  checkCondition(input, currentVersion(call.account, bucket, key)?.etag);
  const version = write(call.account, bucket.name, key, body, {
    metadata: Metadata,
    ...(ContentType === undefined ? {} : { contentType: ContentType }),
    ...(ContentEncoding === undefined ? {} : { contentEncoding: ContentEncoding }),
  });
  return { ETag: `"${version.etag}"`, ...encryptionOf(bucket), ...versionIdOf(bucket, version) };
}

/** The server gives bodies as bytes; a text is taken for UTF-8. */
function bytesOf(body: PutObjectCommandInput["Body"]): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  throw new AwsError("NotImplemented", "A header you provided implies functionality that is not implemented", 501);
}

function checkKey(key: string): void {
  if (Buffer.byteLength(key) > 1024) throw new AwsError("KeyTooLongError", "Your key is too long");
}

/** FACTS 86: `bucket-owner-full-control` is allowed even where ACLs are off. */
function checkAcl({ ownership }: Bucket, acl: string | undefined): void {
  if (ownership === "BucketOwnerEnforced" && acl !== undefined && acl !== "bucket-owner-full-control") {
    throw new AwsError("AccessControlListNotSupported", "The bucket does not allow ACLs");
  }
}

function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  const bytes = Object.entries(metadata).reduce((sum, pair) => sum + Buffer.byteLength(pair.join("")), 0);
  if (bytes > 2048) {
    throw new AwsError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
  }
}

function checkMd5(body: Uint8Array, expected: string | undefined): void {
  if (expected === undefined) return;
  if (Buffer.from(expected, "base64").length !== 16) {
    throw new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid");
  }
  if (createHash("md5").update(body).digest("base64") !== expected) {
    throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received");
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function checkCondition({ IfMatch, IfNoneMatch }: PutObjectCommandInput, etag: string | undefined): void {
  const stale = IfMatch !== undefined && etag !== undefined && IfMatch.replaceAll('"', "") !== etag;
  if (IfMatch !== undefined && etag === undefined) {
    throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);
  }
  if (stale || (IfNoneMatch === "*" && etag !== undefined)) {
    throw new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
  }
}
