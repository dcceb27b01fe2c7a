import { DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import {
  DescribeLogGroupsCommand,
  type LogGroup,
  type LogStream,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
} from "@aws-sdk/client-cloudwatch-logs";
import type { LogGroupNode, LogStreamNode } from "../resourceNode.ts";
import type { ListContext } from "./sections.ts";

/**
 * The log groups of the Region in pages of up to 50, those that trails deliver to first: an account may have thousands,
 * and these are the ones that hold records.
 */
export async function* listLogGroups(context: ListContext): AsyncGenerator<LogGroupNode[]> {
  const { connection, signal } = context;
  const client = await connection.clients.logs();
  const trails = await trailsByLogGroup(context);
  const node = (logGroup: LogGroup) => logGroupNode(logGroup, connection.region, trails);

  const first: LogGroupNode[] = [];
  for (const name of [...trails.keys()].sort()) {
    const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
    const { logGroups = [] } = await client.send(command, { abortSignal: signal });
    first.push(...logGroups.filter(({ logGroupName }) => logGroupName === name).map(node));
  }
  if (first.length > 0) yield first;

  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {}, { abortSignal: signal })) {
    yield logGroups.filter(({ logGroupName }) => !trails.has(logGroupName ?? "")).map(node);
  }
}

/** Log groups with this text in their name, at most 50. */
export async function* findLogGroups(text: string, context: ListContext): AsyncGenerator<LogGroupNode[]> {
  const { connection, signal } = context;
  const client = await connection.clients.logs();
  const trails = await trailsByLogGroup(context);
  const command = new DescribeLogGroupsCommand(text === "" ? {} : { logGroupNamePattern: text });
  const { logGroups = [] } = await client.send(command, { abortSignal: signal });
  yield logGroups.map((logGroup) => logGroupNode(logGroup, connection.region, trails));
}

/**
 * The streams of a log group in pages of up to 50: the last written first, or those with a prefix by name (the API does not
 * do both, FACTS 74).
 */
export async function* listLogStreams(
  logGroup: LogGroupNode,
  { connection, signal }: ListContext,
  prefix = "",
): AsyncGenerator<LogStreamNode[]> {
  const client = await connection.clients.logs();
  const order =
    prefix === "" ? ({ orderBy: "LastEventTime", descending: true } as const) : { logStreamNamePrefix: prefix };
  const pages = paginateDescribeLogStreams(
    { client },
    { logGroupName: logGroup.name, ...order },
    { abortSignal: signal },
  );
  for await (const { logStreams = [] } of pages) {
    yield logStreams.map((logStream) => logStreamNode(logGroup, logStream));
  }
}

/** Names of log groups, each with the names of its trails. Empty when the trails cannot be read: it only adds to the list. */
async function trailsByLogGroup({ connection, signal }: ListContext): Promise<Map<string, string[]>> {
  const byLogGroup = new Map<string, string[]>();
  const client = await connection.clients.cloudTrail();
  const answer = await client.send(new DescribeTrailsCommand({}), { abortSignal: signal }).catch(() => undefined);
  for (const { CloudWatchLogsLogGroupArn = "", Name = "" } of answer?.trailList ?? []) {
    const [, , , region, , , name] = CloudWatchLogsLogGroupArn.split(":");
    if (region !== connection.region || name === undefined) continue;
    byLogGroup.set(name, [...(byLogGroup.get(name) ?? []), Name]);
  }
  return byLogGroup;
}

function logGroupNode(logGroup: LogGroup, region: string, trails: ReadonlyMap<string, string[]>): LogGroupNode {
  const name = logGroup.logGroupName ?? "";
  return {
    kind: "logGroup",
    name,
    arn: logGroup.logGroupArn ?? (logGroup.arn ?? "").replace(/:\*$/, ""),
    region,
    logGroup,
    trails: trails.get(name) ?? [],
  };
}

function logStreamNode(logGroup: LogGroupNode, logStream: LogStream): LogStreamNode {
  return {
    kind: "logStream",
    name: logStream.logStreamName ?? "",
    arn: logStream.arn ?? "",
    region: logGroup.region,
    logGroupName: logGroup.name,
    logStream,
  };
}
