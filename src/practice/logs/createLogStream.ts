import {
  type CreateLogStreamCommandInput,
  type CreateLogStreamCommandOutput,
  ResourceAlreadyExistsException,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../call.ts";
import { check, groupName, present, streamName } from "./constraints.ts";
import { addStream, findGroup } from "./logGroups.ts";

export const createLogStream: Operation<
  CreateLogStreamCommandInput,
  Omit<CreateLogStreamCommandOutput, "$metadata">
> = ({ logGroupName, logStreamName }, { account, region }) => {
  check(
    groupName("logGroupName", logGroupName),
    present("logStreamName", logStreamName) ?? streamName("logStreamName", logStreamName),
  );
  const group = findGroup(account, region, logGroupName ?? "");
  const name = logStreamName ?? "";
  if (group.streams.has(name)) {
    throw new ResourceAlreadyExistsException({ message: "The specified log stream already exists", $metadata: {} });
  }
  addStream(account, group, name);
  return {};
};
