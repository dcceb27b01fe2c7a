import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientsOf, startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
let s3: S3Client;
let s3InIreland: S3Client;
beforeAll(async () => {
  practice = await startPractice();
  s3 = practice.clients.s3;
  s3InIreland = clientsOf(practice, "eu-west-1").s3;
});
afterAll(async () => {
  s3InIreland.destroy();
  await practice.stop();
});

let count = 0;
async function newBucket(client = s3): Promise<string> {
  const Bucket = `bucket-${++count}`;
  await client.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

describe("buckets", () => {
  test("are made, found, listed and deleted", async () => {
    const Bucket = await newBucket();
    expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: "us-east-1" });
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.find(({ Name }) => Name === Bucket)?.CreationDate).toBeInstanceOf(Date);
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeFalsy();
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "NotFound" });
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "NoSuchBucket" });
  });

  test("a list comes in pages", async () => {
    for (let i = 0; i < 3; i++) await s3.send(new CreateBucketCommand({ Bucket: `paged-${i}` }));
    const first = await s3.send(new ListBucketsCommand({ Prefix: "paged-", MaxBuckets: 2 }));
    const { ContinuationToken } = first;
    const second = await s3.send(new ListBucketsCommand({ Prefix: "paged-", MaxBuckets: 2, ContinuationToken }));
    const names = [first, second].flatMap(({ Buckets = [] }) => Buckets.map(({ Name }) => Name));
    expect(names).toEqual(["paged-0", "paged-1", "paged-2"]);
    expect(second.ContinuationToken).toBeUndefined();
  });

  test.each(["UPPER", "ab", "a..b", "192.168.0.1", "-a-b", "a_b", "xn--abc", "abc-s3alias", "a".repeat(64)])(
    "cannot be named %s",
    async (Bucket) => {
      await expect(s3.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "InvalidBucketName" });
    },
  );

  test("cannot have a name that somebody has", async () => {
    await expect(s3.send(new CreateBucketCommand({ Bucket: "cloudtrail-logs" }))).rejects.toMatchObject({
      name: "BucketAlreadyExists",
      $metadata: { httpStatusCode: 409 },
    });
    await expect(s3.send(new ListObjectsV2Command({ Bucket: "cloudtrail-logs" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  test("S8: creating again is told apart from somebody else's bucket, and allowed in us-east-1", async () => {
    const Bucket = await newBucket();
    await s3.send(new CreateBucketCommand({ Bucket }));
    const inIreland = await newBucket(s3InIreland);
    await expect(s3InIreland.send(new CreateBucketCommand({ Bucket: inIreland }))).rejects.toMatchObject({
      name: "BucketAlreadyOwnedByYou",
      $metadata: { httpStatusCode: 409 },
    });
  });

  test("have the Region that was asked for", async () => {
    const create = (client: S3Client, LocationConstraint: string) =>
      client.send(
        new CreateBucketCommand({
          Bucket: `located-${++count}`,
          CreateBucketConfiguration: { LocationConstraint: LocationConstraint as "eu-west-1" },
        }),
      );
    await create(s3, "eu-central-1");
    const Bucket = `located-${count}`;
    expect(await s3.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({
      LocationConstraint: "eu-central-1",
    });
    await expect(create(s3, "us-east-1")).rejects.toMatchObject({ name: "InvalidLocationConstraint" });
    await expect(create(s3, "mars-north-1")).rejects.toMatchObject({ name: "InvalidLocationConstraint" });
    await expect(create(s3InIreland, "eu-central-1")).rejects.toMatchObject({
      name: "IllegalLocationConstraintException",
    });
  });

  test("a request to another Region is sent on", async () => {
    const Bucket = await newBucket(s3InIreland);
    await expect(s3.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
      name: "PermanentRedirect",
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
    });
    expect(await s3.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({ LocationConstraint: "eu-west-1" });
  });

  test("of another owner than expected are not touched", async () => {
    const input = { Bucket: await newBucket(), ExpectedBucketOwner: "999999999999" };
    await expect(s3.send(new DeleteBucketCommand(input))).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("with objects are not deleted", async () => {
    const Bucket = await newBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "1" }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: "BucketNotEmpty",
      $metadata: { httpStatusCode: 409 },
    });
  });
});

describe("configuration", () => {
  test("of a new bucket is S3's", async () => {
    const Bucket = await newBucket();
    expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(await s3.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
      },
    });
    expect(await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).toMatchObject({
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    });
    const { Owner, Grants } = await s3.send(new GetBucketAclCommand({ Bucket }));
    expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
    expect(Grants).toEqual([{ Grantee: { ID: Owner?.ID, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }]);
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    expect((await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toBeUndefined();
    const missing: readonly (readonly [string, Promise<unknown>])[] = [
      ["NoSuchBucketPolicy", s3.send(new GetBucketPolicyCommand({ Bucket }))],
      ["NoSuchTagSet", s3.send(new GetBucketTaggingCommand({ Bucket }))],
      ["NoSuchLifecycleConfiguration", s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))],
      ["ObjectLockConfigurationNotFoundError", s3.send(new GetObjectLockConfigurationCommand({ Bucket }))],
    ];
    for (const [name, answer] of missing) {
      await expect(answer).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 404 } });
    }
  });

  test("what is put is given back", async () => {
    const Bucket = await newBucket();
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "s3:GetBucketAcl",
          Resource: `arn:aws:s3:::${Bucket}`,
        },
      ],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
    expect(await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).toMatchObject({
      PolicyStatus: { IsPublic: false },
    });
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({ name: "NoSuchBucketPolicy" });

    await s3.send(
      new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
    );
    expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: false },
    });
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await expect(s3.send(new GetPublicAccessBlockCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchPublicAccessBlockConfiguration",
    });

    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: "Enabled" });

    const TagSet = [{ Key: "made-by", Value: "RDS CloudTrail & friends" }];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);

    const KMSMasterKeyID = "arn:aws:kms:us-east-1:111122223333:key/1234";
    const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const, KMSMasterKeyID } };
    const rules = { ServerSideEncryptionConfiguration: { Rules: [{ ...rule, BucketKeyEnabled: true }] } };
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ...rules }));
    expect(await s3.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject(rules);
  });
});

describe("objects", () => {
  test("are written with what belongs to them, read whole and in part, and deleted", async () => {
    const Bucket = await newBucket();
    const Key = "AWSLogs/a b+c/ü&<>.json.gz";
    const Body = Buffer.from("0123456789");
    const meta = { Metadata: { signature: "abc" }, ContentType: "application/json", ContentEncoding: "gzip" };
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body, ...meta }));
    expect(ETag).toBe('"781e5e245d69b566979b86e28d23f2c7"');
    const whole = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(whole).toMatchObject({ ...meta, ETag, ContentLength: 10, ServerSideEncryption: "AES256" });
    expect(await whole.Body?.transformToString()).toBe("0123456789");
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ...meta, ETag, ContentLength: 10 });

    const read = async (Range: string) => {
      const part = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
      return [part.$metadata.httpStatusCode, part.ContentRange, await part.Body?.transformToString()];
    };
    expect(await read("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await read("bytes=8-99")).toEqual([206, "bytes 8-9/10", "89"]);
    expect(await read("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await read("bytes=5-2")).toEqual([200, undefined, "0123456789"]);
    await expect(read("bytes=10-")).rejects.toMatchObject({ name: "InvalidRange" });

    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NotFound" });
  });

  test("conditions on an object's state are kept", async () => {
    const Bucket = await newBucket();
    const put = (more: object = {}) => s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "1", ...more }));
    const { ETag } = await put({ IfNoneMatch: "*" });
    await expect(put({ IfNoneMatch: "*" })).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(put({ IfMatch: '"other"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
    const get = (more: object) => s3.send(new GetObjectCommand({ Bucket, Key: "a", ...more }));
    await expect(get({ IfMatch: '"other"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(get({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(put({ ContentMD5: Buffer.alloc(16).toString("base64") })).rejects.toMatchObject({ name: "BadDigest" });
    await expect(put({ ACL: "public-read" })).rejects.toMatchObject({ name: "AccessControlListNotSupported" });
    await put({ ACL: "bucket-owner-full-control" });
  });

  test("are copied", async () => {
    const Bucket = await newBucket();
    const Body = "text";
    await s3.send(
      new PutObjectCommand({ Bucket, Key: "a b", Body, Metadata: { kept: "1" }, ContentType: "text/plain" }),
    );
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/a%20b` }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }))).toMatchObject({
      ContentLength: 4,
      Metadata: { kept: "1" },
      ContentType: "text/plain",
    });
    const toItself = new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/copy` });
    await expect(s3.send(toItself)).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  test("are listed in pages, folders rolled up, names encoded where that is asked for", async () => {
    const Bucket = await newBucket();
    const keys = ["a.json", "logs/1", "logs/2", "logs/3 + ü", "z"];
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket })) {
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(seen).toEqual(keys);
    const folders = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }));
    expect(folders).toMatchObject({ KeyCount: 3, IsTruncated: false, CommonPrefixes: [{ Prefix: "logs/" }] });
    const encoded = await s3.send(
      new ListObjectsCommand({ Bucket, Prefix: "logs/", Marker: "logs/1", EncodingType: "url" }),
    );
    expect(encoded.Contents?.map(({ Key }) => Key)).toEqual(["logs/2", "logs/3+%2B+%C3%BC"]);
    expect(encoded.Contents?.[0]).toMatchObject({ Size: 6, StorageClass: "STANDARD" });
    const wrongToken = new ListObjectsV2Command({ Bucket, ContinuationToken: "nonsense" });
    await expect(s3.send(wrongToken)).rejects.toMatchObject({ name: "InvalidArgument" });
  });

  test("many are deleted at once, versions too", async () => {
    const Bucket = await newBucket();
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    for (const Key of ["a", "a", "b"]) await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1" }));
    const first = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a" }, { Key: "c" }] } }),
    );
    expect(first.Deleted?.map(({ Key, DeleteMarker }) => [Key, DeleteMarker])).toEqual([
      ["a", true],
      ["c", true],
    ]);
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect([Versions.length, DeleteMarkers.length]).toEqual([3, 2]);
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
  });
});
