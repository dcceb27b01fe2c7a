import type {
  CreateTopicCommandInput,
  CreateTopicCommandOutput,
  DeleteTopicCommandInput,
  ListTopicsCommandInput,
  ListTopicsCommandOutput,
} from "@aws-sdk/client-sns";
import type { Call } from "../call.ts";
import { pageOf } from "./paging.ts";
import { tagsOf } from "./tags.ts";
import { checkTopicAttribute } from "./topicAttributes.ts";
import { addTopic, invalidParameter, subscriptionsOf, topicArn } from "./topics.ts";

/**
 * Gives the topic that is there already, unless it differs from what is asked for.
 * https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export function createTopic(input: CreateTopicCommandInput, call: Call): Omit<CreateTopicCommandOutput, "$metadata"> {
  const { account, region } = call;
  const { Name: name = "" } = input;
  const attributes = { ...input.Attributes };
  const isFifo = attributes.FifoTopic?.toLowerCase() === "true";
  if (!isFifo) delete attributes.FifoTopic;
  if (!(isFifo ? /^[A-Za-z0-9_-]{1,251}\.fifo$/ : /^[A-Za-z0-9_-]{1,256}$/).test(name)) {
    throw invalidParameter("Topic Name");
  }
  const arn = topicArn(account, region, name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute !== "FifoTopic") checkTopicAttribute(call, arn, attribute, value, "Attributes Reason: ");
  }
  const tags = tagsOf(input.Tags);
  const existing = account.state.sns.topics.get(arn);
  if (existing === undefined) {
    addTopic(account, region, name, { attributes, tags });
    return { TopicArn: arn };
  }
  if (Object.entries(attributes).some(([attribute, value]) => existing.attributes.get(attribute) !== value)) {
    throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
  }
  if ([...tags].some(([key, value]) => existing.tags.get(key) !== value)) {
    throw invalidParameter("Tags Reason: Topic already exists with different tags");
  }
  return { TopicArn: arn };
}

/**
 * Takes the subscriptions along, pending ones included. A topic that is not there is deleted already.
 * https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html
 */
export function deleteTopic({ TopicArn: arn = "" }: DeleteTopicCommandInput, { account, region }: Call): void {
  const { sns } = account.state;
  const parts = arn.split(":");
  if (parts.length < 6) {
    throw invalidParameter(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  }
  if (parts[3] !== region) throw invalidParameter("TopicArn");
  for (const subscription of subscriptionsOf(account, arn)) sns.subscriptions.delete(subscription.arn);
  sns.topics.delete(arn);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export function listTopics(
  input: ListTopicsCommandInput,
  { account, region }: Call,
): Omit<ListTopicsCommandOutput, "$metadata"> {
  const arns = [...account.state.sns.topics.keys()].filter((arn) => arn.split(":")[3] === region).sort();
  const { items, next } = pageOf(arns, input.NextToken, (arn) => arn);
  return { Topics: items.map((TopicArn) => ({ TopicArn })), ...(next === undefined ? {} : { NextToken: next }) };
}
