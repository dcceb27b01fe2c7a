import { InvalidParameterException, NotFoundException } from "@aws-sdk/client-sns";
import type { Account } from "../account.ts";
import type { Subscription, Topic } from "./state.ts";

/** What a new topic may be given. */
export interface TopicOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tags?: ReadonlyMap<string, string>;
}

/** ARN of a topic. */
export function topicArn(account: Account, region: string, name: string): string {
  return `arn:${account.state.partition}:sns:${region}:${account.state.accountId}:${name}`;
}

/** Adds a topic with SNS's own policy unless it is given one. */
export function addTopic(account: Account, region: string, name: string, options: TopicOptions = {}): Topic {
  const arn = topicArn(account, region, name);
  const topic: Topic = {
    name,
    arn,
    attributes: new Map(Object.entries({ Policy: defaultPolicy(account, arn), ...options.attributes })),
    tags: new Map(options.tags),
    subscriptionsDeleted: 0,
  };
  account.state.sns.topics.set(arn, topic);
  return topic;
}

/**
 * @throws InvalidParameterException where the ARN is no topic's of the Region.
 * @throws NotFoundException where there is no such topic.
 */
export function findTopic(account: Account, region: string, arn: string | undefined): Topic {
  const parts = (arn ?? "").split(":");
  if (parts.length < 6) {
    throw invalidParameter(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  }
  if (parts[2] !== "sns" || parts[3] !== region || parts.length > 6) throw invalidParameter("TopicArn");
  return topicOfArn(account, arn ?? "");
}

/** @throws NotFoundException where there is no such topic in any Region. */
export function topicOfArn(account: Account, arn: string): Topic {
  const topic = account.state.sns.topics.get(arn);
  if (topic === undefined) throw new NotFoundException({ message: "Topic does not exist", $metadata: {} });
  return topic;
}

/** The subscriptions of a topic, pending ones included, in the order in which they were made. */
export function subscriptionsOf(account: Account, arn: string): Subscription[] {
  return [...account.state.sns.subscriptions.values()].filter((subscription) => subscription.topicArn === arn);
}

/** SNS's error for a bad parameter; `what` is its name and mostly a reason. */
export function invalidParameter(what: string): InvalidParameterException {
  return new InvalidParameterException({ message: `Invalid parameter: ${what}`, $metadata: {} });
}

/** The policy of a topic that was given none: the owner's account may do everything. */
function defaultPolicy(account: Account, arn: string): string {
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
          "SNS:Publish",
        ],
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": account.state.accountId } },
      },
    ],
  });
}
