import {
  type CreateLogGroupCommandInput,
  type CreateLogGroupCommandOutput,
  LogGroupClass,
  ResourceAlreadyExistsException,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../call.ts";
import { check, groupName, oneOf } from "./constraints.ts";
import { addGroup, groupsOf } from "./logGroups.ts";
import { checkTags } from "./tags.ts";

export const createLogGroup: Operation<CreateLogGroupCommandInput, Omit<CreateLogGroupCommandOutput, "$metadata">> = (
  { logGroupName, logGroupClass, kmsKeyId, tags = {}, deletionProtectionEnabled },
  { account, region },
) => {
  check(
    groupName("logGroupName", logGroupName),
    oneOf("logGroupClass", logGroupClass, Object.values(LogGroupClass)),
    ...checkTags(tags),
  );
  const name = logGroupName ?? "";
  if (groupsOf(account, region).has(name)) {
    throw new ResourceAlreadyExistsException({ message: "The specified log group already exists", $metadata: {} });
  }
  addGroup(account, region, name, {
    logGroupClass: logGroupClass ?? LogGroupClass.STANDARD,
    tags: new Map(Object.entries(tags)),
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    ...(deletionProtectionEnabled === undefined ? {} : { deletionProtectionEnabled }),
  });
  return {};
};
