import { QueueDoesNotExist } from "@aws-sdk/client-sqs";
import type { Account } from "../account.ts";
import { randomUuid } from "../ids.ts";
import type { Queue, QueueMessage } from "./state.ts";
import { wake } from "./waiting.ts";

/** What a queue is given where nothing else is said, in seconds and bytes. */
export const defaultAttributes: Readonly<Record<string, string>> = {
  VisibilityTimeout: "30",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  DelaySeconds: "0",
  ReceiveMessageWaitTimeSeconds: "0",
  SqsManagedSseEnabled: "true",
};

/** The queues of a Region by name. */
export function queuesOf(account: Account, region: string): Map<string, Queue> {
  const { queues } = account.state.sqs;
  let ofRegion = queues.get(region);
  if (ofRegion === undefined) {
    ofRegion = new Map();
    queues.set(region, ofRegion);
  }
  return ofRegion;
}

/** ARN of a queue. */
export function queueArn(account: Account, region: string, name: string): string {
  return `arn:${account.state.partition}:sqs:${region}:${account.state.accountId}:${name}`;
}

/** What a new queue may be given. */
export interface QueueOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Adds an empty queue, or replaces the one of that name. */
export function addQueue(account: Account, region: string, name: string, options: QueueOptions = {}): Queue {
  const queue: Queue = {
    name,
    arn: queueArn(account, region, name),
    createdAt: account.now(),
    lastModifiedAt: account.now(),
    attributes: new Map(Object.entries({ ...defaultAttributes, ...options.attributes })),
    tags: new Map(Object.entries(options.tags ?? {})),
    messages: [],
  };
  queuesOf(account, region).set(name, queue);
  return queue;
}

/** The queue of an ARN in this account, or `undefined`. */
export function queueOfArn(account: Account, arn: string): Queue | undefined {
  const [, , service, region = "", owner, name = ""] = arn.split(":");
  if (service !== "sqs" || owner !== account.state.accountId) return undefined;
  return queuesOf(account, region).get(name);
}

/** What callers send to: the queue's name is in it, its Region is not. */
export function queueUrl(account: Account, name: string): string {
  return `${account.endpoint}/${account.state.accountId}/${name}`;
}

/**
 * The queue of a URL in the caller's Region.
 * @throws QueueDoesNotExist
 */
export function queueOfUrl(account: Account, region: string, url: string | undefined): Queue {
  const [owner, name = ""] = (url ?? "").split("/").slice(-2);
  const queue = queuesOf(account, region).get(name);
  if (queue === undefined || owner !== account.state.accountId) {
    throw new QueueDoesNotExist({ message: "The specified queue does not exist.", $metadata: {} });
  }
  return queue;
}

/** What a message carries besides its body. */
export type MessageOptions = Partial<Pick<QueueMessage, "attributes" | "senderId">> & {
  /** Seconds until it can be received; the queue's own `DelaySeconds` unless given. */
  readonly delay?: number;
};

/** Puts a message at the end of a queue. */
export function addMessage(account: Account, queue: Queue, body: string, options: MessageOptions = {}): QueueMessage {
  const { delay = Number(queue.attributes.get("DelaySeconds")), attributes = {}, senderId = "" } = options;
  const now = account.now();
  const message: QueueMessage = {
    id: randomUuid(account.state),
    body,
    attributes,
    senderId,
    sentAt: now,
    visibleAt: now + delay * 1000,
    receiveCount: 0,
  };
  queue.messages.push(message);
  wake(queue);
  return message;
}

/** Drops what is older than the queue keeps its messages. */
export function dropExpired(account: Account, queue: Queue): void {
  const oldest = account.now() - Number(queue.attributes.get("MessageRetentionPeriod")) * 1000;
  const kept = queue.messages.findIndex(({ sentAt }) => sentAt > oldest);
  queue.messages.splice(0, kept < 0 ? queue.messages.length : kept);
}
