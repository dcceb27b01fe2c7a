import {
  type CreateQueueCommandInput,
  type CreateQueueCommandOutput,
  type DeleteQueueCommandInput,
  type GetQueueUrlCommandInput,
  type GetQueueUrlCommandOutput,
  type ListQueuesCommandInput,
  type ListQueuesCommandOutput,
  type PurgeQueueCommandInput,
  PurgeQueueInProgress,
  QueueDeletedRecently,
  QueueNameExists,
} from "@aws-sdk/client-sqs";
import type { Call } from "../call.ts";
import { invalidParameter } from "./errors.ts";
import { checkAttribute } from "./queueAttributes.ts";
import { addQueue, defaultAttributes, queueArn, queueOfUrl, queuesOf, queueUrl } from "./queues.ts";
import { wake } from "./waiting.ts";

/** For how long the name of a deleted queue, or a queue that was purged, cannot be used so again; milliseconds. */
const pause = 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export function createQueue(input: CreateQueueCommandInput, call: Call): Omit<CreateQueueCommandOutput, "$metadata"> {
  const { account, region, now } = call;
  const { QueueName: name = "", Attributes: attributes = {}, tags = {} } = input;
  for (const [attribute, value] of Object.entries(attributes)) checkAttribute(account, attribute, value);
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
    throw invalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
  }
  const existing = queuesOf(account, region).get(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    const current = existing?.attributes.get(attribute) ?? defaultAttributes[attribute];
    if (existing !== undefined && current !== value) {
      const message = `A queue already exists with the same name and a different value for attribute ${attribute}`;
      throw new QueueNameExists({ message, $metadata: {} });
    }
  }
  if (existing === undefined) {
    const deletedAt = account.state.sqs.deletedAt.get(queueArn(account, region, name));
    if (deletedAt !== undefined && now < deletedAt + pause) {
      const message =
        "You must wait 60 seconds after deleting a queue before you can create another with the same name.";
      throw new QueueDeletedRecently({ message, $metadata: {} });
    }
    addQueue(account, region, name, { attributes, tags });
  }
  return { QueueUrl: queueUrl(account, name) };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export function deleteQueue(input: DeleteQueueCommandInput, { account, region, now }: Call): void {
  const queue = queueOfUrl(account, region, input.QueueUrl);
  queuesOf(account, region).delete(queue.name);
  account.state.sqs.deletedAt.set(queue.arn, now);
  wake(queue);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export function purgeQueue(input: PurgeQueueCommandInput, { account, region, now }: Call): void {
  const queue = queueOfUrl(account, region, input.QueueUrl);
  if (queue.purgedAt !== undefined && now < queue.purgedAt + pause) {
    const message = `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`;
    throw new PurgeQueueInProgress({ message, $metadata: {} });
  }
  queue.purgedAt = now;
  queue.messages.length = 0;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export function getQueueUrl(
  input: GetQueueUrlCommandInput,
  { account, region }: Call,
): Omit<GetQueueUrlCommandOutput, "$metadata"> {
  const { QueueName: name = "", QueueOwnerAWSAccountId: owner = account.state.accountId } = input;
  const url = `${account.endpoint}/${owner}/${name}`;
  return { QueueUrl: queueUrl(account, queueOfUrl(account, region, url).name) };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export function listQueues(
  input: ListQueuesCommandInput,
  { account, region }: Call,
): Omit<ListQueuesCommandOutput, "$metadata"> {
  const { QueueNamePrefix: prefix = "", MaxResults: most, NextToken: token } = input;
  if (most !== undefined && (most < 1 || most > 1000)) {
    throw invalidParameter(
      `Value ${most} for parameter MaxResults is invalid. Reason: MaxResults must be between 1 and 1000, if provided.`,
    );
  }
  if (token !== undefined && most === undefined) {
    throw invalidParameter("MaxResults is a mandatory parameter when you provide a value for NextToken.");
  }
  const after = token === undefined ? "" : Buffer.from(token, "base64").toString();
  const names = [...queuesOf(account, region).keys()].filter((name) => name.startsWith(prefix) && name > after).sort();
  const page = names.slice(0, most ?? 1000);
  const last = page.at(-1);
  // Without MaxResults there is no token: what is beyond the thousandth queue is not told.
  const more = most !== undefined && last !== undefined && page.length < names.length;
  return {
    ...(page.length === 0 ? {} : { QueueUrls: page.map((name) => queueUrl(account, name)) }),
    ...(more ? { NextToken: Buffer.from(last).toString("base64") } : {}),
  };
}
