import type { Message, ReceiveMessageCommandInput, ReceiveMessageCommandOutput } from "@aws-sdk/client-sqs";
import type { Account } from "../account.ts";
import type { Call } from "../call.ts";
import { randomAlphanumerics } from "../ids.ts";
import { md5OfAttributes, md5OfBody } from "./digests.ts";
import { invalidParameter } from "./errors.ts";
import { redriveOf } from "./queueAttributes.ts";
import { dropExpired, queueOfArn, queueOfUrl } from "./queues.ts";
import type { Queue, QueueMessage } from "./state.ts";
import { untilWoken } from "./waiting.ts";

/**
 * Waits by the account's clock until there is a message or `WaitTimeSeconds` are over.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export async function receiveMessage(
  input: ReceiveMessageCommandInput,
  call: Call,
): Promise<Omit<ReceiveMessageCommandOutput, "$metadata">> {
  const { account, region, signal } = call;
  const queue = queueOfUrl(account, region, input.QueueUrl);
  const most = checkRange("MaxNumberOfMessages", input.MaxNumberOfMessages ?? 1, 1, 10);
  const wait = checkRange(
    "WaitTimeSeconds",
    input.WaitTimeSeconds ?? numberOf(queue, "ReceiveMessageWaitTimeSeconds"),
    0,
    20,
  );
  const hide = checkRange(
    "VisibilityTimeout",
    input.VisibilityTimeout ?? numberOf(queue, "VisibilityTimeout"),
    0,
    43_200,
  );
  const until = call.now + wait * 1000;
  for (;;) {
    const messages = take(account, queue, most, hide);
    if (messages.length > 0) return { Messages: messages.map((message) => describe(message, input)) };
    if (account.now() >= until || signal.aborted || queueOfArn(account, queue.arn) !== queue) return {};
    account.schedule(Math.min(until, nextVisible(account, queue)), "sqs.wake", { region, name: queue.name });
    await untilWoken(queue, signal);
  }
}

function checkRange(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  const reason =
    name === "WaitTimeSeconds" ? `Must be >= ${least} and <= ${most}` : `Must be between ${least} and ${most}`;
  throw invalidParameter(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}, if provided.`);
}

function numberOf(queue: Queue, attribute: string): number {
  return Number(queue.attributes.get(attribute));
}

/** Hides messages from others for `hide` seconds. What was received too often goes to the dead-letter queue. */
function take(account: Account, queue: Queue, most: number, hide: number): QueueMessage[] {
  dropExpired(account, queue);
  bury(account, queue);
  const now = account.now();
  const messages = queue.messages.filter(({ visibleAt }) => visibleAt <= now).slice(0, most);
  for (const message of messages) {
    message.visibleAt = now + hide * 1000;
    message.firstReceivedAt ??= now;
    message.receiveCount++;
    message.receiptHandle = `AQEB${randomAlphanumerics(account.state, 180)}${Buffer.from(message.id).toString("base64url")}`;
  }
  return messages;
}

function bury(account: Account, queue: Queue): void {
  const redrive = redriveOf(queue.attributes.get("RedrivePolicy"));
  const target = redrive && queueOfArn(account, redrive.target);
  if (redrive === undefined || target === undefined) return;
  const now = account.now();
  for (const message of [...queue.messages]) {
    if (message.visibleAt > now || message.receiveCount < redrive.most) continue;
    queue.messages.splice(queue.messages.indexOf(message), 1);
    target.messages.push({ ...message, visibleAt: now, receiveCount: 0 });
  }
}

function nextVisible(account: Account, queue: Queue): number {
  const later = queue.messages.map(({ visibleAt }) => visibleAt).filter((time) => time > account.now());
  return Math.min(...later);
}

function describe(message: QueueMessage, input: ReceiveMessageCommandInput): Message {
  const { id, body, receiptHandle, senderId, sentAt, receiveCount, firstReceivedAt = 0 } = message;
  const system: Record<string, string> = {
    SenderId: senderId,
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receiveCount),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
  };
  const wanted: readonly string[] = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const given = Object.entries(system).filter(([name]) => wanted.includes("All") || wanted.includes(name));
  const attributes = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) => isWanted(name, input.MessageAttributeNames)),
  );
  return {
    MessageId: id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: md5OfBody(body),
    Body: body,
    ...(given.length === 0 ? {} : { Attributes: Object.fromEntries(given) }),
    ...(Object.keys(attributes).length === 0
      ? {}
      : { MD5OfMessageAttributes: md5OfAttributes(attributes), MessageAttributes: attributes }),
  };
}

/** Names may be given whole, as `All` or `.*`, or as `prefix.*`. */
function isWanted(name: string, patterns: readonly string[] = []): boolean {
  return patterns.some(
    (pattern) =>
      pattern === name ||
      pattern === "All" ||
      pattern === ".*" ||
      (pattern.endsWith(".*") && name.startsWith(pattern.slice(0, -1))),
  );
}
