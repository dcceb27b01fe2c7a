import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import type { Scenario } from "./scenario.ts";

const Bucket = "audit-trail";

const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AWSCloudTrailAclCheck20150319",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: `arn:aws:s3:::${Bucket}`,
    },
  ],
});

/** A bucket's life, and the settings that a set-up of an audit trail reads and writes. */
export const buckets: Scenario = {
  name: "buckets",
  async play({ clients: { s3 } }, { does, gives, refuses }) {
    await gives(
      "CreateBucket: in us-east-1",
      s3.send(new CreateBucketCommand({ Bucket })),
      ({ Location }) => Location,
      `/${Bucket}`,
    );
    await gives(
      "CreateBucket: again by its owner, in us-east-1",
      s3.send(new CreateBucketCommand({ Bucket })),
      ({ Location }) => Location,
      `/${Bucket}`,
    );
    await gives(
      "HeadBucket: one that is there",
      s3.send(new HeadBucketCommand({ Bucket })),
      ({ BucketRegion }) => BucketRegion,
      "us-east-1",
    );
    await refuses(
      "HeadBucket: one that is not",
      s3.send(new HeadBucketCommand({ Bucket: "nobody-has-it" })),
      "404 NotFound",
    );
    await gives(
      "GetBucketLocation: in us-east-1",
      s3.send(new GetBucketLocationCommand({ Bucket })),
      ({ LocationConstraint }) => LocationConstraint || "none",
      "none",
    );
    await refuses(
      "GetBucketLocation: of a bucket that is not there",
      s3.send(new GetBucketLocationCommand({ Bucket: "nobody-has-it" })),
      "404 NoSuchBucket",
    );
    await gives(
      "ListBuckets: one bucket",
      s3.send(new ListBucketsCommand({})),
      ({ Buckets }) => Buckets?.map(({ Name }) => Name),
      [Bucket],
    );

    await refuses(
      "GetBucketPolicy: before one is set",
      s3.send(new GetBucketPolicyCommand({ Bucket })),
      "404 NoSuchBucketPolicy",
    );
    await refuses(
      "GetBucketPolicyStatus: before a policy is set",
      s3.send(new GetBucketPolicyStatusCommand({ Bucket })),
      "404 NoSuchBucketPolicy",
    );
    for (const [what, text] of [
      ["that is no JSON", "{"],
      ["without statements", JSON.stringify({ Version: "2012-10-17" })],
      ["of another bucket", policy.replaceAll(Bucket, "another-bucket")],
      ["about another service", policy.replace("s3:GetBucketAcl", "sns:Publish")],
      ["without a principal", policy.replace(/"Principal":\{.*?\},/, "")],
    ] as const) {
      await refuses(
        `PutBucketPolicy: one ${what}`,
        s3.send(new PutBucketPolicyCommand({ Bucket, Policy: text })),
        "400 MalformedPolicy",
      );
    }
    await does(
      "PutBucketPolicy: one that lets CloudTrail in",
      s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy })),
    );
    await gives(
      "GetBucketPolicy: as it was put",
      s3.send(new GetBucketPolicyCommand({ Bucket })),
      ({ Policy }) => JSON.parse(Policy ?? ""),
      JSON.parse(policy),
    );
    await gives(
      "GetBucketPolicyStatus: a service is not the public",
      s3.send(new GetBucketPolicyStatusCommand({ Bucket })),
      ({ PolicyStatus }) => PolicyStatus?.IsPublic,
      false,
    );
    await does("DeleteBucketPolicy: the one that is there", s3.send(new DeleteBucketPolicyCommand({ Bucket })));
    await does("DeleteBucketPolicy: none", s3.send(new DeleteBucketPolicyCommand({ Bucket })));

    const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
    await gives(
      "GetPublicAccessBlock: of a new bucket",
      s3.send(new GetPublicAccessBlockCommand({ Bucket })),
      ({ PublicAccessBlockConfiguration }) => ({ ...PublicAccessBlockConfiguration }),
      all,
    );
    await does(
      "DeletePublicAccessBlock: the one that is there",
      s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
    );
    await refuses(
      "GetPublicAccessBlock: after it is deleted",
      s3.send(new GetPublicAccessBlockCommand({ Bucket })),
      "404 NoSuchPublicAccessBlockConfiguration",
    );
    await does(
      "PutPublicAccessBlock: a part of it",
      s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } })),
    );
    await gives(
      "GetPublicAccessBlock: what was left out is off",
      s3.send(new GetPublicAccessBlockCommand({ Bucket })),
      ({ PublicAccessBlockConfiguration }) => ({ ...PublicAccessBlockConfiguration }),
      { ...all, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false },
    );

    await gives(
      "GetBucketVersioning: of a new bucket",
      s3.send(new GetBucketVersioningCommand({ Bucket })),
      ({ Status }) => Status,
      undefined,
    );
    await does(
      "PutBucketVersioning: on",
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } })),
    );
    await gives(
      "GetBucketVersioning: once enabled",
      s3.send(new GetBucketVersioningCommand({ Bucket })),
      ({ Status }) => Status,
      "Enabled",
    );

    const algorithm = new GetBucketEncryptionCommand({ Bucket });
    await gives(
      "GetBucketEncryption: of a new bucket",
      s3.send(algorithm),
      ({ ServerSideEncryptionConfiguration }) =>
        ServerSideEncryptionConfiguration?.Rules?.map(
          ({ ApplyServerSideEncryptionByDefault }) => ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
        ),
      ["AES256"],
    );
    const kms = { SSEAlgorithm: "aws:kms" as const };
    await does(
      "PutBucketEncryption: by KMS",
      s3.send(
        new PutBucketEncryptionCommand({
          Bucket,
          ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: kms }] },
        }),
      ),
    );
    await gives(
      "GetBucketEncryption: as it was put",
      s3.send(algorithm),
      ({ ServerSideEncryptionConfiguration }) =>
        ServerSideEncryptionConfiguration?.Rules?.map(
          ({ ApplyServerSideEncryptionByDefault }) => ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
        ),
      ["aws:kms"],
    );

    await gives(
      "GetBucketOwnershipControls: of a new bucket",
      s3.send(new GetBucketOwnershipControlsCommand({ Bucket })),
      ({ OwnershipControls }) => OwnershipControls?.Rules?.map(({ ObjectOwnership }) => ObjectOwnership),
      ["BucketOwnerEnforced"],
    );
    await gives(
      "GetBucketAcl: of a new bucket",
      s3.send(new GetBucketAclCommand({ Bucket })),
      ({ Grants }) => Grants?.map(({ Permission }) => Permission),
      ["FULL_CONTROL"],
    );

    await refuses(
      "GetBucketTagging: before tags are set",
      s3.send(new GetBucketTaggingCommand({ Bucket })),
      "404 NoSuchTagSet",
    );
    const TagSet = [{ Key: "managed-by", Value: "rds-cloudtrail" }];
    await does("PutBucketTagging: one tag", s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } })));
    await gives(
      "GetBucketTagging: as they were put",
      s3.send(new GetBucketTaggingCommand({ Bucket })),
      (tagging) => tagging.TagSet?.map(({ Key, Value }) => ({ Key, Value })),
      TagSet,
    );
    await refuses(
      "PutBucketTagging: one key twice",
      s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [...TagSet, ...TagSet] } })),
      "400 InvalidTag",
    );
    await does("DeleteBucketTagging: those that are there", s3.send(new DeleteBucketTaggingCommand({ Bucket })));

    await gives(
      "GetBucketLogging: of a new bucket",
      s3.send(new GetBucketLoggingCommand({ Bucket })),
      ({ LoggingEnabled }) => LoggingEnabled?.TargetBucket,
      undefined,
    );
    await refuses(
      "GetBucketCors: of a new bucket",
      s3.send(new GetBucketCorsCommand({ Bucket })),
      "404 NoSuchCORSConfiguration",
    );
    await refuses(
      "GetBucketLifecycleConfiguration: of a new bucket",
      s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
      "404 NoSuchLifecycleConfiguration",
    );
    await refuses(
      "GetBucketReplication: of a new bucket",
      s3.send(new GetBucketReplicationCommand({ Bucket })),
      "404 ReplicationConfigurationNotFoundError",
    );
    await refuses(
      "GetBucketWebsite: of a new bucket",
      s3.send(new GetBucketWebsiteCommand({ Bucket })),
      "404 NoSuchWebsiteConfiguration",
    );
    await refuses(
      "GetObjectLockConfiguration: of a new bucket",
      s3.send(new GetObjectLockConfigurationCommand({ Bucket })),
      "404 ObjectLockConfigurationNotFoundError",
    );

    await does("PutObject: into the bucket", s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "a" })));
    await refuses("DeleteBucket: one with objects", s3.send(new DeleteBucketCommand({ Bucket })), "409 BucketNotEmpty");
    await does("CreateBucket: a second one", s3.send(new CreateBucketCommand({ Bucket: "empty-bucket" })));
    await does("DeleteBucket: an empty one", s3.send(new DeleteBucketCommand({ Bucket: "empty-bucket" })));
    await refuses(
      "DeleteBucket: one that is not there",
      s3.send(new DeleteBucketCommand({ Bucket: "empty-bucket" })),
      "404 NoSuchBucket",
    );
    for (const name of ["Upper-Case", "no_underscores", "ab", "192.168.5.4", "two..dots"]) {
      await refuses(
        `CreateBucket: named ${name}`,
        s3.send(new CreateBucketCommand({ Bucket: name })),
        "400 InvalidBucketName",
      );
    }
  },
};
