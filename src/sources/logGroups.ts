import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";

/** A log group that can be searched. */
export interface LogGroupChoice {
  readonly name: string;
  /** The trail that delivers to it, where one does. */
  readonly trail: string | undefined;
}

/** Log groups of one account can be many thousands; more than this many do not help a person choose. */
const MOST_GROUPS = 500;

const MOST_STREAMS = 500;

/**
 * The log groups of the Region, those that a trail delivers to first. When trails may not be listed the groups still
 * are, in the order of AWS; when groups may not be listed the trails' own still are (F12).
 */
export async function listLogGroups(
  clients: { cloudTrail(): Promise<CloudTrailClient>; logs(): Promise<CloudWatchLogsClient> },
  region: string,
  signal: AbortSignal,
): Promise<readonly LogGroupChoice[]> {
  const [trails, groups] = await Promise.allSettled([
    trailGroups(await clients.cloudTrail(), region, signal),
    allGroups(await clients.logs(), signal),
  ]);
  if (groups.status === "rejected" && (trails.status === "rejected" || trails.value.length === 0)) throw groups.reason;
  const delivered = trails.status === "fulfilled" ? trails.value : [];
  const others = groups.status === "fulfilled" ? groups.value : [];
  const names = new Set(delivered.map(({ name }) => name));
  return [...delivered, ...others.filter((name) => !names.has(name)).map((name) => ({ name, trail: undefined }))];
}

/** The streams of a log group, those that had a record last first (FACTS 74). */
export async function listLogStreams(
  client: CloudWatchLogsClient,
  logGroupName: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { paginateDescribeLogStreams } = await import("@aws-sdk/client-cloudwatch-logs");
  const names: string[] = [];
  const input = { logGroupName, orderBy: "LastEventTime", descending: true } as const;
  for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input, { abortSignal: signal })) {
    for (const { logStreamName } of logStreams) if (logStreamName !== undefined) names.push(logStreamName);
    if (names.length >= MOST_STREAMS) break;
  }
  return names;
}

async function trailGroups(client: CloudTrailClient, region: string, signal: AbortSignal): Promise<LogGroupChoice[]> {
  const { DescribeTrailsCommand } = await import("@aws-sdk/client-cloudtrail");
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({}), { abortSignal: signal });
  const choices = new Map<string, LogGroupChoice>();
  for (const { CloudWatchLogsLogGroupArn: arn, Name: trail } of trailList) {
    // arn:aws:logs:REGION:ACCOUNT:log-group:NAME:* — a multi-Region trail delivers to its home Region only (FACTS 75).
    const [, , , groupRegion, , , name] = arn?.split(":") ?? [];
    if (name !== undefined && groupRegion === region) choices.set(name, { name, trail });
  }
  return [...choices.values()];
}

async function allGroups(client: CloudWatchLogsClient, signal: AbortSignal): Promise<string[]> {
  const { paginateDescribeLogGroups } = await import("@aws-sdk/client-cloudwatch-logs");
  const names: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {}, { abortSignal: signal })) {
    for (const { logGroupName } of logGroups) if (logGroupName !== undefined) names.push(logGroupName);
    if (names.length >= MOST_GROUPS) break;
  }
  return names;
}
