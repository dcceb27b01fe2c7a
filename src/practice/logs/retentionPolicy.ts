import type {
  DeleteRetentionPolicyCommandInput,
  DeleteRetentionPolicyCommandOutput,
  PutRetentionPolicyCommandInput,
  PutRetentionPolicyCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../call.ts";
import { check, groupName, oneOf, present } from "./constraints.ts";
import { findGroup } from "./logGroups.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const allowedDays: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const putRetentionPolicy: Operation<
  PutRetentionPolicyCommandInput,
  Omit<PutRetentionPolicyCommandOutput, "$metadata">
> = ({ logGroupName, retentionInDays }, { account, region }) => {
  check(
    groupName("logGroupName", logGroupName),
    present("retentionInDays", retentionInDays) ?? oneOf("retentionInDays", retentionInDays, allowedDays),
  );
  const group = findGroup(account, region, logGroupName ?? "");
  if (retentionInDays !== undefined) group.retentionInDays = retentionInDays;
  return {};
};

export const deleteRetentionPolicy: Operation<
  DeleteRetentionPolicyCommandInput,
  Omit<DeleteRetentionPolicyCommandOutput, "$metadata">
> = ({ logGroupName }, { account, region }) => {
  check(groupName("logGroupName", logGroupName));
  delete findGroup(account, region, logGroupName ?? "").retentionInDays;
  return {};
};
