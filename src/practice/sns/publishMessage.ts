import {
  AuthorizationErrorException,
  InvalidParameterValueException,
  type PublishCommandInput,
  type PublishCommandOutput,
} from "@aws-sdk/client-sns";
import type { Call } from "../call.ts";
import { randomUuid } from "../ids.ts";
import { decide } from "../policy/evaluate.ts";
import { publish as deliver } from "./publish.ts";
import { type Protocol, protocols, type Topic } from "./state.ts";
import { findTopic, invalidParameter } from "./topics.ts";

/** Longest message with its attributes, in bytes. */
const longestMessage = 262_144;

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export function publish(input: PublishCommandInput, call: Call): Omit<PublishCommandOutput, "$metadata"> {
  const { account } = call;
  const { Message: message = "", Subject: subject, MessageAttributes: attributes = {}, PhoneNumber: phone } = input;
  checkSubject(subject);
  if (message === "") throw invalidParameter("Empty message");
  checkAttributes(attributes);
  if (Buffer.byteLength(message) + sizeOf(attributes) > longestMessage) throw invalidParameter("Message too long");
  const target = input.TopicArn ?? input.TargetArn;
  if (target === undefined && phone === undefined) {
    throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  }
  if (phone !== undefined) return { MessageId: textTo(phone, message, call) };
  const topic = findTopic(account, call.region, target);
  checkAccess(topic, call);
  const texts = input.MessageStructure === "json" ? byProtocol(message) : { message };
  const messageId = deliver(account, topic.arn, texts.message, {
    attributes,
    ...(subject === undefined ? {} : { subject }),
    ...("byProtocol" in texts ? { byProtocol: texts.byProtocol } : {}),
  });
  return { MessageId: messageId };
}

function checkSubject(subject: string | undefined): void {
  if (subject === undefined) return;
  // Up to 100 characters of ASCII, no line breaks or control characters, first one no space.
  if (!/^[!-~][ -~]{0,99}$/.test(subject)) throw invalidParameter("Subject");
}

function checkAttributes(attributes: NonNullable<PublishCommandInput["MessageAttributes"]>): void {
  for (const [name, { DataType: type = "", StringValue: text, BinaryValue: bytes }] of Object.entries(attributes)) {
    if (!/^(String|Number|Binary)(\..+)?$/.test(type)) {
      throw invalidValue(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    }
    if (text === undefined && bytes === undefined) {
      throw invalidValue(
        `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
      );
    }
    if (type.startsWith("Number") && Number.isNaN(Number(text))) {
      throw invalidValue(`Could not cast message attribute '${name}' value to number.`);
    }
  }
}

function sizeOf(attributes: NonNullable<PublishCommandInput["MessageAttributes"]>): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType = "", StringValue = "", BinaryValue }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + (BinaryValue?.length ?? 0),
    0,
  );
}

/** The account's own identities may publish unless the topic's policy denies it. */
function checkAccess(topic: Topic, { caller }: Call): void {
  const decision = decide(topic.attributes.get("Policy"), {
    principal: { aws: caller.arn },
    action: "SNS:Publish",
    resource: topic.arn,
    context: { "aws:SecureTransport": "true" },
  });
  if (decision !== "Deny") return;
  const message = `User: ${caller.arn} is not authorized to perform: SNS:Publish on resource: ${topic.arn} with an explicit deny in a resource-based policy`;
  throw new AuthorizationErrorException({ message, $metadata: {} });
}

/** A text for each protocol, and one for the others. */
function byProtocol(text: string): { message: string; byProtocol: Partial<Record<Protocol, string>> } {
  const texts = parse(text);
  const { default: message } = texts;
  if (typeof message !== "string") throw invalidParameter("Message Structure - No default entry in JSON message body");
  const named = protocols.flatMap((protocol) => {
    const own = texts[protocol];
    return typeof own === "string" ? [[protocol, own]] : [];
  });
  return { message, byProtocol: Object.fromEntries(named) };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // The same to SNS as a text that is JSON but no object.
  }
  throw invalidParameter("Message Structure - JSON message body failed to parse");
}

function textTo(phone: string, body: string, { account }: Call): string {
  if (!/^\+[1-9]\d{1,14}$/.test(phone)) {
    throw invalidParameter(`PhoneNumber Reason: ${phone} is not valid to publish to`);
  }
  const messageId = randomUuid(account.state);
  account.state.sns.deliveries.push({
    messageId,
    subscriptionArn: "",
    protocol: "sms",
    endpoint: phone,
    at: account.now(),
    body,
  });
  return messageId;
}

function invalidValue(message: string): InvalidParameterValueException {
  return new InvalidParameterValueException({ message, $metadata: {} });
}
