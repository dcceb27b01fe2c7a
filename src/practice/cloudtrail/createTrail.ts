import {
  type CreateTrailCommandInput,
  type CreateTrailResponse,
  MaximumNumberOfTrailsExceededException,
  TrailAlreadyExistsException,
} from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { newTrail, type Trail } from "./state.ts";
import { checkedTags } from "./tags.ts";
import { trailSettings } from "./trailDescription.ts";
import { checkDestinations, checkScope, greetTopic, readTrailInput } from "./trailInput.ts";
import { checkTrailName, isVisible, trailArn } from "./trailNames.ts";

/** Trails that a Region may have, shadows included (FACTS 83). */
const mostTrails = 5;

/** A new trail. It does not log until StartLogging (FACTS 92). */
export function createTrail(input: CreateTrailCommandInput, call: Call): CreateTrailResponse {
  const { account, region } = call;
  const { trails } = account.state.cloudTrail;
  const name = input.Name ?? "";
  checkTrailName(name);
  const change = readTrailInput(call, input);
  const arn = trailArn(account, region, name);
  const trail: Trail = newTrail({
    s3BucketName: "",
    ...withoutEmpty(change),
    name,
    arn,
    homeRegion: region,
    tags: checkedTags([], input.TagsList ?? []),
  });
  checkScope(trail);
  if (trails.has(arn)) {
    throw new TrailAlreadyExistsException({
      message: `Trail ${name} already exists for customer: ${account.state.accountId}`,
      $metadata: {},
    });
  }
  if ([...trails.values()].filter((other) => isVisible(other, region)).length >= mostTrails) {
    throw new MaximumNumberOfTrailsExceededException({
      message: `User: ${account.state.accountId} already has ${mostTrails} trails in ${region}.`,
      $metadata: {},
    });
  }
  checkDestinations(call, change, trail);
  trails.set(arn, trail);
  greetTopic(call, trail.snsTopicArn);
  return trailSettings(trail);
}

/** The change without the settings that an empty text leaves out. */
function withoutEmpty<T extends object>(change: T): T {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== "")) as T;
}
