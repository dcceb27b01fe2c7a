import {
  type LogStream as DescribedLogStream,
  type DescribeLogStreamsCommandInput,
  type DescribeLogStreamsCommandOutput,
  OrderBy,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Account } from "../account.ts";
import type { Operation } from "../call.ts";
import { between, check, invalidParameter, oneOf, streamName } from "./constraints.ts";
import { requestedGroup, streamArn } from "./logGroups.ts";
import { sequenceTokenOf } from "./putLogEvents.ts";
import { type ScannedEvent, type ScanRange, scan } from "./scan.ts";
import type { LogGroup, LogStream } from "./state.ts";
import { pageOf } from "./token.ts";

/** The streams of a group by name or by their last event (FACTS 74). */
export const describeLogStreams: Operation<
  DescribeLogStreamsCommandInput,
  Omit<DescribeLogStreamsCommandOutput, "$metadata">
> = (input, call) => {
  const { logStreamNamePrefix, orderBy, descending = false, limit, nextToken } = input;
  check(
    streamName("logStreamNamePrefix", logStreamNamePrefix),
    oneOf("orderBy", orderBy, Object.values(OrderBy)),
    between("limit", limit, 1, 50),
  );
  if (orderBy === OrderBy.LastEventTime && logStreamNamePrefix !== undefined) {
    throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }
  const { account, now } = call;
  const group = requestedGroup(call, input);
  const streams = [...group.streams.values()]
    .filter(({ name }) => name.startsWith(logStreamNamePrefix ?? ""))
    .map((stream) => describe(account, group, stream))
    .sort((a, b) => (orderBy === OrderBy.LastEventTime ? byLastEvent(a, b) : byName(a, b)));
  if (descending) streams.reverse();
  const page = pageOf("DescribeLogStreams", streams, { nextToken, limit: limit ?? 50 }, now);
  return { logStreams: page.items, ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }) };
};

function byName(a: DescribedLogStream, b: DescribedLogStream): number {
  return (a.logStreamName ?? "") < (b.logStreamName ?? "") ? -1 : 1;
}

function byLastEvent(a: DescribedLogStream, b: DescribedLogStream): number {
  return (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0) || byName(a, b);
}

function describe(account: Account, group: LogGroup, stream: LogStream): DescribedLogStream {
  const first = outermost(account, group, stream, "ascending");
  const last = outermost(account, group, stream, "descending");
  return {
    logStreamName: stream.name,
    creationTime: stream.creationTime,
    arn: streamArn(group, stream.name),
    // AWS has reported no size of streams since 2019.
    storedBytes: 0,
    ...(first && last
      ? {
          firstEventTimestamp: first.timestamp,
          lastEventTimestamp: last.timestamp,
          lastIngestionTime: stream.lastIngestionTime ?? last.ingestionTime,
          uploadSequenceToken: sequenceTokenOf(account),
        }
      : {}),
  };
}

function outermost(
  account: Account,
  group: LogGroup,
  stream: LogStream,
  order: ScanRange["order"],
): ScannedEvent | undefined {
  const [event] = scan(account, group, [stream], { from: 0, to: Number.MAX_SAFE_INTEGER, order });
  return event;
}
