import type { DeleteTrailCommandInput } from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { findTrailAtHome } from "./trailNames.ts";

/** Deletes a trail. What it has delivered stays. */
export function deleteTrail({ Name }: DeleteTrailCommandInput, call: Call): object {
  const trail = findTrailAtHome(call, Name);
  call.account.state.cloudTrail.trails.delete(trail.arn);
  return {};
}
