import {
  type DeleteLogGroupCommandInput,
  type DeleteLogGroupCommandOutput,
  ValidationException,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../call.ts";
import { check, groupName } from "./constraints.ts";
import { findGroup, groupsOf } from "./logGroups.ts";

/** Removes a log group with all its events, unless it is protected. */
export const deleteLogGroup: Operation<DeleteLogGroupCommandInput, Omit<DeleteLogGroupCommandOutput, "$metadata">> = (
  { logGroupName },
  { account, region },
) => {
  check(groupName("logGroupName", logGroupName));
  const group = findGroup(account, region, logGroupName ?? "");
  if (group.deletionProtectionEnabled) {
    throw new ValidationException({
      message: "The specified log group has deletion protection enabled.",
      $metadata: {},
    });
  }
  groupsOf(account, region).delete(group.name);
  return {};
};
