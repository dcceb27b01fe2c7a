import type {
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsByTopicCommandOutput,
  ListSubscriptionsCommandInput,
  ListSubscriptionsCommandOutput,
} from "@aws-sdk/client-sns";
import type { Call } from "../call.ts";
import { pageOf } from "./paging.ts";
import type { Subscription } from "./state.ts";
import { findTopic, subscriptionsOf } from "./topics.ts";

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
export function listSubscriptions(
  input: ListSubscriptionsCommandInput,
  { account, region }: Call,
): Omit<ListSubscriptionsCommandOutput, "$metadata"> {
  const all = [...account.state.sns.subscriptions.values()].filter(({ arn }) => arn.split(":")[3] === region);
  return listing(all, input.NextToken, account.state.accountId);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export function listSubscriptionsByTopic(
  input: ListSubscriptionsByTopicCommandInput,
  { account, region }: Call,
): Omit<ListSubscriptionsByTopicCommandOutput, "$metadata"> {
  const topic = findTopic(account, region, input.TopicArn);
  return listing(subscriptionsOf(account, topic.arn), input.NextToken, account.state.accountId);
}

/** The ARN of a pending subscription is not told. */
function listing(
  subscriptions: readonly Subscription[],
  token: string | undefined,
  owner: string,
): Omit<ListSubscriptionsCommandOutput, "$metadata"> {
  const { items, next } = pageOf(subscriptions, token, ({ arn }) => arn);
  return {
    Subscriptions: items.map(({ arn, pending, protocol, endpoint, topicArn }) => ({
      SubscriptionArn: pending ? "PendingConfirmation" : arn,
      Owner: owner,
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: topicArn,
    })),
    ...(next === undefined ? {} : { NextToken: next }),
  };
}
