import type { SubscribeCommandInput, SubscribeCommandOutput } from "@aws-sdk/client-sns";
import type { JobHandler } from "../account.ts";
import type { Call } from "../call.ts";
import { randomHex, randomUuid } from "../ids.ts";
import { askToConfirm } from "./confirmation.ts";
import { checkEndpoint } from "./endpoints.ts";
import { type Protocol, protocols, type Subscription } from "./state.ts";
import { checkSubscriptionAttribute } from "./subscriptionAttributes.ts";
import { findTopic, invalidParameter, subscriptionsOf } from "./topics.ts";

/** How long an unconfirmed subscription lasts, in milliseconds: the two days for which its token is good. */
const pendingFor = 2 * 24 * 3_600_000;

/** These endpoints are in this account, or cannot answer. */
const confirmedAtOnce: ReadonlySet<Protocol> = new Set(["sqs", "lambda", "firehose", "application", "sms"]);

/**
 * Subscribing again gives the same subscription, and another mail while it is pending.
 * https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export function subscribe(input: SubscribeCommandInput, call: Call): Omit<SubscribeCommandOutput, "$metadata"> {
  const { account } = call;
  const topic = findTopic(account, call.region, input.TopicArn);
  const protocol = protocolOf(input.Protocol);
  const endpoint = checkEndpoint(account, topic, protocol, input.Endpoint);
  const attributes = attributesOf(input, protocol);
  const existing = subscriptionsOf(account, topic.arn).find(
    (each) => each.protocol === protocol && each.endpoint === endpoint,
  );
  if (existing !== undefined && [...attributes].some(([name, value]) => existing.attributes.get(name) !== value)) {
    throw invalidParameter("Attributes Reason: Subscription already exists with different attributes");
  }
  const subscription = existing ?? add(call, topic.arn, protocol, endpoint, attributes);
  if (subscription.pending) askToConfirm(account, subscription);
  const told = !subscription.pending || input.ReturnSubscriptionArn;
  return { SubscriptionArn: told ? subscription.arn : "pending confirmation" };
}

/** Drops a subscription that nobody has confirmed in time. */
export const expireSubscription: JobHandler = ({ state }, { data }) => {
  const arn = String(data.subscriptionArn);
  if (state.sns.subscriptions.get(arn)?.pending) state.sns.subscriptions.delete(arn);
};

function add(
  { account, caller }: Call,
  topicArn: string,
  protocol: Protocol,
  endpoint: string,
  attributes: Map<string, string>,
): Subscription {
  const pending = !confirmedAtOnce.has(protocol);
  const subscription: Subscription = {
    arn: `${topicArn}:${randomUuid(account.state)}`,
    topicArn,
    protocol,
    endpoint,
    principal: caller.arn,
    pending,
    ...(pending ? { token: `2336412f37fb687f5d51e6e2425c464d${randomHex(account.state, 256)}` } : {}),
    confirmationWasAuthenticated: !pending,
    attributes,
  };
  account.state.sns.subscriptions.set(subscription.arn, subscription);
  if (pending) {
    account.schedule(account.now() + pendingFor, "sns.expireSubscription", { subscriptionArn: subscription.arn });
  }
  return subscription;
}

function protocolOf(text: string | undefined): Protocol {
  const protocol = protocols.find((each) => each === text);
  if (protocol === undefined) {
    throw invalidParameter(`Amazon SNS does not support this protocol string: ${text ?? ""}`);
  }
  return protocol;
}

function attributesOf({ Attributes = {} }: SubscribeCommandInput, protocol: Protocol): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(Attributes)) {
    attributes.set(name, checkSubscriptionAttribute(protocol, name, value, "Attributes Reason: "));
  }
  if (protocol === "firehose" && !attributes.has("SubscriptionRoleArn")) {
    throw invalidParameter("Attributes Reason: Firehose protocol requires SubscriptionRoleArn");
  }
  return attributes;
}
