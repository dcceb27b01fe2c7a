import type { StartLoggingCommandInput, StopLoggingCommandInput } from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { endDigests, startDigests } from "./digest.ts";
import { findTrailAtHome } from "./trailNames.ts";

/** From now on the trail records; a trail that does already goes on. */
export function startLogging({ Name }: StartLoggingCommandInput, call: Call): object {
  const trail = findTrailAtHome(call, Name);
  if (!trail.isLogging) {
    trail.isLogging = true;
    trail.startLoggingTime = call.now;
    startDigests(call.account, trail);
  }
  return {};
}

/** Ends it: what is on its way is still delivered, and a last digest file follows (FACTS 52). */
export function stopLogging({ Name }: StopLoggingCommandInput, call: Call): object {
  const trail = findTrailAtHome(call, Name);
  if (trail.isLogging) {
    trail.isLogging = false;
    trail.stopLoggingTime = call.now;
    endDigests(call.account, trail);
  }
  return {};
}
