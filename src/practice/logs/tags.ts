import {
  type ListTagsForResourceCommandInput,
  type ListTagsForResourceCommandOutput,
  type TagResourceCommandInput,
  type TagResourceCommandOutput,
  TooManyTagsException,
  type UntagResourceCommandInput,
  type UntagResourceCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Call, Operation } from "../call.ts";
import { check, lengthBetween, present } from "./constraints.ts";
import { identifiedGroup } from "./logGroups.ts";
import type { LogGroup } from "./state.ts";

const maxTags = 50;

export const listTagsForResource: Operation<
  ListTagsForResourceCommandInput,
  Omit<ListTagsForResourceCommandOutput, "$metadata">
> = ({ resourceArn }, call) => ({ tags: Object.fromEntries(taggedGroup(call, resourceArn).tags) });

export const tagResource: Operation<TagResourceCommandInput, Omit<TagResourceCommandOutput, "$metadata">> = (
  { resourceArn, tags = {} },
  call,
) => {
  check(...checkTags(tags));
  const group = taggedGroup(call, resourceArn);
  const after = new Map([...group.tags, ...Object.entries(tags)]);
  if (after.size > maxTags) {
    throw new TooManyTagsException({
      message: `A resource can have no more than ${maxTags} tags.`,
      resourceName: group.arn,
      $metadata: {},
    });
  }
  for (const [key, value] of after) group.tags.set(key, value);
  return {};
};

export const untagResource: Operation<UntagResourceCommandInput, Omit<UntagResourceCommandOutput, "$metadata">> = (
  { resourceArn, tagKeys },
  call,
) => {
  check(present("tagKeys", tagKeys));
  const group = taggedGroup(call, resourceArn);
  for (const key of tagKeys ?? []) group.tags.delete(key);
  return {};
};

/** What is wrong with tags, for `check`. */
export function checkTags(tags: Readonly<Record<string, string>>): (string | undefined)[] {
  return Object.entries(tags).flatMap(([key, value]) => [
    lengthBetween("tags", key, 1, 128),
    lengthBetween("tags", value, 0, 256),
  ]);
}

function taggedGroup({ account, region }: Call, resourceArn: string | undefined): LogGroup {
  check(present("resourceArn", resourceArn) ?? lengthBetween("resourceArn", resourceArn, 1, 1011));
  // Both forms of the ARN are taken here, with and without the ending.
  return identifiedGroup(account, region, (resourceArn ?? "").replace(/:\*$/, ""));
}
