import {
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  type SNSClient,
  type Subscription,
} from "@aws-sdk/client-sns";
import pLimit from "p-limit";
import { explainAwsError } from "../../aws/errors.ts";
import type { SubscriptionNode, TopicNode } from "../resourceNode.ts";
import type { ListContext } from "./sections.ts";

/** The topics of the Region in pages of up to 100, each with its attributes. */
export async function* listTopics({ connection, signal }: ListContext): AsyncGenerator<TopicNode[]> {
  const client = await connection.clients.sns();
  const limit = pLimit(8);
  for await (const { Topics = [] } of paginateListTopics({ client }, {}, { abortSignal: signal })) {
    yield await Promise.all(Topics.map(({ TopicArn = "" }) => limit(() => withAttributes(client, TopicArn, signal))));
  }
}

async function withAttributes(client: SNSClient, arn: string, signal: AbortSignal): Promise<TopicNode> {
  const node = { kind: "topic", name: nameOf(arn), arn, region: arn.split(":")[3] ?? "" } as const;
  try {
    const answer = await client.send(new GetTopicAttributesCommand({ TopicArn: arn }), { abortSignal: signal });
    return { ...node, attributes: answer.Attributes ?? {} };
  } catch (error) {
    return { ...node, failure: explainAwsError(error, { action: "SNS:GetTopicAttributes" }) };
  }
}

/** The subscriptions of a topic, in pages of up to 100. */
export async function* listSubscriptions(
  topic: TopicNode,
  { connection, signal }: ListContext,
): AsyncGenerator<SubscriptionNode[]> {
  const client = await connection.clients.sns();
  const pages = paginateListSubscriptionsByTopic({ client }, { TopicArn: topic.arn }, { abortSignal: signal });
  for await (const { Subscriptions = [] } of pages) {
    yield Subscriptions.map((subscription) => subscriptionNode(topic, subscription));
  }
}

function subscriptionNode(topic: TopicNode, subscription: Subscription): SubscriptionNode {
  const { SubscriptionArn = "", Endpoint = "", Protocol = "", Owner } = subscription;
  return {
    kind: "subscription",
    name: Endpoint,
    topicArn: topic.arn,
    region: topic.region,
    protocol: Protocol,
    // Until it is confirmed there is the text `PendingConfirmation` instead.
    ...(SubscriptionArn.startsWith("arn:") && { arn: SubscriptionArn }),
    ...(Owner !== undefined && { owner: Owner }),
  };
}

function nameOf(arn: string): string {
  return arn.split(":").at(-1) ?? arn;
}
