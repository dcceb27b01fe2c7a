import type {
  _Object,
  CommonPrefix,
  ListObjectsCommandInput,
  ListObjectsCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { canonicalId, openBucket, wholeSeconds } from "./access.ts";
import { checkMaxKeys, encoder, type Listing, listPage } from "./listing.ts";
import { sortedKeys, summaryOf } from "./objects.ts";
import type { Bucket } from "./state.ts";
import { tokenFor, tokenKey } from "./token.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(
  input: ListObjectsV2CommandInput,
  call: Call,
): Omit<ListObjectsV2CommandOutput, "$metadata"> {
  const bucket = openBucket(call, input, "s3:ListBucket");
  const { Prefix: prefix = "", Delimiter: delimiter = "", StartAfter: startAfter, ContinuationToken: token } = input;
  const encode = encoder(input.EncodingType);
  const maxKeys = checkMaxKeys(input.MaxKeys);
  const after = token === undefined ? (startAfter ?? "") : tokenKey(token);
  const page = listPage(sortedKeys(call.account, bucket), { prefix, delimiter, after, maxKeys });
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter === "" ? {} : { Delimiter: encode(delimiter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
    ...(token === undefined ? {} : { ContinuationToken: token }),
    ...(startAfter === undefined ? {} : { StartAfter: encode(startAfter) }),
    MaxKeys: maxKeys,
    KeyCount: page.keys.length + page.commonPrefixes.length,
    IsTruncated: page.next !== undefined,
    ...(page.next === undefined ? {} : { NextContinuationToken: tokenFor(page.next) }),
    ...contents(call, bucket, page, encode, input.FetchOwner ?? false),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export function listObjects(input: ListObjectsCommandInput, call: Call): Omit<ListObjectsCommandOutput, "$metadata"> {
  const bucket = openBucket(call, input, "s3:ListBucket");
  const { Prefix: prefix = "", Delimiter: delimiter = "", Marker: marker = "" } = input;
  const encode = encoder(input.EncodingType);
  const maxKeys = checkMaxKeys(input.MaxKeys);
  const page = listPage(sortedKeys(call.account, bucket), { prefix, delimiter, after: marker, maxKeys });
  // Without a delimiter the last key is the next marker, and S3 leaves it to the caller to see that.
  const nextMarker = delimiter === "" ? undefined : page.next;
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    Marker: encode(marker),
    ...(delimiter === "" ? {} : { Delimiter: encode(delimiter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
    MaxKeys: maxKeys,
    IsTruncated: page.next !== undefined,
    ...(nextMarker === undefined ? {} : { NextMarker: encode(nextMarker) }),
    ...contents(call, bucket, page, encode, true),
  };
}

function contents(
  call: Call,
  bucket: Bucket,
  { keys, commonPrefixes }: Listing,
  encode: (name: string) => string,
  withOwner: boolean,
): { Contents?: _Object[]; CommonPrefixes?: CommonPrefix[] } {
  const owner = withOwner ? { Owner: { ID: canonicalId(call) } } : {};
  const objects = keys.flatMap((key): _Object[] => {
    const summary = summaryOf(call.account, bucket, key);
    if (summary === undefined) return [];
    const { lastModified, etag, size } = summary;
    return [
      {
        Key: encode(key),
        LastModified: wholeSeconds(lastModified),
        ETag: `"${etag}"`,
        Size: size,
        StorageClass: "STANDARD",
        ...owner,
      },
    ];
  });
  return {
    ...(objects.length === 0 ? {} : { Contents: objects }),
    ...(commonPrefixes.length === 0
      ? {}
      : { CommonPrefixes: commonPrefixes.map((each) => ({ Prefix: encode(each) })) }),
  };
}
