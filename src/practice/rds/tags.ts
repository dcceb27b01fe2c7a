import type {
  AddTagsToResourceMessage,
  ListTagsForResourceMessage,
  RemoveTagsFromResourceMessage,
  Tag,
  TagListMessage,
} from "@aws-sdk/client-rds";
import { DBInstanceNotFoundFault, DBSnapshotNotFoundFault } from "@aws-sdk/client-rds";
import type { Call, Operation } from "../call.ts";
import { checkTags } from "./checks.ts";
import { invalidValue, missing } from "./errors.ts";
import { regionOfCall } from "./lookup.ts";

/** Sets tags of an instance or a snapshot; those with other keys stay. */
export const addTagsToResource: Operation<AddTagsToResourceMessage, Record<string, never>> = (input, call) => {
  const tags = tagsOf(call, input.ResourceName);
  const added = input.Tags ?? [];
  const kept = tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key));
  checkTags(added);
  checkTags([...kept, ...added]);
  tags.splice(0, tags.length, ...kept, ...added.map((tag) => ({ ...tag })));
  return {};
};

/** Removes the tags with the keys given. */
export const removeTagsFromResource: Operation<RemoveTagsFromResourceMessage, Record<string, never>> = (
  input,
  call,
) => {
  const tags = tagsOf(call, input.ResourceName);
  tags.splice(0, tags.length, ...tags.filter(({ Key = "" }) => !input.TagKeys?.includes(Key)));
  return {};
};

/** Lists the tags of an instance or a snapshot; everything else of RDS has none. */
export const listTagsForResource: Operation<ListTagsForResourceMessage, TagListMessage> = (input, call) => ({
  TagList: structuredClone(tagsOf(call, input.ResourceName)),
});

/** The tags of what the ARN names, to be changed in place. */
function tagsOf(call: Call, arn: string | undefined): Tag[] {
  if (arn === undefined || arn === "") throw missing("ResourceName");
  const { accountId, partition } = call.account.state;
  const [, owner, region, account, kind, name] = /^arn:([^:]*):rds:([^:]*):([^:]*):([^:]*):(.+)$/.exec(arn) ?? [];
  if (name === undefined || owner !== partition || region !== call.region || account !== accountId) {
    throw invalidValue(`Invalid resource name: ${arn}`);
  }
  const { instances, snapshots } = regionOfCall(call);
  if (kind === "db") {
    const instance = instances.get(name.toLowerCase());
    if (instance !== undefined) return instance.db.TagList;
    const message = `Could not find a DB Instance matching the resource name: '${arn}'`;
    throw new DBInstanceNotFoundFault({ message, $metadata: {} });
  }
  if (kind === "snapshot") {
    const stored = snapshots.get(name.toLowerCase());
    if (stored !== undefined) return stored.snapshot.TagList;
    const message = `Could not find a DB Snapshot matching the resource name: '${arn}'`;
    throw new DBSnapshotNotFoundFault({ message, $metadata: {} });
  }
  return [];
}
