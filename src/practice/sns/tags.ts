import {
  type ListTagsForResourceCommandInput,
  type ListTagsForResourceCommandOutput,
  ResourceNotFoundException,
  type Tag,
  TagLimitExceededException,
  type TagResourceCommandInput,
  type TagResourceCommandOutput,
  type UntagResourceCommandInput,
  type UntagResourceCommandOutput,
} from "@aws-sdk/client-sns";
import type { Call } from "../call.ts";
import type { Topic } from "./state.ts";
import { invalidParameter } from "./topics.ts";

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export function listTagsForResource(
  input: ListTagsForResourceCommandInput,
  call: Call,
): Omit<ListTagsForResourceCommandOutput, "$metadata"> {
  return { Tags: [...taggedTopic(call, input.ResourceArn).tags].map(([Key, Value]) => ({ Key, Value })) };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export function tagResource(input: TagResourceCommandInput, call: Call): Omit<TagResourceCommandOutput, "$metadata"> {
  const { tags } = taggedTopic(call, input.ResourceArn);
  const added = tagsOf(input.Tags);
  if (new Set([...tags.keys(), ...added.keys()]).size > 50) {
    const message = "Could not complete request: tag quota of per resource exceeded";
    throw new TagLimitExceededException({ message, $metadata: {} });
  }
  for (const [key, value] of added) tags.set(key, value);
  return {};
}

/** https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html */
export function untagResource(
  input: UntagResourceCommandInput,
  call: Call,
): Omit<UntagResourceCommandOutput, "$metadata"> {
  const { tags } = taggedTopic(call, input.ResourceArn);
  for (const key of input.TagKeys ?? []) tags.delete(key);
  return {};
}

/**
 * Tags by key.
 * @throws InvalidParameterException
 */
export function tagsOf(list: readonly Tag[] = []): Map<string, string> {
  const tags = new Map<string, string>();
  for (const { Key: key = "", Value: value = "" } of list) {
    if (tags.has(key)) throw invalidParameter("Duplicated keys are not allowed.");
    if (key === "" || key.length > 128 || key.toLowerCase().startsWith("aws:"))
      throw invalidParameter("Tags Reason: Key");
    if (value.length > 256) throw invalidParameter("Tags Reason: Value");
    tags.set(key, value);
  }
  return tags;
}

function taggedTopic({ account, region }: Call, arn: string | undefined): Topic {
  const topic = account.state.sns.topics.get(arn ?? "");
  if (topic === undefined || topic.arn.split(":")[3] !== region) {
    throw new ResourceNotFoundException({ message: "Resource does not exist", $metadata: {} });
  }
  return topic;
}
