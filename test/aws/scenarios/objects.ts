import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import type { Scenario, Seen } from "./scenario.ts";

const Bucket = "trail-objects";

/** Objects written, read in whole and in part, listed, copied, versioned and deleted. */
export const objects: Scenario = {
  name: "objects",
  async play({ clients: { s3 } }, { does, gives, refuses }) {
    await does("CreateBucket: for objects", s3.send(new CreateBucketCommand({ Bucket })));
    await refuses(
      "PutObject: into a bucket that is not there",
      s3.send(new PutObjectCommand({ Bucket: "nobody-has-it", Key: "k", Body: "x" })),
      "404 NoSuchBucket",
    );
    const put = await gives(
      "PutObject: text with metadata",
      s3.send(
        new PutObjectCommand({
          Bucket,
          Key: "logs/a b+c.txt",
          Body: "0123456789",
          ContentType: "text/plain",
          Metadata: { signature: "abc" },
        }),
      ),
      ({ ETag, VersionId }) => ({ ETag, VersionId }),
      { ETag: '"781e5e245d69b566979b86e28d23f2c7"' },
    );
    await gives(
      "GetObject: as it was put",
      s3.send(new GetObjectCommand({ Bucket, Key: "logs/a b+c.txt" })).then(async (output) => ({
        ...output,
        text: await output.Body?.transformToString(),
      })),
      ({ text, ContentLength, ContentType, ETag, Metadata, AcceptRanges }): Seen => ({
        text,
        ContentLength,
        ContentType,
        isSame: ETag === put?.ETag,
        Metadata,
        AcceptRanges,
      }),
      {
        text: "0123456789",
        ContentLength: 10,
        ContentType: "text/plain",
        isSame: true,
        Metadata: { signature: "abc" },
        AcceptRanges: "bytes",
      },
    );
    for (const [Range, text, ContentRange] of [
      ["bytes=2-4", "234", "bytes 2-4/10"],
      ["bytes=-3", "789", "bytes 7-9/10"],
      ["bytes=8-100", "89", "bytes 8-9/10"],
    ] as const) {
      await gives(
        `GetObject: the range ${Range}`,
        s3.send(new GetObjectCommand({ Bucket, Key: "logs/a b+c.txt", Range })).then(async (output) => ({
          ...output,
          text: await output.Body?.transformToString(),
        })),
        (output) => ({ status: output.$metadata.httpStatusCode, text: output.text, range: output.ContentRange }),
        { status: 206, text, range: ContentRange },
      );
    }
    await refuses(
      "GetObject: a range past the end",
      s3.send(new GetObjectCommand({ Bucket, Key: "logs/a b+c.txt", Range: "bytes=10-" })),
      "416 InvalidRange",
    );
    await refuses(
      "GetObject: a key that is not there",
      s3.send(new GetObjectCommand({ Bucket, Key: "none" })),
      "404 NoSuchKey",
    );
    await refuses(
      "HeadObject: a key that is not there",
      s3.send(new HeadObjectCommand({ Bucket, Key: "none" })),
      "404 NotFound",
    );
    await refuses(
      "GetObject: in a bucket that is not there",
      s3.send(new GetObjectCommand({ Bucket: "nobody-has-it", Key: "k" })),
      "404 NoSuchBucket",
    );
    await refuses(
      "GetObject: if it is another than this",
      s3.send(new GetObjectCommand({ Bucket, Key: "logs/a b+c.txt", IfNoneMatch: put?.ETag })),
      "304",
    );
    await refuses(
      "GetObject: if it is not another",
      s3.send(new GetObjectCommand({ Bucket, Key: "logs/a b+c.txt", IfMatch: '"0"' })),
      "412 PreconditionFailed",
    );
    await refuses(
      "PutObject: if there is none yet",
      s3.send(new PutObjectCommand({ Bucket, Key: "logs/a b+c.txt", Body: "x", IfNoneMatch: "*" })),
      "412 PreconditionFailed",
    );
    for (const Key of ["logs/2026/1.gz", "logs/2026/2.gz", "logs/2027/1.gz", "readme", "Übersicht"]) {
      await does(`PutObject: ${Key}`, s3.send(new PutObjectCommand({ Bucket, Key, Body: Key })));
    }
    const list = (input: Partial<ListObjectsV2CommandInput>) => s3.send(new ListObjectsV2Command({ Bucket, ...input }));
    const keys = ({ Contents, CommonPrefixes, KeyCount, IsTruncated }: ListObjectsV2CommandOutput): Seen => ({
      keys: Contents?.map(({ Key }) => Key),
      prefixes: CommonPrefixes?.map(({ Prefix }) => Prefix),
      KeyCount,
      IsTruncated,
    });
    await gives("ListObjectsV2: everything, in the order of UTF-8", list({}), keys, {
      keys: ["logs/2026/1.gz", "logs/2026/2.gz", "logs/2027/1.gz", "logs/a b+c.txt", "readme", "Übersicht"],
      KeyCount: 6,
      IsTruncated: false,
    });
    await gives("ListObjectsV2: by folders", list({ Prefix: "logs/", Delimiter: "/" }), keys, {
      keys: ["logs/a b+c.txt"],
      prefixes: ["logs/2026/", "logs/2027/"],
      KeyCount: 3,
      IsTruncated: false,
    });
    await gives("ListObjectsV2: after a key", list({ StartAfter: "logs/2027/1.gz", MaxKeys: 1 }), keys, {
      keys: ["logs/a b+c.txt"],
      KeyCount: 1,
      IsTruncated: true,
    });
    const first = await gives("ListObjectsV2: a first page by folders", list({ Delimiter: "/", MaxKeys: 1 }), keys, {
      prefixes: ["logs/"],
      KeyCount: 1,
      IsTruncated: true,
    });
    const ContinuationToken = first?.NextContinuationToken;
    await gives("ListObjectsV2: the page after", list({ Delimiter: "/", MaxKeys: 1, ContinuationToken }), keys, {
      keys: ["readme"],
      KeyCount: 1,
      IsTruncated: true,
    });
    await gives("ListObjectsV2: no keys at all", list({ MaxKeys: 0 }), keys, { KeyCount: 0, IsTruncated: false });
    await refuses("ListObjectsV2: a token that is none", list({ ContinuationToken: "x" }), "400 InvalidArgument");
    await gives(
      "ListObjectsV2: names in URL encoding",
      list({ EncodingType: "url", Prefix: "logs/a" }),
      ({ Contents }) => Contents?.map(({ Key }) => Key),
      ["logs/a+b%2Bc.txt"],
    );
    await gives(
      "ListObjects: after a marker, as validate-logs does",
      s3.send(new ListObjectsCommand({ Bucket, Marker: "logs/2026/1.gz", MaxKeys: 2 })),
      ({ Contents, IsTruncated, NextMarker, Marker }) => ({
        keys: Contents?.map(({ Key }) => Key),
        IsTruncated,
        NextMarker,
        Marker,
      }),
      { keys: ["logs/2026/2.gz", "logs/2027/1.gz"], IsTruncated: true, Marker: "logs/2026/1.gz" },
    );

    await gives(
      "CopyObject: into another folder",
      s3.send(new CopyObjectCommand({ Bucket, Key: "copies/r", CopySource: `${Bucket}/readme` })),
      ({ CopyObjectResult }) => typeof CopyObjectResult?.ETag,
      "string",
    );
    await refuses(
      "CopyObject: onto itself, with nothing changed",
      s3.send(new CopyObjectCommand({ Bucket, Key: "readme", CopySource: `${Bucket}/readme` })),
      "400 InvalidRequest",
    );
    await refuses(
      "CopyObject: from a key that is not there",
      s3.send(new CopyObjectCommand({ Bucket, Key: "r", CopySource: `${Bucket}/none` })),
      "404 NoSuchKey",
    );
    await does("DeleteObject: a key that is not there", s3.send(new DeleteObjectCommand({ Bucket, Key: "none" })));

    await does(
      "PutBucketVersioning: on",
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } })),
    );
    await gives(
      "PutObject: over another, with versioning",
      s3.send(new PutObjectCommand({ Bucket, Key: "readme", Body: "second" })),
      ({ VersionId }) => VersionId !== undefined,
      true,
    );
    const marked = await gives(
      "DeleteObject: with versioning, leaves a marker",
      s3.send(new DeleteObjectCommand({ Bucket, Key: "readme" })),
      ({ DeleteMarker, VersionId }) => ({ DeleteMarker, hasVersion: VersionId !== undefined }),
      { DeleteMarker: true, hasVersion: true },
    );
    await refuses(
      "GetObject: what a marker hides",
      s3.send(new GetObjectCommand({ Bucket, Key: "readme" })),
      "404 NoSuchKey",
    );
    await gives(
      "ListObjectVersions: two versions and the marker",
      s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: "readme" })),
      ({ Versions, DeleteMarkers }) => ({
        versions: Versions?.map(({ IsLatest, Size }) => ({ IsLatest, Size })),
        first: Versions?.at(-1)?.VersionId,
        markers: DeleteMarkers?.map(({ IsLatest }) => IsLatest),
      }),
      {
        versions: [
          { IsLatest: false, Size: 6 },
          { IsLatest: false, Size: 6 },
        ],
        first: "null",
        markers: [true],
      },
    );
    await gives(
      "DeleteObject: the marker, which brings the object back",
      s3
        .send(new DeleteObjectCommand({ Bucket, Key: "readme", VersionId: marked?.VersionId }))
        .then(() => s3.send(new HeadObjectCommand({ Bucket, Key: "readme" }))),
      ({ ContentLength }) => ContentLength,
      6,
    );
    await gives(
      "DeleteObjects: many at once, one of them not there",
      s3.send(
        new DeleteObjectsCommand({
          Bucket,
          Delete: { Objects: ["logs/2026/1.gz", "none"].map((Key) => ({ Key })) },
        }),
      ),
      ({ Deleted, Errors }) => ({ keys: Deleted?.map(({ Key }) => Key ?? null).sort(), errors: Errors?.length ?? 0 }),
      { keys: ["logs/2026/1.gz", "none"], errors: 0 },
    );
    await refuses(
      "DeleteObjects: none",
      s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [] } })),
      "400 MalformedXML",
    );
    await refuses(
      "PutObject: a body that is not what its MD5 says",
      s3.send(new PutObjectCommand({ Bucket, Key: "x", Body: "x", ContentMD5: "ZFRDqgNKmGvWrJxzvpDVFA==" })),
      "400 BadDigest",
    );
    await refuses(
      "PutObject: an MD5 that is none",
      s3.send(new PutObjectCommand({ Bucket, Key: "x", Body: "x", ContentMD5: "abc" })),
      "400 InvalidDigest",
    );
    await refuses(
      "PutObject: a key of more than 1,024 bytes",
      s3.send(new PutObjectCommand({ Bucket, Key: "k".repeat(1025), Body: "x" })),
      "400 KeyTooLongError",
    );
  },
};
