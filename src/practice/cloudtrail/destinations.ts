import type { Account } from "../account.ts";
import type { Role } from "../iam/state.ts";
import { isAllowed } from "../policy/evaluate.ts";
import { accountFolder } from "./objectKeys.ts";
import type { Trail } from "./state.ts";

/** What of a trail decides where it delivers. */
export type Destinations = Pick<
  Trail,
  | "arn"
  | "homeRegion"
  | "s3BucketName"
  | "s3KeyPrefix"
  | "snsTopicArn"
  | "cloudWatchLogsLogGroupArn"
  | "cloudWatchLogsRoleArn"
>;

const cloudTrail = { service: "cloudtrail.amazonaws.com" };

/**
 * Why CloudTrail cannot write to the trail's bucket, as S3 names it; `undefined` where it can. The bucket's policy must
 * let it read the ACL and put objects, in the name of this trail (FACTS 84, 97).
 */
export function bucketError(account: Account, trail: Destinations): "NoSuchBucket" | "AccessDenied" | undefined {
  const bucket = account.state.s3.buckets.get(trail.s3BucketName);
  if (bucket === undefined) return "NoSuchBucket";
  const { accountId, partition } = account.state;
  const bucketArn = `arn:${partition}:s3:::${bucket.name}`;
  const context = sourceContext(account, trail);
  const isReadable = isAllowed(bucket.policy, {
    principal: cloudTrail,
    action: "s3:GetBucketAcl",
    resource: bucketArn,
    context,
  });
  const isWritable = isAllowed(bucket.policy, {
    principal: cloudTrail,
    action: "s3:PutObject",
    resource: `${bucketArn}/${accountFolder(trail, accountId)}CloudTrail/`,
    context: { ...context, "s3:x-amz-acl": "bucket-owner-full-control" },
  });
  return isReadable && isWritable ? undefined : "AccessDenied";
}

/** Why CloudTrail cannot publish to the trail's topic, as SNS names it (FACTS 87, 98). */
export function topicError(account: Account, trail: Destinations): "NotFound" | "AuthorizationError" | undefined {
  const { snsTopicArn } = trail;
  if (snsTopicArn === undefined) return undefined;
  const topic = account.state.sns.topics.get(snsTopicArn);
  if (topic === undefined) return "NotFound";
  const request = {
    principal: cloudTrail,
    action: "SNS:Publish",
    resource: topic.arn,
    context: sourceContext(account, trail),
  };
  return isAllowed(topic.attributes.get("Policy"), request) ? undefined : "AuthorizationError";
}

/** What is wrong between a trail and its log group. */
export type LogsProblem = "group" | "trust" | "permissions";

/**
 * Why CloudTrail cannot write to the trail's log group: there is no such group (its ARN must end in `:*`), the role
 * cannot be taken by CloudTrail or not yet, or the role may not write there (FACTS 89, 90).
 */
export function logsProblem(account: Account, trail: Destinations): LogsProblem | undefined {
  const target = logGroupOf(trail);
  if (target === undefined) return trail.cloudWatchLogsLogGroupArn === undefined ? undefined : "group";
  if (!account.state.logs.groups.get(target.region)?.has(target.name)) return "group";
  const role = roleByArn(account, trail.cloudWatchLogsRoleArn ?? "");
  if (role === undefined || !canBeAssumed(account, trail, role)) return "trust";
  const resource = `${target.arn}:log-stream:${streamName(account, trail)}`;
  const mayWrite = ["logs:CreateLogStream", "logs:PutLogEvents"].every((action) => roleAllows(role, action, resource));
  return mayWrite ? undefined : "permissions";
}

/** The log group a trail writes to; `undefined` where it has none, or its ARN is not one that ends in `:*`. */
export function logGroupOf(trail: Destinations): { arn: string; region: string; name: string } | undefined {
  const match = /^(arn:[^:]+:logs:([^:]+):\d{12}:log-group:([^:*]+)):\*$/.exec(trail.cloudWatchLogsLogGroupArn ?? "");
  const [, arn, region, name] = match ?? [];
  return arn === undefined || region === undefined || name === undefined ? undefined : { arn, region, name };
}

/** A trail writes the events of all its Regions into one stream, named after its home (FACTS 75). */
export function streamName(account: Account, trail: Pick<Trail, "homeRegion">): string {
  return `${account.state.accountId}_CloudTrail_${trail.homeRegion}`;
}

/** CloudTrail asks in the name of the trail, whatever Region the events are of (FACTS 86). */
function sourceContext(account: Account, trail: Destinations): Record<string, string> {
  return { "aws:SourceArn": trail.arn, "aws:SourceAccount": account.state.accountId };
}

function roleByArn(account: Account, arn: string): Role | undefined {
  const role = account.state.iam.roles.get(arn.slice(arn.lastIndexOf("/") + 1).toLowerCase());
  return role?.arn === arn ? role : undefined;
}

function canBeAssumed(account: Account, trail: Destinations, role: Role): boolean {
  const isUsable = account.now() >= role.createdAt + account.settings.rolePropagation;
  const context = sourceContext(account, trail);
  const request = { principal: cloudTrail, action: "sts:AssumeRole", resource: role.arn, context };
  return isUsable && isAllowed(role.trustPolicy, request);
}

/** Policies of AWS that let a role write log events; what other managed policies say is not known here. */
const writersByName = /:policy\/(AdministratorAccess|CloudWatchLogsFullAccess|PowerUserAccess)$/;

function roleAllows(role: Role, action: string, resource: string): boolean {
  if ([...role.attachedPolicies.keys()].some((arn) => writersByName.test(arn))) return true;
  const request = { principal: { aws: role.arn }, action, resource };
  return [...role.inlinePolicies.values()].some((policy) => isAllowed(forEverybody(policy), request));
}

/** An identity's policy names no principal: it speaks of whoever has it. */
function forEverybody(policy: string): string {
  const document = JSON.parse(policy) as { Statement?: object | object[] };
  const statements = [document.Statement ?? []].flat();
  return JSON.stringify({ ...document, Statement: statements.map((one) => ({ ...one, Principal: "*" })) });
}
