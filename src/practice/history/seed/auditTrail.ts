import type { Account } from "../../account.ts";
import { seedDigests } from "../../cloudtrail/seedDigests.ts";
import { newTrail } from "../../cloudtrail/state.ts";
import { addGroup, addStream } from "../../logs/logGroups.ts";
import { addBucket } from "../../s3/buckets.ts";
import { askToConfirm } from "../../sns/confirmation.ts";
import type { Protocol, Subscription } from "../../sns/state.ts";
import { addTopic } from "../../sns/topics.ts";
import { addQueue } from "../../sqs/queues.ts";
import { day } from "../dates.ts";
import { randomOf } from "../identifiers.ts";
import { type Inventory, trailArn } from "../inventory.ts";
import type { Moments } from "../story/moments.ts";
import { cloudTrailRole } from "./principals.ts";

/** The trail that recorded the account's past, everything that it delivers to, and one that was given up. */
export function seedAuditTrail(account: Account, inventory: Inventory, moments: Moments): void {
  const { accountId, region, trailBucket } = inventory;
  const { past, cloudTrail } = account.state;
  const created = past.to - 400 * day;
  const arn = trailArn(inventory, "management-events");
  const delivered = account.history.scan(past.to - day, past.to, "descending").next().value?.deliveredAt;

  addBucket(account, region, trailBucket, {
    createdAt: created,
    history: true,
    policy: bucketPolicy(trailBucket, accountId, arn),
    versioning: "Enabled",
  });
  const group = addGroup(account, region, "/aws/cloudtrail/management-events", { creationTime: created });
  group.retentionInDays = 90;
  addStream(account, group, `${accountId}_CloudTrail_${region}`, { creationTime: created, history: true });
  const topic = seedNotifications(account, inventory, arn);

  const times = delivered === undefined ? {} : { time: delivered };
  const trail = newTrail({
    name: "management-events",
    homeRegion: region,
    arn,
    s3BucketName: trailBucket,
    snsTopicArn: topic,
    isMultiRegionTrail: true,
    logFileValidationEnabled: true,
    cloudWatchLogsLogGroupArn: `${group.arn}:*`,
    cloudWatchLogsRoleArn: `arn:aws:iam::${accountId}:role/${cloudTrailRole}`,
    isLogging: true,
    startLoggingTime: created + 60_000,
    tags: [{ Key: "managed-by", Value: "terraform" }],
    status: { delivery: { ...times }, digest: {}, notification: { ...times }, logs: { ...times } },
  });
  cloudTrail.trails.set(arn, trail);
  seedDigests(account, trail);

  const oldBucket = `cloudtrail-${accountId}-legacy`;
  const oldArn = trailArn(inventory, "legacy-trail");
  const stopped = moments.oradbResized + 26 * 60_000;
  addBucket(account, region, oldBucket, {
    createdAt: created - 900 * day,
    policy: bucketPolicy(oldBucket, accountId, oldArn),
  });
  cloudTrail.trails.set(
    oldArn,
    newTrail({
      name: "legacy-trail",
      homeRegion: region,
      arn: oldArn,
      s3BucketName: oldBucket,
      startLoggingTime: created - 900 * day,
      stopLoggingTime: stopped,
      status: { delivery: { time: stopped - 140_000 }, digest: {}, notification: {}, logs: {} },
    }),
  );
}

/** Lets CloudTrail in, in the name of one trail (FACTS 84). */
function bucketPolicy(bucket: string, accountId: string, arn: string): string {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AWSCloudTrailAclCheck20150319",
        Effect: "Allow",
        Principal,
        Action: "s3:GetBucketAcl",
        Resource: `arn:aws:s3:::${bucket}`,
        Condition: { StringEquals: { "aws:SourceArn": arn } },
      },
      {
        Sid: "AWSCloudTrailWrite20150319",
        Effect: "Allow",
        Principal,
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${bucket}/AWSLogs/${accountId}/*`,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": arn } },
      },
    ],
  });
}

/** The topic of the trail: one mail address confirmed, one not yet, and a queue. Gives the topic's ARN. */
function seedNotifications(account: Account, inventory: Inventory, arn: string): string {
  const { region, accountId } = inventory;
  const topic = addTopic(account, region, "cloudtrail-notifications");
  const policy = JSON.parse(topic.attributes.get("Policy") ?? "{}") as { Statement: object[] };
  policy.Statement.push({
    Sid: "AWSCloudTrailSNSPolicy20131101",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "SNS:Publish",
    Resource: topic.arn,
    Condition: { StringEquals: { "aws:SourceArn": arn } },
  });
  topic.attributes.set("Policy", JSON.stringify(policy));

  const queueArn = `arn:aws:sqs:${region}:${accountId}:cloudtrail-files`;
  addQueue(account, region, "cloudtrail-files", {
    attributes: {
      MessageRetentionPeriod: "1209600",
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "sns.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: queueArn,
            Condition: { ArnEquals: { "aws:SourceArn": topic.arn } },
          },
        ],
      }),
    },
  });
  subscribe(account, inventory, topic.arn, "email", "operations@example.com");
  subscribe(account, inventory, topic.arn, "sqs", queueArn);
  const pending = subscribe(account, inventory, topic.arn, "email", "security@example.com", true);
  askToConfirm(account, pending);
  account.schedule(account.now() + 2 * day, "sns.expireSubscription", { subscriptionArn: pending.arn });
  return topic.arn;
}

function subscribe(
  account: Account,
  inventory: Inventory,
  topicArn: string,
  protocol: Protocol,
  endpoint: string,
  pending = false,
): Subscription {
  const random = randomOf(inventory, "subscription", endpoint);
  const subscription: Subscription = {
    arn: `${topicArn}:${random.uuid()}`,
    topicArn,
    protocol,
    endpoint,
    principal: `arn:aws:iam::${inventory.accountId}:user/bob`,
    pending,
    ...(protocol === "email" ? { token: `2336412f37fb687f5d51e6e2425c464d${random.hex(256)}` } : {}),
    confirmationWasAuthenticated: protocol === "sqs",
    attributes: new Map(),
  };
  account.state.sns.subscriptions.set(subscription.arn, subscription);
  return subscription;
}
