import {
  type LogGroup as DescribedLogGroup,
  type DescribeLogGroupsCommandInput,
  type DescribeLogGroupsCommandOutput,
  LogGroupClass,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Account } from "../account.ts";
import type { Operation } from "../call.ts";
import { between, check, groupIdentifier, groupName, invalidParameter, lengthBetween, oneOf } from "./constraints.ts";
import { groupArn, groupsOf } from "./logGroups.ts";
import type { LogGroup } from "./state.ts";
import { pageOf } from "./token.ts";

/** A record of the past is about as long as this; counting them would mean to make them all. */
const typicalRecordBytes = 1_500;

export const describeLogGroups: Operation<
  DescribeLogGroupsCommandInput,
  Omit<DescribeLogGroupsCommandOutput, "$metadata">
> = (input, { account, region, now }) => {
  const { logGroupNamePrefix, logGroupNamePattern, logGroupIdentifiers, logGroupClass, limit, nextToken } = input;
  check(
    logGroupNamePrefix === undefined ? undefined : groupName("logGroupNamePrefix", logGroupNamePrefix),
    lengthBetween("logGroupNamePattern", logGroupNamePattern, 0, 512),
    lengthBetween("logGroupIdentifiers", logGroupIdentifiers, 1, 50),
    ...(logGroupIdentifiers ?? []).map((identifier) => groupIdentifier("logGroupIdentifiers", identifier)),
    oneOf("logGroupClass", logGroupClass, Object.values(LogGroupClass)),
    between("limit", limit, 1, 50),
  );
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
    throw invalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }
  const names = logGroupIdentifiers?.map((each) => each.replace(groupArn(account, region, ""), ""));
  const groups = [...groupsOf(account, region).values()]
    .filter(({ name }) => name.startsWith(logGroupNamePrefix ?? "") && name.includes(logGroupNamePattern ?? ""))
    .filter(({ name }) => names?.includes(name) ?? true)
    .filter((group) => logGroupClass === undefined || isOfClass(group, logGroupClass))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = pageOf("DescribeLogGroups", groups, { nextToken, limit: limit ?? 50 }, now);
  const describe = logGroupNamePattern === undefined ? describeFully : describeBriefly;
  return {
    logGroups: page.items.map((group) => describe(group, account)),
    ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
  };
};

const cheaperClasses: readonly LogGroupClass[] = [LogGroupClass.INFREQUENT_ACCESS, LogGroupClass.ESSENTIALS];

/** Either of the two cheaper classes stands for both. */
function isOfClass({ logGroupClass }: LogGroup, wanted: LogGroupClass): boolean {
  return cheaperClasses.includes(wanted) ? cheaperClasses.includes(logGroupClass) : logGroupClass === wanted;
}

function describeBriefly({ name, arn, creationTime }: LogGroup): DescribedLogGroup {
  return { logGroupName: name, creationTime, arn: `${arn}:*` };
}

function describeFully(group: LogGroup, account: Account): DescribedLogGroup {
  const { retentionInDays, kmsKeyId, deletionProtectionEnabled = false } = group;
  const streams = [...group.streams.values()];
  const storedBytes = streams.reduce((sum, stream) => sum + stream.storedBytes, 0);
  const hasPast = streams.some((stream) => stream.history);
  return {
    ...describeBriefly(group),
    metricFilterCount: 0,
    storedBytes: storedBytes + (hasPast ? account.history.size * typicalRecordBytes : 0),
    logGroupClass: group.logGroupClass,
    logGroupArn: group.arn,
    deletionProtectionEnabled,
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
  };
}
