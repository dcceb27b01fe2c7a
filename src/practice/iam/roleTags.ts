import type {
  ListRoleTagsCommandInput,
  ListRoleTagsCommandOutput,
  TagRoleCommandInput,
  UntagRoleCommandInput,
} from "@aws-sdk/client-iam";
import type { Call } from "../call.ts";
import { pageOf } from "./paging.ts";
import { findRole } from "./roles.ts";
import { checkTags } from "./validation.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export function tagRole(input: TagRoleCommandInput, { account }: Call): void {
  const { tags } = findRole(account, input.RoleName);
  for (const [key, value] of checkTags(input.Tags)) {
    // A key that is there in other letters is the same key.
    const same = [...tags.keys()].find((other) => other.toLowerCase() === key.toLowerCase());
    if (same !== undefined) tags.delete(same);
    tags.set(key, value);
  }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export function untagRole(input: UntagRoleCommandInput, { account }: Call): void {
  const { tags } = findRole(account, input.RoleName);
  for (const key of input.TagKeys ?? []) tags.delete(key);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export function listRoleTags(
  input: ListRoleTagsCommandInput,
  { account }: Call,
): Omit<ListRoleTagsCommandOutput, "$metadata"> {
  const tags = [...findRole(account, input.RoleName).tags].map(([Key, Value]) => ({ Key, Value }));
  const { items, more } = pageOf(tags, input);
  return { Tags: items, ...more };
}
