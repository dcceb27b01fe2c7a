import type {
  DeleteMarkerEntry,
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
  ObjectVersion as VersionEntry,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { canonicalId, openBucket, wholeSeconds } from "./access.ts";
import { checkMaxKeys, encoder, listPage } from "./listing.ts";
import { sortedKeysOfVersions, versionsOf } from "./objects.ts";

/**
 * Lists whole keys: a page may hold more than `MaxKeys` entries where its last key has several versions.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export function listObjectVersions(
  input: ListObjectVersionsCommandInput,
  call: Call,
): Omit<ListObjectVersionsCommandOutput, "$metadata"> {
  const bucket = openBucket(call, input, "s3:ListBucketVersions");
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker: after = "" } = input;
  const encode = encoder(input.EncodingType);
  const maxKeys = checkMaxKeys(input.MaxKeys);
  const page = listPage(sortedKeysOfVersions(call.account, bucket), { prefix, delimiter, after, maxKeys });
  const owner = { ID: canonicalId(call) };
  const versions: VersionEntry[] = [];
  const markers: DeleteMarkerEntry[] = [];
  for (const key of page.keys) {
    for (const [index, version] of versionsOf(call.account, bucket, key).toReversed().entries()) {
      const entry = {
        Key: encode(key),
        VersionId: version.versionId,
        IsLatest: index === 0,
        LastModified: wholeSeconds(version.lastModified),
        Owner: owner,
      };
      if (version.deleteMarker) markers.push(entry);
      else versions.push({ ...entry, ETag: `"${version.etag}"`, Size: version.body.length, StorageClass: "STANDARD" });
    }
  }
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    KeyMarker: encode(after),
    VersionIdMarker: input.VersionIdMarker ?? "",
    ...(delimiter === "" ? {} : { Delimiter: encode(delimiter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
    MaxKeys: maxKeys,
    IsTruncated: page.next !== undefined,
    ...(page.next === undefined ? {} : { NextKeyMarker: encode(page.next) }),
    ...(versions.length === 0 ? {} : { Versions: versions }),
    ...(markers.length === 0 ? {} : { DeleteMarkers: markers }),
    ...(page.commonPrefixes.length === 0
      ? {}
      : { CommonPrefixes: page.commonPrefixes.map((each) => ({ Prefix: encode(each) })) }),
  };
}
