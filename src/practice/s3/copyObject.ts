import type { CopyObjectCommandInput, CopyObjectCommandOutput } from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { openBucket, ownBucket, wholeSeconds } from "./access.ts";
import { encryptionOf, versionIdOf } from "./getObject.ts";
import { noSuchKey, putObject, versionsOf } from "./objects.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export function copyObject(input: CopyObjectCommandInput, call: Call): Omit<CopyObjectCommandOutput, "$metadata"> {
  const { Key: key = "", CopySource: source = "", MetadataDirective: directive = "COPY" } = input;
  const target = openBucket(call, input, "s3:PutObject", key);
  const [, sourceName, sourceKey = "", versionId] = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/.exec(source) ?? [];
  if (sourceName === undefined) {
    throw new AwsError("InvalidArgument", "Invalid copy source object key");
  }
  const from = decodeURIComponent(sourceKey);
  const origin = ownBucket(call, { Bucket: decodeURIComponent(sourceName) }, "s3:GetObject", from);
  const versions = versionsOf(call.account, origin, from);
  const version = versionId === undefined ? versions.at(-1) : versions.find((each) => each.versionId === versionId);
  if (version === undefined || version.deleteMarker) throw noSuchKey();
  if (origin === target && from === key && directive === "COPY" && versionId === undefined) {
    throw new AwsError(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const replaced = directive === "REPLACE";
  const contentType = replaced ? input.ContentType : version.contentType;
  const contentEncoding = replaced ? input.ContentEncoding : version.contentEncoding;
  const copy = putObject(call.account, target.name, key, version.body, {
    metadata: replaced ? (input.Metadata ?? {}) : version.metadata,
    ...(contentType === undefined ? {} : { contentType }),
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
  });
  return {
    CopyObjectResult: { ETag: `"${copy.etag}"`, LastModified: wholeSeconds(copy.lastModified) },
    ...(origin.versioning === undefined ? {} : { CopySourceVersionId: version.versionId }),
    ...encryptionOf(target),
    ...versionIdOf(target, copy),
  };
}
