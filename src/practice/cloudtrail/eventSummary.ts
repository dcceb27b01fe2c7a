import type { Event, Resource } from "@aws-sdk/client-cloudtrail";

/** A record as JSON gives it, whatever it holds. */
export type ParsedRecord = Readonly<Record<string, unknown>>;

/** A record as LookupEvents answers it: the record itself as text, and what CloudTrail reads out of it (FACTS 80). */
export function eventSummary(record: ParsedRecord, message: string): Event {
  const { eventID, eventName, eventSource, eventTime, readOnly } = record;
  const accessKeyId = accessKeyIdOf(record);
  const username = usernameOf(record);
  return {
    EventId: text(eventID),
    EventName: text(eventName),
    ...(readOnly !== undefined && { ReadOnly: String(readOnly) }),
    ...(accessKeyId && { AccessKeyId: accessKeyId }),
    EventTime: new Date(text(eventTime)),
    EventSource: text(eventSource),
    ...(username && { Username: username }),
    Resources: resourcesOf(record),
    CloudTrailEvent: message,
  };
}

/** The access key that signed the call, if it was signed with one. */
export function accessKeyIdOf(record: ParsedRecord): string | undefined {
  return optionalText(object(record.userIdentity).accessKeyId);
}

/** The user's name, or the session's name of a role, not an ARN (FACTS 80). */
export function usernameOf(record: ParsedRecord): string | undefined {
  const { type, userName, principalId, arn } = object(record.userIdentity);
  if (typeof userName === "string") return userName;
  if (type === "Root") return "root";
  const session = text(principalId).split(":")[1];
  if (session) return session;
  const inArn = text(arn).split("/").at(-1);
  return type === "AssumedRole" && inArn ? inArn : undefined;
}

/** Members of request and response that name a resource, by event source. */
const naming: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "cloudtrail.amazonaws.com": {
    name: "AWS::CloudTrail::Trail",
    trailName: "AWS::CloudTrail::Trail",
    trailARN: "AWS::CloudTrail::Trail",
    s3BucketName: "AWS::S3::Bucket",
    snsTopicName: "AWS::SNS::Topic",
  },
  "ec2.amazonaws.com": {
    groupId: "AWS::EC2::SecurityGroup",
    instanceId: "AWS::EC2::Instance",
    subnetId: "AWS::EC2::Subnet",
    vpcId: "AWS::EC2::VPC",
  },
  "iam.amazonaws.com": {
    policyArn: "AWS::IAM::Policy",
    policyName: "AWS::IAM::Policy",
    roleName: "AWS::IAM::Role",
    userName: "AWS::IAM::User",
  },
  "kms.amazonaws.com": { keyId: "AWS::KMS::Key" },
  "lambda.amazonaws.com": { functionName: "AWS::Lambda::Function" },
  "logs.amazonaws.com": { logGroupName: "AWS::Logs::LogGroup", logStreamName: "AWS::Logs::LogStream" },
  "rds.amazonaws.com": {
    dBClusterIdentifier: "AWS::RDS::DBCluster",
    dBInstanceArn: "AWS::RDS::DBInstance",
    dBInstanceIdentifier: "AWS::RDS::DBInstance",
    dBParameterGroupName: "AWS::RDS::DBParameterGroup",
    dBSnapshotIdentifier: "AWS::RDS::DBSnapshot",
    dBSubnetGroupName: "AWS::RDS::DBSubnetGroup",
    finalDBSnapshotIdentifier: "AWS::RDS::DBSnapshot",
    newDBInstanceIdentifier: "AWS::RDS::DBInstance",
    sourceDBInstanceIdentifier: "AWS::RDS::DBInstance",
    targetDBInstanceIdentifier: "AWS::RDS::DBInstance",
  },
  "s3.amazonaws.com": { bucketName: "AWS::S3::Bucket" },
  "secretsmanager.amazonaws.com": { secretId: "AWS::SecretsManager::Secret" },
  "sns.amazonaws.com": { topicArn: "AWS::SNS::Topic" },
  "sqs.amazonaws.com": { queueUrl: "AWS::SQS::Queue" },
  "sts.amazonaws.com": { roleArn: "AWS::IAM::Role" },
};

/** The resources that CloudTrail sees in a record: those it lists itself, and those that its parameters name. */
export function resourcesOf(record: ParsedRecord): Resource[] {
  const found = new Map<string, Resource>();
  const add = (type: unknown, name: unknown) => {
    if (typeof type !== "string" || typeof name !== "string" || name === "") return;
    found.set(`${type} ${name}`, { ResourceType: type, ResourceName: name });
  };
  const listed = Array.isArray(record.resources) ? (record.resources as unknown[]) : [];
  for (const resource of listed) {
    const { type, ARN } = object(resource);
    add(type, type === "AWS::S3::Bucket" ? text(ARN).replace(/^arn:[^:]+:s3:::/, "") : ARN);
  }
  for (const part of [record.requestParameters, record.responseElements]) {
    const members = object(part);
    for (const [name, type] of Object.entries(naming[text(record.eventSource)] ?? {})) {
      if (Object.hasOwn(members, name)) add(type, members[name]);
    }
  }
  return [...found.values()];
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function optionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
