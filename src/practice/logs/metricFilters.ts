import type {
  DescribeMetricFiltersCommandInput,
  DescribeMetricFiltersCommandOutput,
  TestMetricFilterCommandInput,
  TestMetricFilterCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../call.ts";
import { compileFilter } from "./compileFilter.ts";
import { check, groupName, lengthBetween, present } from "./constraints.ts";
import { findGroup } from "./logGroups.ts";

/** Tells which of up to 50 messages match a filter pattern, and which values it takes from them. */
export const testMetricFilter: Operation<
  TestMetricFilterCommandInput,
  Omit<TestMetricFilterCommandOutput, "$metadata">
> = ({ filterPattern, logEventMessages }) => {
  check(
    present("filterPattern", filterPattern) ?? lengthBetween("filterPattern", filterPattern, 0, 1024),
    present("logEventMessages", logEventMessages) ?? lengthBetween("logEventMessages", logEventMessages, 1, 50),
  );
  const { matches, extract } = compileFilter(filterPattern ?? "");
  return {
    matches: (logEventMessages ?? []).flatMap((eventMessage, i) =>
      matches(eventMessage) ? [{ eventNumber: i + 1, eventMessage, extractedValues: extract(eventMessage) }] : [],
    ),
  };
};

/** The practice account keeps no metric filters. */
export const describeMetricFilters: Operation<
  DescribeMetricFiltersCommandInput,
  Omit<DescribeMetricFiltersCommandOutput, "$metadata">
> = ({ logGroupName }, { account, region }) => {
  if (logGroupName !== undefined) {
    check(groupName("logGroupName", logGroupName));
    findGroup(account, region, logGroupName);
  }
  return { metricFilters: [] };
};
