import {
  type AddTagsCommandInput,
  InvalidTagParameterException,
  type ListTagsCommandInput,
  type ListTagsResponse,
  type RemoveTagsCommandInput,
  ResourceNotFoundException,
  type Tag,
  TagsLimitExceededException,
} from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import type { Trail } from "./state.ts";
import { checkTrailArn, isVisible } from "./trailNames.ts";

const mostTags = 50;

/** Adds tags to a trail, or gives those of the same key another value. */
export function addTags({ ResourceId, TagsList }: AddTagsCommandInput, call: Call): object {
  const trail = taggedTrail(call, ResourceId);
  trail.tags = checkedTags(trail.tags, TagsList ?? []);
  return {};
}

/** Takes tags away by key. A tag that is given with a value goes only if it has that value. */
export function removeTags({ ResourceId, TagsList }: RemoveTagsCommandInput, call: Call): object {
  const trail = taggedTrail(call, ResourceId);
  const isRemoved = (tag: Tag) =>
    (TagsList ?? []).some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value));
  trail.tags = trail.tags.filter((tag) => !isRemoved(tag));
  return {};
}

/** The tags of trails, by their ARNs. */
export function listTags({ ResourceIdList }: ListTagsCommandInput, call: Call): ListTagsResponse {
  const trails = (ResourceIdList ?? []).map((id) => taggedTrail(call, id));
  return { ResourceTagList: trails.map(({ arn, tags }) => ({ ResourceId: arn, TagsList: tags })) };
}

/**
 * Tags with others added, which replace those of the same key.
 * @throws InvalidTagParameterException, TagsLimitExceededException
 */
export function checkedTags(tags: readonly Tag[], added: readonly Tag[]): Tag[] {
  const keys = added.map(({ Key }) => Key ?? "");
  if (new Set(keys).size < keys.length) throw invalidTag("Duplicate tag keys found in the request.");
  for (const { Key = "", Value = "" } of added) {
    if (Key.length < 1 || Key.length > 128 || Value.length > 256) {
      throw invalidTag("A tag key has 1 to 128 characters, a tag value at most 256.");
    }
    if (/^aws:/i.test(Key)) throw invalidTag("Tag keys that begin with aws: are reserved.");
  }
  const all = new Map([...tags, ...added].map((tag) => [tag.Key, tag]));
  if (all.size > mostTags) {
    const message = `The number of tags per trail, event data store, dashboard, or channel has exceeded the permitted amount. Currently, the limit is ${mostTags}.`;
    throw new TagsLimitExceededException({ message, $metadata: {} });
  }
  return [...all.values()];
}

function taggedTrail({ account, region }: Call, arn = ""): Trail {
  checkTrailArn(arn);
  const trail = account.state.cloudTrail.trails.get(arn);
  if (trail === undefined || !isVisible(trail, region)) {
    throw new ResourceNotFoundException({ message: `The resource ${arn} does not exist.`, $metadata: {} });
  }
  return trail;
}

function invalidTag(message: string): InvalidTagParameterException {
  return new InvalidTagParameterException({ message, $metadata: {} });
}
