import {
  type ChangeMessageVisibilityCommandInput,
  type DeleteMessageBatchCommandInput,
  type DeleteMessageBatchCommandOutput,
  type DeleteMessageCommandInput,
  MessageNotInflight,
  ReceiptHandleIsInvalid,
} from "@aws-sdk/client-sqs";
import type { Call } from "../call.ts";
import { checkBatch, inBatch } from "./batch.ts";
import { invalidParameter } from "./errors.ts";
import { queueOfUrl } from "./queues.ts";
import type { Queue, QueueMessage } from "./state.ts";
import { wake } from "./waiting.ts";

/** Longest time for which a message can be hidden, in seconds. */
const longestHidden = 43_200;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export function deleteMessage(input: DeleteMessageCommandInput, { account, region }: Call): void {
  remove(queueOfUrl(account, region, input.QueueUrl), input.ReceiptHandle);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export function deleteMessageBatch(
  input: DeleteMessageBatchCommandInput,
  { account, region }: Call,
): Omit<DeleteMessageBatchCommandOutput, "$metadata"> {
  const queue = queueOfUrl(account, region, input.QueueUrl);
  const entries = checkBatch(input.Entries, "DeleteMessageBatchRequestEntry");
  return inBatch(entries, ({ Id, ReceiptHandle }) => {
    remove(queue, ReceiptHandle);
    return { Id };
  });
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export function changeMessageVisibility(input: ChangeMessageVisibilityCommandInput, call: Call): void {
  const { account, region, now } = call;
  const queue = queueOfUrl(account, region, input.QueueUrl);
  const { VisibilityTimeout: seconds = 0 } = input;
  if (seconds < 0 || seconds > longestHidden) {
    throw invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be between 0 and ${longestHidden}, if provided.`,
    );
  }
  const message = find(queue, input.ReceiptHandle);
  if (message === undefined || message.visibleAt <= now) {
    const reason = `Value ${input.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`;
    if (message === undefined) throw invalidParameter(reason);
    throw new MessageNotInflight({ message: reason, $metadata: {} });
  }
  message.visibleAt = now + seconds * 1000;
  if (seconds === 0) wake(queue);
}

/** A message that is gone is deleted already, and the receipt of an earlier receive deletes nothing. */
function remove(queue: Queue, receiptHandle: string | undefined): void {
  const message = find(queue, receiptHandle);
  if (message !== undefined) queue.messages.splice(queue.messages.indexOf(message), 1);
}

/** @throws ReceiptHandleIsInvalid where the text can be no receipt. */
function find(queue: Queue, receiptHandle = ""): QueueMessage | undefined {
  if (!/^AQEB[\w-]{180,}$/.test(receiptHandle)) {
    const message = `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`;
    throw new ReceiptHandleIsInvalid({ message, $metadata: {} });
  }
  return queue.messages.find((message) => message.receiptHandle === receiptHandle);
}
