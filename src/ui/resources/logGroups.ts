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

  const first = await Promise.all([...trails.keys()].sort().map((name) => logGroupNamed(name, context, trails)));
  yield first.filter((node) => node !== undefined);

  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {}, { abortSignal: signal })) {
    yield logGroups
      .filter(({ logGroupName }) => !trails.has(logGroupName ?? ""))
      .map((logGroup) => logGroupNode(logGroup, connection.region, trails));
  }
}

/** The log group of this name with all that AWS tells of it. */
export async function logGroupNamed(
  name: string,
  context: ListContext,
  knownTrails?: TrailsByLogGroup,
): Promise<LogGroupNode | undefined> {
  const { connection, signal } = context;
  const client = await connection.clients.logs();
  const trails = knownTrails ?? (await trailsByLogGroup(context));
  const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
  // The one of exactly this name comes first: names are in order.
  const { logGroups: [logGroup] = [] } = await client.send(command, { abortSignal: signal });
  return logGroup?.logGroupName === name ? logGroupNode(logGroup, connection.region, trails) : undefined;
}

/** Log groups with this text in their name, at most 50. AWS tells name, ARN and age of them, nothing else. */
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

/** Names of log groups, each with the names of the trails that deliver to it. */
type TrailsByLogGroup = ReadonlyMap<string, readonly string[]>;

/** Empty when the trails cannot be read: they only add to the list. */
async function trailsByLogGroup({ connection, signal }: ListContext): Promise<TrailsByLogGroup> {
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

function logGroupNode(logGroup: LogGroup, region: string, trails: TrailsByLogGroup): LogGroupNode {
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
