import type {
  GetTopicAttributesCommandInput,
  GetTopicAttributesCommandOutput,
  SetTopicAttributesCommandInput,
} from "@aws-sdk/client-sns";
import type { Call } from "../call.ts";
import { type PolicyDocument, PolicySyntaxError, parsePolicy } from "../policy/document.ts";
import { unknownPrincipal } from "../policy/principals.ts";
import { findTopic, invalidParameter, subscriptionsOf } from "./topics.ts";

const feedback = ["Application", "Firehose", "HTTP", "Lambda", "SQS"].flatMap((protocol) => [
  `${protocol}SuccessFeedbackRoleArn`,
  `${protocol}SuccessFeedbackSampleRate`,
  `${protocol}FailureFeedbackRoleArn`,
]);

const settable = new Set([
  "ArchivePolicy",
  "ContentBasedDeduplication",
  "DeliveryPolicy",
  "DisplayName",
  "FifoThroughputScope",
  "KmsMasterKeyId",
  "Policy",
  "SignatureVersion",
  "TracingConfig",
  ...feedback,
]);

/** What a topic's policy can speak of. No wildcards. */
const policyActions = new Set(
  [
    "AddPermission",
    "DeleteTopic",
    "GetDataProtectionPolicy",
    "GetTopicAttributes",
    "ListSubscriptionsByTopic",
    "ListTagsForResource",
    "Publish",
    "PutDataProtectionPolicy",
    "Receive",
    "RemovePermission",
    "SetTopicAttributes",
    "Subscribe",
  ].map((name) => `sns:${name}`.toLowerCase()),
);

/** How a message is tried again where a topic says nothing else. */
export const defaultDeliveryPolicy = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: "linear",
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export function getTopicAttributes(
  { TopicArn: arn }: GetTopicAttributesCommandInput,
  { account, region }: Call,
): Omit<GetTopicAttributesCommandOutput, "$metadata"> {
  const topic = findTopic(account, region, arn);
  const subscriptions = subscriptionsOf(account, topic.arn);
  const pending = subscriptions.filter((subscription) => subscription.pending).length;
  return {
    Attributes: {
      DisplayName: "",
      EffectiveDeliveryPolicy: topic.attributes.get("DeliveryPolicy") ?? defaultDeliveryPolicy,
      ...Object.fromEntries(topic.attributes),
      Owner: account.state.accountId,
      SubscriptionsConfirmed: String(subscriptions.length - pending),
      SubscriptionsDeleted: String(topic.subscriptionsDeleted),
      SubscriptionsPending: String(pending),
      TopicArn: topic.arn,
    },
  };
}

/** FACTS 88: a policy replaces the whole one before. https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export function setTopicAttributes(input: SetTopicAttributesCommandInput, call: Call): void {
  const { AttributeName: name = "", AttributeValue: value = "" } = input;
  const topic = findTopic(call.account, call.region, input.TopicArn);
  checkTopicAttribute(call, topic.arn, name, value);
  if (value === "" && name !== "Policy") topic.attributes.delete(name);
  else topic.attributes.set(name, value);
}

/** @throws InvalidParameterException; `prefix` says where the attribute was given. */
export function checkTopicAttribute(call: Call, topicArn: string, name: string, value: string, prefix = ""): void {
  if (!settable.has(name)) throw invalidParameter(`${prefix}AttributeName`);
  if (name === "Policy") checkPolicy(call, topicArn, value, prefix);
  if (name === "DisplayName" && value.length > 100) throw invalidParameter(`${prefix}DisplayName`);
  if (name === "DeliveryPolicy" && value !== "" && !isJson(value)) {
    throw invalidParameter(`${prefix}DeliveryPolicy: failed to parse JSON`);
  }
  if (name === "SignatureVersion" && value !== "1" && value !== "2")
    throw invalidParameter(`${prefix}SignatureVersion`);
}

function checkPolicy({ account }: Call, topicArn: string, text: string, prefix: string): void {
  const policy = parse(text);
  if (policy === undefined) throw invalidParameter(`${prefix}Policy Error: null`);
  for (const { principal, notPrincipal, action, resource } of policy.statements) {
    if ((principal === undefined && notPrincipal === undefined) || action === undefined || resource === undefined) {
      throw invalidParameter(`${prefix}Policy Error: null`);
    }
    if (!action.every((name) => policyActions.has(name.toLowerCase()))) {
      throw invalidParameter(`${prefix}Policy statement action out of service scope!`);
    }
    if (resource.length !== 1) throw invalidParameter(`${prefix}Policy statement must apply to a single resource!`);
    if (resource[0] !== topicArn && resource[0] !== "*") {
      throw invalidParameter(`${prefix}Policy Error: null`);
    }
  }
  if (unknownPrincipal(account, policy) !== undefined)
    throw invalidParameter(`${prefix}Policy Error: PrincipalNotFound`);
}

function parse(text: string): PolicyDocument | undefined {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicySyntaxError) return undefined;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
