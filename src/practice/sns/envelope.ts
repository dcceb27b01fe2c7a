import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import type { Account } from "../account.ts";
import { randomHex } from "../ids.ts";
import { confirmationLink, unsubscribeLink } from "./mail.ts";
import type { Notification } from "./publish.ts";
import type { Subscription } from "./state.ts";

/**
 * The JSON that wraps a message for queues, HTTP and `email-json`, laid out as SNS does. The signature has the right
 * form only: there is no certificate of AWS's that would prove it.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function envelope(account: Account, subscription: Subscription, notification: Notification): string {
  const { messageId, subject, message, attributes = {} } = notification;
  const named = Object.entries(attributes).map(([name, attribute]) => [
    name,
    { Type: attribute.DataType, Value: textOf(attribute) },
  ]);
  return write({
    Type: "Notification",
    MessageId: messageId,
    TopicArn: subscription.topicArn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: message,
    Timestamp: new Date(account.now()).toISOString(),
    ...signature(account, subscription),
    UnsubscribeURL: unsubscribeLink(account, subscription),
    ...(named.length === 0 ? {} : { MessageAttributes: Object.fromEntries(named) }),
  });
}

/** The JSON that asks an HTTP endpoint, or the reader of an `email-json` mail, to confirm. */
export function confirmationEnvelope(account: Account, subscription: Subscription, messageId: string): string {
  const { topicArn, token } = subscription;
  const message = `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`;
  return write({
    Type: "SubscriptionConfirmation",
    MessageId: messageId,
    Token: token,
    TopicArn: topicArn,
    Message: message,
    SubscribeURL: confirmationLink(account, subscription),
    Timestamp: new Date(account.now()).toISOString(),
    ...signature(account, subscription),
  });
}

/** The attributes of a message that is delivered raw, as a queue keeps them. */
export function messageAttributesOf({ attributes = {} }: Notification): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { DataType, ...(BinaryValue === undefined ? { StringValue } : { BinaryValue }) },
    ]),
  );
}

function textOf({ StringValue, BinaryValue }: MessageAttributeValue): string {
  return StringValue ?? Buffer.from(BinaryValue ?? []).toString("base64");
}

function signature(account: Account, { topicArn }: Subscription): Record<string, string> {
  const region = topicArn.split(":")[3] ?? "";
  return {
    SignatureVersion: "1",
    Signature: Buffer.from(randomHex(account.state, 512), "hex").toString("base64"),
    SigningCertURL: `https://sns.${region}.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem`,
  };
}

function write(fields: Record<string, unknown>): string {
  const lines = Object.entries(fields).map(([name, value]) => `  ${JSON.stringify(name)} : ${JSON.stringify(value)}`);
  return `{\n${lines.join(",\n")}\n}`;
}
