import type { StartLoggingCommandInput, StopLoggingCommandInput } from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { endDigests, startDigests } from "./digest.ts";
import { findTrailAtHome } from "./trailNames.ts";

export function startLogging({ Name }: StartLoggingCommandInput, call: Call): object {
  const trail = findTrailAtHome(call, Name);
  if (!trail.isLogging) {
    trail.isLogging = true;
    trail.startLoggingTime = call.now;
    startDigests(call.account, trail);
  }
  return {};
}

export function stopLogging({ Name }: StopLoggingCommandInput, call: Call): object {
  const trail = findTrailAtHome(call, Name);
  if (trail.isLogging) {
    trail.isLogging = false;
    trail.stopLoggingTime = call.now;
    endDigests(call.account, trail);
  }
  return {};
}
