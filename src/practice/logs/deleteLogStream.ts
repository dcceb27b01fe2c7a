import type { DeleteLogStreamCommandInput, DeleteLogStreamCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../call.ts";
import { check, groupName, present, streamName } from "./constraints.ts";
import { findGroup, findStream } from "./logGroups.ts";

export const deleteLogStream: Operation<
  DeleteLogStreamCommandInput,
  Omit<DeleteLogStreamCommandOutput, "$metadata">
> = ({ logGroupName, logStreamName }, { account, region }) => {
  check(
    groupName("logGroupName", logGroupName),
    present("logStreamName", logStreamName) ?? streamName("logStreamName", logStreamName),
  );
  const group = findGroup(account, region, logGroupName ?? "");
  group.streams.delete(findStream(group, logStreamName ?? "").name);
  return {};
};
