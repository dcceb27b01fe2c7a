import {
  type GetSubscriptionAttributesCommandInput,
  type GetSubscriptionAttributesCommandOutput,
  NotFoundException,
  type SetSubscriptionAttributesCommandInput,
} from "@aws-sdk/client-sns";
import type { Call } from "../call.ts";
import type { Protocol, Subscription } from "./state.ts";
import { defaultDeliveryPolicy } from "./topicAttributes.ts";
import { invalidParameter } from "./topics.ts";

const settable = new Set([
  "DeliveryPolicy",
  "FilterPolicy",
  "FilterPolicyScope",
  "RawMessageDelivery",
  "RedrivePolicy",
  "SubscriptionRoleArn",
]);

const canBeRaw: ReadonlySet<Protocol> = new Set(["sqs", "http", "https", "firehose"]);

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
export function getSubscriptionAttributes(
  input: GetSubscriptionAttributesCommandInput,
  call: Call,
): Omit<GetSubscriptionAttributesCommandOutput, "$metadata"> {
  const subscription = findSubscription(call, input.SubscriptionArn);
  const { arn, topicArn, protocol, endpoint, principal, pending, confirmationWasAuthenticated } = subscription;
  const attributes = Object.fromEntries(subscription.attributes);
  return {
    Attributes: {
      RawMessageDelivery: "false",
      ...(attributes.FilterPolicy === undefined ? {} : { FilterPolicyScope: "MessageAttributes" }),
      ...(protocol.startsWith("http")
        ? { EffectiveDeliveryPolicy: attributes.DeliveryPolicy ?? defaultDeliveryPolicy }
        : {}),
      ...attributes,
      ConfirmationWasAuthenticated: String(confirmationWasAuthenticated),
      Endpoint: endpoint,
      Owner: call.account.state.accountId,
      PendingConfirmation: String(pending),
      Protocol: protocol,
      SubscriptionArn: arn,
      SubscriptionPrincipal: principal,
      TopicArn: topicArn,
    },
  };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export function setSubscriptionAttributes(input: SetSubscriptionAttributesCommandInput, call: Call): void {
  const { AttributeName: name = "", AttributeValue: value = "" } = input;
  const { attributes, protocol } = findSubscription(call, input.SubscriptionArn);
  const checked = checkSubscriptionAttribute(protocol, name, value);
  const isNone = checked === "" || (name === "FilterPolicy" && checked === "{}");
  if (isNone) attributes.delete(name);
  else attributes.set(name, checked);
}

/**
 * The value as it is kept; `prefix` says where the attribute was given.
 * @throws InvalidParameterException
 */
export function checkSubscriptionAttribute(protocol: Protocol, name: string, value: string, prefix = ""): string {
  if (!settable.has(name)) throw invalidParameter(`${prefix}AttributeName`);
  switch (name) {
    case "RawMessageDelivery": {
      const lower = value.toLowerCase();
      if (lower !== "true" && lower !== "false") {
        throw invalidParameter(`${prefix}RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
      }
      if (lower === "true" && !canBeRaw.has(protocol)) {
        throw invalidParameter(`${prefix}Delivery protocol [${protocol}] does not support raw message delivery.`);
      }
      return lower;
    }
    case "FilterPolicyScope":
      if (value !== "MessageAttributes" && value !== "MessageBody") {
        throw invalidParameter(
          `${prefix}FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
        );
      }
      return value;
    case "SubscriptionRoleArn":
      if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(value)) throw invalidParameter(`${prefix}SubscriptionRoleArn`);
      return value;
    default:
      if (value !== "" && !isJsonObject(value)) throw invalidParameter(`${prefix}${name}: failed to parse JSON.`);
      return value;
  }
}

function findSubscription({ account, region }: Call, arn = ""): Subscription {
  const parts = arn.split(":");
  if (parts.length < 6) {
    throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  }
  const subscription = account.state.sns.subscriptions.get(arn);
  if (subscription === undefined || parts[3] !== region) {
    throw new NotFoundException({ message: "Subscription does not exist", $metadata: {} });
  }
  return subscription;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
