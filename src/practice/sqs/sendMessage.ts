import {
  InvalidMessageContents,
  type MessageAttributeValue,
  type SendMessageBatchCommandInput,
  type SendMessageBatchCommandOutput,
  type SendMessageBatchResultEntry,
  type SendMessageCommandInput,
  type SendMessageCommandOutput,
} from "@aws-sdk/client-sqs";
import type { Call } from "../call.ts";
import { checkBatch, inBatch } from "./batch.ts";
import { md5OfAttributes, md5OfBody } from "./digests.ts";
import { invalidParameter, missingParameter } from "./errors.ts";
import { addMessage, queueOfUrl } from "./queues.ts";
import type { Queue } from "./state.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export function sendMessage(input: SendMessageCommandInput, call: Call): Omit<SendMessageCommandOutput, "$metadata"> {
  return send(queueOfUrl(call.account, call.region, input.QueueUrl), input, call);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export function sendMessageBatch(
  input: SendMessageBatchCommandInput,
  call: Call,
): Omit<SendMessageBatchCommandOutput, "$metadata"> {
  const queue = queueOfUrl(call.account, call.region, input.QueueUrl);
  const entries = checkBatch(input.Entries, "SendMessageBatchRequestEntry");
  return inBatch(entries, (entry): SendMessageBatchResultEntry => ({ Id: entry.Id, ...send(queue, entry, call) }));
}

type MessageInput = Pick<SendMessageCommandInput, "MessageBody" | "DelaySeconds" | "MessageAttributes">;

function send(queue: Queue, input: MessageInput, { account, caller }: Call) {
  const { MessageBody: body, DelaySeconds: delay, MessageAttributes: attributes = {} } = input;
  if (body === undefined || body === "") throw missingParameter("MessageBody");
  if (delay !== undefined && (delay < 0 || delay > 900)) {
    throw invalidParameter(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  checkText(body);
  checkAttributes(attributes);
  checkSize(queue, body, attributes);
  const message = addMessage(account, queue, body, {
    attributes,
    senderId: caller.userId,
    ...(delay === undefined ? {} : { delay }),
  });
  const names = Object.keys(attributes);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5OfBody(body),
    ...(names.length === 0 ? {} : { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

/** The characters of XML 1.0. */
function checkText(body: string): void {
  const [bad] = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(body) ?? [];
  if (bad === undefined) return;
  const code = bad.codePointAt(0)?.toString(16).toUpperCase();
  const message = `Invalid binary character '#x${code}' was found in the message body, the set of allowed characters is #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF`;
  throw new InvalidMessageContents({ message, $metadata: {} });
}

function checkAttributes(attributes: Readonly<Record<string, MessageAttributeValue>>): void {
  const names = Object.keys(attributes);
  if (names.length > 10) {
    throw invalidParameter(`Number of message attributes [${names.length}] exceeds the allowed maximum [10].`);
  }
  for (const name of names) {
    const { DataType: type = "", StringValue: text, BinaryValue: bytes } = attributes[name] ?? {};
    if (!/^(?!aws\.|amazon\.|\.)[\w.-]{1,256}(?<!\.)$/i.test(name)) {
      throw invalidParameter(`Message (user) attribute name '${name}' is invalid.`);
    }
    if (!/^(String|Number|Binary)(\..+)?$/.test(type)) {
      throw invalidParameter(
        `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
      );
    }
    const value = type.startsWith("Binary") ? bytes : text;
    if (value === undefined || value.length === 0) {
      throw invalidParameter(
        `The message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`,
      );
    }
  }
}

function checkSize(queue: Queue, body: string, attributes: Readonly<Record<string, MessageAttributeValue>>): void {
  const size = Object.entries(attributes).reduce(
    (sum, [name, { DataType = "", StringValue = "", BinaryValue }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + (BinaryValue?.length ?? 0),
    Buffer.byteLength(body),
  );
  const most = Number(queue.attributes.get("MaximumMessageSize"));
  if (size > most) {
    throw invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`);
  }
}
