import {
  InsufficientS3BucketPolicyException,
  InsufficientSnsTopicPolicyException,
  InvalidCloudWatchLogsLogGroupArnException,
  InvalidCloudWatchLogsRoleArnException,
  InvalidKmsKeyIdException,
  InvalidParameterCombinationException,
  InvalidS3BucketNameException,
  InvalidS3PrefixException,
  InvalidSnsTopicNameException,
  OrganizationsNotInUseException,
  S3BucketDoesNotExistException,
  type UpdateTrailCommandInput,
} from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { publish } from "../sns/publish.ts";
import { bucketError, type Destinations, logsProblem, topicError } from "./destinations.ts";
import type { Trail } from "./state.ts";

/** What CreateTrail and UpdateTrail share. */
export type TrailInput = Omit<UpdateTrailCommandInput, "Name">;

/** What a trail is told to be. A member that is absent was not asked for; an empty text takes a setting away. */
export type TrailChange = Partial<
  Pick<
    Trail,
    | "s3BucketName"
    | "s3KeyPrefix"
    | "snsTopicArn"
    | "includeGlobalServiceEvents"
    | "isMultiRegionTrail"
    | "logFileValidationEnabled"
    | "cloudWatchLogsLogGroupArn"
    | "cloudWatchLogsRoleArn"
    | "kmsKeyId"
  >
>;

/** Reads the settings of a request, checked each for itself. */
export function readTrailInput(call: Call, input: TrailInput): TrailChange {
  if (input.IsOrganizationTrail) {
    throw new OrganizationsNotInUseException({
      message: "Your account is not a member of an organization.",
      $metadata: {},
    });
  }
  return {
    ...(input.S3BucketName !== undefined && { s3BucketName: checkedBucketName(input.S3BucketName) }),
    ...(input.S3KeyPrefix !== undefined && { s3KeyPrefix: checkedPrefix(input.S3KeyPrefix) }),
    ...(input.SnsTopicName !== undefined && { snsTopicArn: topicArnOf(call, input.SnsTopicName) }),
    ...(input.IncludeGlobalServiceEvents !== undefined && {
      includeGlobalServiceEvents: input.IncludeGlobalServiceEvents,
    }),
    ...(input.IsMultiRegionTrail !== undefined && { isMultiRegionTrail: input.IsMultiRegionTrail }),
    ...(input.EnableLogFileValidation !== undefined && { logFileValidationEnabled: input.EnableLogFileValidation }),
    ...(input.CloudWatchLogsLogGroupArn !== undefined && {
      cloudWatchLogsLogGroupArn: input.CloudWatchLogsLogGroupArn,
    }),
    ...(input.CloudWatchLogsRoleArn !== undefined && { cloudWatchLogsRoleArn: input.CloudWatchLogsRoleArn }),
    ...(input.KmsKeyId !== undefined && { kmsKeyId: kmsKeyArn(call, input.KmsKeyId) }),
  };
}

/** @throws InvalidParameterCombinationException */
export function checkScope(trail: Pick<Trail, "includeGlobalServiceEvents" | "isMultiRegionTrail">): void {
  if (!trail.isMultiRegionTrail || trail.includeGlobalServiceEvents) return;
  const message = "Multi-Region trail must include global service events.";
  throw new InvalidParameterCombinationException({ message, $metadata: {} });
}

/**
 * Whether CloudTrail can write to each destination that the change names; `after` is the trail as it would be.
 * @throws S3BucketDoesNotExistException, InsufficientS3BucketPolicyException, InsufficientSnsTopicPolicyException,
 * InvalidCloudWatchLogsLogGroupArnException, InvalidCloudWatchLogsRoleArnException
 */
export function checkDestinations(call: Call, change: TrailChange, after: Destinations): void {
  if (change.s3BucketName !== undefined || change.s3KeyPrefix !== undefined) checkBucket(call, after);
  if (change.snsTopicArn && topicError(call.account, after) !== undefined) {
    const message = "SNS Topic does not exist or the topic policy is incorrect!";
    throw new InsufficientSnsTopicPolicyException({ message, $metadata: {} });
  }
  if (change.cloudWatchLogsLogGroupArn !== undefined || change.cloudWatchLogsRoleArn !== undefined) {
    checkLogGroup(call, after);
  }
}

/** A topic that was just set is told so, in plain text (FACTS 94). */
export function greetTopic({ account }: Call, topicArn: string | undefined): void {
  if (topicArn) publish(account, topicArn, "CloudTrail validation message.");
}

function checkBucket({ account }: Call, after: Destinations): void {
  switch (bucketError(account, after)) {
    case "NoSuchBucket":
      throw new S3BucketDoesNotExistException({
        message: `S3 bucket ${after.s3BucketName} does not exist!`,
        $metadata: {},
      });
    case "AccessDenied":
      throw new InsufficientS3BucketPolicyException({
        message: `Incorrect S3 bucket policy is detected for bucket: ${after.s3BucketName}`,
        $metadata: {},
      });
  }
}

/** Log group and role go together (RELIABILITY S5). */
function checkLogGroup({ account }: Call, after: Destinations): void {
  const { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role } = after;
  if (!group && !role) return;
  if (!group) throw invalidGroup("You must specify a log group ARN as well as a role ARN.");
  if (!role) throw invalidRole("You must specify a role ARN as well as a log group.");
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(role)) {
    throw invalidRole("CloudTrail cannot validate the specified role ARN.");
  }
  switch (logsProblem(account, after)) {
    case "group":
      throw invalidGroup("CloudTrail cannot validate the specified log group ARN.");
    case "trust":
      throw invalidRole("Access denied. Check the trust relationships for your role.");
    case "permissions":
      throw invalidGroup("Access denied. Check the permissions for your role.");
  }
}

function invalidGroup(message: string): InvalidCloudWatchLogsLogGroupArnException {
  return new InvalidCloudWatchLogsLogGroupArnException({ message, $metadata: {} });
}

function invalidRole(message: string): InvalidCloudWatchLogsRoleArnException {
  return new InvalidCloudWatchLogsRoleArnException({ message, $metadata: {} });
}

function checkedBucketName(name: string): string {
  if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..")) return name;
  const message = `S3 bucket name ${name} is not valid.`;
  throw new InvalidS3BucketNameException({ message, $metadata: {} });
}

function checkedPrefix(prefix: string): string {
  if (prefix.length <= 200) return prefix.replace(/\/$/, "");
  const message = `S3 key prefix too long. Maximum allowed length: 200 characters. Specified prefix length: ${prefix.length} characters.`;
  throw new InvalidS3PrefixException({ message, $metadata: {} });
}

/** The ARN of a topic given by its ARN, or by its name in this Region. */
function topicArnOf({ account, region }: Call, topic: string): string {
  if (topic === "") return "";
  const isArn = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/.test(topic);
  if (!isArn && !/^[A-Za-z0-9_-]{1,256}$/.test(topic)) {
    throw new InvalidSnsTopicNameException({ message: `SNS topic name ${topic} is not valid.`, $metadata: {} });
  }
  const { accountId, partition } = account.state;
  return isArn ? topic : `arn:${partition}:sns:${region}:${accountId}:${topic}`;
}

/** The practice account has no keys of its own: any that is named rightly is taken, and encrypts nothing. */
function kmsKeyArn({ account, region }: Call, key: string): string {
  if (key === "" || /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/.+$/.test(key)) return key;
  const { accountId, partition } = account.state;
  if (/^alias\/.+$/.test(key)) return `arn:${partition}:kms:${region}:${accountId}:${key}`;
  if (/^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(key)) {
    return `arn:${partition}:kms:${region}:${accountId}:key/${key}`;
  }
  throw new InvalidKmsKeyIdException({ message: `KMS key ${key} is not valid.`, $metadata: {} });
}
