import {
  type GetObjectCommandInput,
  type GetObjectCommandOutput,
  type HeadObjectCommandInput,
  type HeadObjectCommandOutput,
  NoSuchKey,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { openBucket, wholeSeconds } from "./access.ts";
import { noSuchKey, versionsOf } from "./objects.ts";
import type { Bucket, ObjectVersion } from "./state.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function getObject(
  input: GetObjectCommandInput,
  call: Call,
): Omit<GetObjectCommandOutput, "$metadata" | "Body"> & { Body: Uint8Array } {
  const action = input.VersionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  const bucket = openBucket(call, input, action, input.Key);
  const version = chosenVersion(input, call, bucket);
  const { body } = version;
  const range = rangeOf(input.Range, body.length);
  const whole = describe(bucket, version);
  if (range === undefined) return { ...whole, Body: body };
  const part = body.subarray(range.first, range.last + 1);
  return {
    ...whole,
    ContentLength: part.length,
    ContentRange: `bytes ${range.first}-${range.last}/${body.length}`,
    Body: part,
  };
}

/** Its errors have no body. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export function headObject(input: HeadObjectCommandInput, call: Call): Omit<HeadObjectCommandOutput, "$metadata"> {
  const bucket = openBucket(call, input, "s3:GetObject", input.Key);
  try {
    return describe(bucket, chosenVersion(input, call, bucket));
  } catch (error) {
    if (error instanceof NoSuchKey) throw new AwsError("NotFound", "Not Found", 404);
    throw error;
  }
}

/** How the objects of a bucket are encrypted. */
export function encryptionOf({ encryption }: Bucket): {
  ServerSideEncryption: Bucket["encryption"]["algorithm"];
  SSEKMSKeyId?: string;
} {
  const { algorithm, kmsKeyId } = encryption;
  return { ServerSideEncryption: algorithm, ...(kmsKeyId === undefined ? {} : { SSEKMSKeyId: kmsKeyId }) };
}

/** Version ids are told by buckets that have known versioning only. */
export function versionIdOf({ versioning }: Bucket, { versionId }: ObjectVersion): { VersionId?: string } {
  return versioning === undefined ? {} : { VersionId: versionId };
}

function describe(bucket: Bucket, version: ObjectVersion) {
  return {
    AcceptRanges: "bytes",
    LastModified: wholeSeconds(version.lastModified),
    ContentLength: version.body.length,
    ETag: `"${version.etag}"`,
    ContentType: version.contentType,
    ...(version.contentEncoding === undefined ? {} : { ContentEncoding: version.contentEncoding }),
    Metadata: { ...version.metadata },
    ...encryptionOf(bucket),
    ...versionIdOf(bucket, version),
  };
}

type VersionInput = Pick<
  GetObjectCommandInput,
  "Key" | "VersionId" | "IfMatch" | "IfNoneMatch" | "IfModifiedSince" | "IfUnmodifiedSince"
>;

function chosenVersion(input: VersionInput, call: Call, bucket: Bucket): ObjectVersion {
  const versions = versionsOf(call.account, bucket, input.Key ?? "");
  const version =
    input.VersionId === undefined ? versions.at(-1) : versions.find(({ versionId }) => versionId === input.VersionId);
  if (version === undefined) {
    if (input.VersionId === undefined) throw noSuchKey();
    throw new AwsError("NoSuchVersion", "The specified version does not exist.", 404);
  }
  if (version.deleteMarker) {
    if (input.VersionId === undefined) throw noSuchKey();
    const message = "The specified method is not allowed against this resource.";
    throw new AwsError("MethodNotAllowed", message, 405, { "x-amz-delete-marker": "true" });
  }
  checkConditions(input, version);
  return version;
}

/** HTTP's own rules: an ETag decides over a date. https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 */
function checkConditions(input: VersionInput, { etag, lastModified }: ObjectVersion): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = input;
  const seconds = Math.floor(lastModified / 1000) * 1000;
  const failed =
    IfMatch !== undefined ? !lists(IfMatch, etag) : IfUnmodifiedSince && seconds > IfUnmodifiedSince.getTime();
  if (failed) {
    throw new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
  }
  const unchanged =
    IfNoneMatch !== undefined ? lists(IfNoneMatch, etag) : IfModifiedSince && seconds <= IfModifiedSince.getTime();
  if (unchanged) throw new AwsError("NotModified", "Not Modified", 304, { etag: `"${etag}"` });
}

function lists(etags: string, etag: string): boolean {
  return etags.split(",").some((one) => one.trim() === "*" || one.trim().replaceAll('"', "") === etag);
}

/**
 * The bytes of a `Range` header, both ends included; `undefined` for the whole object, also where the header asks for
 * several ranges or says nothing that S3 knows.
 * @throws AwsError with InvalidRange.
 */
function rangeOf(header: string | undefined, size: number): { first: number; last: number } | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(from) > Number(to)) return undefined;
  if (first > last) {
    throw new AwsError("InvalidRange", "The requested range is not satisfiable", 416, {
      "content-range": `bytes */${size}`,
    });
  }
  return { first, last };
}
