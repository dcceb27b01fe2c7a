import type { MessageAttributeValue } from "@aws-sdk/client-sqs";

/** One message of a queue. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
  readonly senderId: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** Epoch milliseconds from which it can be received: after a delay or a visibility timeout. */
  visibleAt: number;
  /** Epoch milliseconds. */
  firstReceivedAt?: number;
  receiveCount: number;
  /** The one that the latest receive gave. */
  receiptHandle?: string;
}

/** One queue. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  lastModifiedAt: number;
  /** The attributes that can be set, as texts, defaults included. */
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  /** In order of arrival. */
  readonly messages: QueueMessage[];
  /** Epoch milliseconds of the latest PurgeQueue. */
  purgedAt?: number;
}

/** SQS by Region, then by queue name. */
export interface SqsState {
  readonly queues: Map<string, Map<string, Queue>>;
  /** When a queue was deleted, in epoch milliseconds, by its ARN: its name is not free at once. */
  readonly deletedAt: Map<string, number>;
}

/** An account without queues. */
export function newSqsState(): SqsState {
  return { queues: new Map(), deletedAt: new Map() };
}
