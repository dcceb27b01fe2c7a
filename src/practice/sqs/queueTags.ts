import type {
  ListQueueTagsCommandInput,
  ListQueueTagsCommandOutput,
  TagQueueCommandInput,
  UntagQueueCommandInput,
} from "@aws-sdk/client-sqs";
import type { Call } from "../call.ts";
import { invalidParameter } from "./errors.ts";
import { queueOfUrl } from "./queues.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export function listQueueTags(
  input: ListQueueTagsCommandInput,
  { account, region }: Call,
): Omit<ListQueueTagsCommandOutput, "$metadata"> {
  const { tags } = queueOfUrl(account, region, input.QueueUrl);
  return tags.size === 0 ? {} : { Tags: Object.fromEntries(tags) };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export function tagQueue(input: TagQueueCommandInput, { account, region }: Call): void {
  const { tags, name } = queueOfUrl(account, region, input.QueueUrl);
  const added = Object.entries(input.Tags ?? {});
  if (new Set([...tags.keys(), ...added.map(([key]) => key)]).size > 50) {
    throw invalidParameter(`Too many tags added for queue ${name}.`);
  }
  for (const [key, value] of added) tags.set(key, value);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export function untagQueue(input: UntagQueueCommandInput, { account, region }: Call): void {
  const { tags } = queueOfUrl(account, region, input.QueueUrl);
  for (const key of input.TagKeys ?? []) tags.delete(key);
}
