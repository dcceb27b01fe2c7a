import type { UpdateTrailCommandInput, UpdateTrailResponse } from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { endDigests, startDigests } from "./digest.ts";
import type { Trail } from "./state.ts";
import { trailSettings } from "./trailDescription.ts";
import { checkDestinations, checkScope, greetTopic, readTrailInput, type TrailChange } from "./trailInput.ts";
import { findTrailAtHome } from "./trailNames.ts";

/** Changes what the request names, and checks only that. */
export function updateTrail(input: UpdateTrailCommandInput, call: Call): UpdateTrailResponse {
  const trail = findTrailAtHome(call, input.Name);
  const change = readTrailInput(call, input);
  const after: Trail = { ...trail, ...change };
  checkScope(after);
  const cleared = clearedSettings(change);
  for (const name of cleared) delete after[name];
  checkDestinations(call, change, after);
  Object.assign(trail, change);
  for (const name of cleared) delete trail[name];
  if (trail.logFileValidationEnabled) startDigests(call.account, trail);
  else endDigests(call.account, trail);
  greetTopic(call, change.snsTopicArn);
  return trailSettings(trail);
}

const clearable = [
  "s3KeyPrefix",
  "snsTopicArn",
  "cloudWatchLogsLogGroupArn",
  "cloudWatchLogsRoleArn",
  "kmsKeyId",
] as const;

/** Settings that an empty text takes away. */
function clearedSettings(change: TrailChange): (typeof clearable)[number][] {
  return clearable.filter((name) => change[name] === "");
}
