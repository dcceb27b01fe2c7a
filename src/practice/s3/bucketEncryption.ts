import {
  type DeleteBucketEncryptionCommandInput,
  type GetBucketEncryptionCommandInput,
  type GetBucketEncryptionCommandOutput,
  type PutBucketEncryptionCommandInput,
  ServerSideEncryption,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { configure, openBucket } from "./access.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export async function putBucketEncryption(input: PutBucketEncryptionCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutEncryptionConfiguration");
  const rules = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  const [rule] = rules;
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKeyId } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  if (rules.length !== 1 || algorithm === undefined || !Object.values(ServerSideEncryption).includes(algorithm)) {
    const message = "The XML you provided was not well-formed or did not validate against our published schema";
    throw new AwsError("MalformedXML", message);
  }
  if (kmsKeyId !== undefined && algorithm === "AES256") {
    throw new AwsError(
      "InvalidArgument",
      "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
    );
  }
  await configure(bucket, () => {
    bucket.encryption = {
      algorithm,
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      bucketKeyEnabled: rule?.BucketKeyEnabled ?? false,
    };
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html */
export function getBucketEncryption(
  input: GetBucketEncryptionCommandInput,
  call: Call,
): Omit<GetBucketEncryptionCommandOutput, "$metadata"> {
  const { algorithm, kmsKeyId, bucketKeyEnabled } = openBucket(call, input, "s3:GetEncryptionConfiguration").encryption;
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: algorithm,
            ...(kmsKeyId === undefined ? {} : { KMSMasterKeyID: kmsKeyId }),
          },
          BucketKeyEnabled: bucketKeyEnabled,
        },
      ],
    },
  };
}

/** Goes back to S3's own keys. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html */
export async function deleteBucketEncryption(input: DeleteBucketEncryptionCommandInput, call: Call): Promise<void> {
  const bucket = openBucket(call, input, "s3:PutEncryptionConfiguration");
  await configure(bucket, () => {
    bucket.encryption = { algorithm: ServerSideEncryption.AES256, bucketKeyEnabled: false };
  });
}
