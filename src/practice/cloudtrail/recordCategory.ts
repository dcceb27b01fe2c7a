import type { CompletedCall } from "../call.ts";

/** One entry of a record's `resources`. */
export interface ResourceReference {
  readonly accountId?: string;
  readonly type: string;
  readonly ARN: string;
}

/** Calls on the data of a service, by signing name; every other call is a management event (FACTS 14). */
const dataOperations: Readonly<Record<string, RegExp>> = {
  logs: /^(PutLogEvents|GetLogEvents|FilterLogEvents|GetLogRecord|StartLiveTail)$/,
  s3: /Object|^(HeadBucket|CreateMultipartUpload|CompleteMultipartUpload|AbortMultipartUpload|UploadPart|ListParts)/,
  sns: /^Publish/,
  sqs: /Message/,
};

/** Bucket settings with "Object" in their name. */
const bucketSettings = /ObjectLockConfiguration$/;

/** Whether a call is a data event, which event history never has and trails only by selectors of their own. */
export function isDataEvent(service: string, operation: string): boolean {
  return (dataOperations[service]?.test(operation) ?? false) && !bucketSettings.test(operation);
}

/** The `resources` of a record, for the services that write them; RDS does not (FACTS 25). */
export function recordResources(completed: CompletedCall, isData: boolean): ResourceReference[] | undefined {
  const { call, service, operation } = completed;
  const { accountId, partition } = call.account.state;
  const input = (completed.input ?? {}) as Readonly<Record<string, unknown>>;
  if (service === "s3") {
    if (typeof input.Bucket !== "string" || operation === "CreateBucket") return undefined;
    const bucket = { accountId, type: "AWS::S3::Bucket", ARN: `arn:${partition}:s3:::${input.Bucket}` };
    if (!isData) return [bucket];
    const object = typeof input.Key === "string" ? { ARN: `${bucket.ARN}/${input.Key}` } : { ARN: `${bucket.ARN}/` };
    return [{ type: "AWS::S3::Object", ...object }, bucket];
  }
  if (service === "sts" && operation === "AssumeRole" && typeof input.RoleArn === "string") {
    return [{ accountId, type: "AWS::IAM::Role", ARN: input.RoleArn }];
  }
  if (service === "sns" && isData && typeof input.TopicArn === "string") {
    return [{ accountId, type: "AWS::SNS::Topic", ARN: input.TopicArn }];
  }
  if (service === "sqs" && isData && typeof input.QueueUrl === "string") {
    const queue = input.QueueUrl.slice(input.QueueUrl.lastIndexOf("/") + 1);
    return [{ accountId, type: "AWS::SQS::Queue", ARN: `arn:${partition}:sqs:${call.region}:${accountId}:${queue}` }];
  }
  return undefined;
}
