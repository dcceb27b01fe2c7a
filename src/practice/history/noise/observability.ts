import { isoSeconds } from "../dates.ts";
import { trailArn } from "../inventory.ts";
import { type Call, chosen, read, write } from "./call.ts";

/** Reads of CloudWatch Logs. */
export const logReads: readonly Call[] = [
  read("logs", "DescribeLogGroups", () => `{"limit":50}`),
  read(
    "logs",
    "DescribeLogStreams",
    (scene) =>
      `{"logGroupName":"${chosen(scene, scene.inventory.logGroups)}","orderBy":"LastEventTime","descending":true}`,
  ),
  read("logs", "DescribeMetricFilters", (scene) => `{"logGroupName":"${chosen(scene, scene.inventory.logGroups)}"}`),
].map((call) => ({ ...call, apiVersion: "20140328" }));

/** A function that starts to write a new log stream. */
export const createLogStream: Call = {
  ...write(
    "logs",
    "CreateLogStream",
    ({ random, time }) =>
      `{"logGroupName":"/aws/lambda/orders-events","logStreamName":"${isoSeconds(time).slice(0, 10).replaceAll("-", "/")}/[$LATEST]${random.hex(32)}"}`,
  ),
  apiVersion: "20140328",
};

/** Looks at the audit trail itself. */
export const trailReads: readonly Call[] = [
  read("cloudtrail", "DescribeTrails", () => `{"trailNameList":[],"includeShadowTrails":true}`),
  read("cloudtrail", "GetTrailStatus", ({ inventory }) => `{"name":"${trailArn(inventory, "management-events")}"}`),
  read("cloudtrail", "GetEventSelectors", () => `{"trailName":"management-events"}`),
  read(
    "cloudtrail",
    "LookupEvents",
    ({ time }) => `{"startTime":"${new Date(time - 86_400_000).toISOString()}","maxResults":50}`,
  ),
];

/** The console's bell. */
export const consoleReads: readonly Call[] = [
  read("notifications", "ListNotificationHubs"),
  read(
    "health",
    "DescribeEventAggregates",
    () => `{"filter":{"eventStatusCodes":["open","upcoming"]},"aggregateField":"eventTypeCategory"}`,
  ),
  read("ce", "GetCostAndUsage", () => `{"granularity":"MONTHLY","metrics":["UnblendedCost"]}`),
];

/** Metrics that a collector fetches are data that CloudTrail takes for reads of CloudWatch. */
export const metricReads: readonly Call[] = [
  read("monitoring", "ListMetrics", () => `{"namespace":"AWS/RDS","recentlyActive":"PT3H"}`),
  read("monitoring", "DescribeAlarms", () => `{"maxRecords":100}`),
  read("tagging", "GetResources", () => `{"resourceTypeFilters":["rds:db"],"resourcesPerPage":100}`),
];
