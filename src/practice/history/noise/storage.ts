import { type Call, chosen, type Piece, read, resource, write } from "./call.ts";

/** S3 writes buckets' sub-resources as empty parameters, and adds what the transfer was (seen in public records). */
function bucketRead(
  eventName: string,
  subresource: string,
  error?: { readonly code: string; readonly message: string },
): Call {
  return {
    ...read("s3", eventName, (scene) => {
      const bucket = chosen(scene, scene.inventory.buckets);
      return `{"bucketName":"${bucket}","Host":"${bucket}.s3.${scene.region}.amazonaws.com","${subresource}":""}`;
    }),
    additionalEventData: transfer,
    resources: resource("AWS::S3::Bucket", (scene) => `arn:aws:s3:::${chosen(scene, scene.inventory.buckets)}`),
    shortRequestId: true,
    ...(error === undefined ? {} : { error: { code: error.code, message: () => JSON.stringify(error.message) } }),
  };
}

const transfer: Piece = (scene) =>
  `{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":0,"AuthenticationMethod":"AuthHeader","x-amz-id-2":"${scene.random.alphanumerics(76)}","bytesTransferredOut":${100 + scene.random.below(900)}}`;

/** What an audit or a plan asks of each bucket. */
export const bucketReads: readonly Call[] = [
  bucketRead("GetBucketAcl", "acl"),
  bucketRead("GetBucketPolicy", "policy"),
  bucketRead("GetBucketVersioning", "versioning"),
  bucketRead("GetBucketEncryption", "encryption"),
  bucketRead("GetBucketTagging", "tagging"),
  bucketRead("GetBucketLogging", "logging"),
  bucketRead("GetBucketPublicAccessBlock", "publicAccessBlock"),
  bucketRead("GetBucketLifecycle", "lifecycle", {
    code: "NoSuchLifecycleConfiguration",
    message: "The lifecycle configuration does not exist",
  }),
  bucketRead("GetBucketReplication", "replication", {
    code: "ReplicationConfigurationNotFoundError",
    message: "The replication configuration was not found",
  }),
];

/** All buckets of the account. */
export const listBuckets: Call = {
  ...read("s3", "ListBuckets", () => `{"Host":"s3.amazonaws.com"}`),
  additionalEventData: transfer,
  shortRequestId: true,
  host: "s3.amazonaws.com",
};

/** CloudTrail's look at the bucket of its trail, before it writes. */
export const trailBucketAcl: Call = {
  ...read(
    "s3",
    "GetBucketAcl",
    ({ inventory, region }) =>
      `{"bucketName":"${inventory.trailBucket}","Host":"${inventory.trailBucket}.s3.${region}.amazonaws.com","acl":""}`,
  ),
  additionalEventData: transfer,
  resources: resource("AWS::S3::Bucket", ({ inventory }) => `arn:aws:s3:::${inventory.trailBucket}`),
  shortRequestId: true,
  shared: true,
};

/** The application reads a secret. */
export const secretRead = read(
  "secretsmanager",
  "GetSecretValue",
  (scene) => `{"secretId":"${chosen(scene, scene.inventory.secrets)}"}`,
);

/** Its value is decrypted. */
export const decrypt: Call = {
  ...read(
    "kms",
    "Decrypt",
    ({ inventory, random, region }) =>
      `{"encryptionAlgorithm":"SYMMETRIC_DEFAULT","encryptionContext":{"SecretARN":"arn:aws:secretsmanager:${region}:${inventory.accountId}:secret:${random.pick(inventory.secrets)}-${random.alphanumerics(6)}"}}`,
  ),
  resources: resource("AWS::KMS::Key", ({ inventory }) => inventory.applicationKeyArn),
};

/** A key of data that a service asks for. */
export const generateDataKey: Call = {
  ...read(
    "kms",
    "GenerateDataKey",
    ({ inventory }) =>
      `{"keyId":"${inventory.applicationKeyArn}","keySpec":"AES_256","encryptionContext":{"aws:s3:arn":"arn:aws:s3:::${inventory.buckets[1]}"}}`,
  ),
  resources: resource("AWS::KMS::Key", ({ inventory }) => inventory.applicationKeyArn),
};

/** All keys. */
export const listKeys: readonly Call[] = [
  read("kms", "ListAliases"),
  read("kms", "DescribeKey", ({ inventory }) => `{"keyId":"${inventory.databaseKeyArn}"}`),
];

/** A parameter that a deployment writes. */
export const putParameter = write(
  "ssm",
  "PutParameter",
  ({ random }) =>
    `{"name":"/orders/prod/version","type":"String","overwrite":true,"value":"HIDDEN_DUE_TO_SECURITY_REASONS","tier":"Standard","description":"build ${1000 + random.below(900)}"}`,
  ({ random }) => `{"version":${1 + random.below(400)},"tier":"Standard"}`,
);
