import {
  type FilteredLogEvent,
  type FilterLogEventsCommandInput,
  type FilterLogEventsCommandOutput,
  LogGroupClass,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../call.ts";
import { compileFilter } from "./compileFilter.ts";
import { between, check, invalidParameter, lengthBetween, streamName } from "./constraints.ts";
import { findStream, requestedGroup } from "./logGroups.ts";
import { takePage } from "./page.ts";
import { eventIdOf, type Position, readEventId } from "./position.ts";
import { type ScannedEvent, type ScanRange, scan, scannedPosition } from "./scan.ts";
import type { LogGroup, LogStream } from "./state.ts";
import { invalidToken, readToken, writeToken } from "./token.ts";

/** Newest first is not to be had of times before this (FACTS 57). */
const earliestFromTail = Date.parse("2024-01-01T00:00:00Z");

/** A page of the events that match; it is the last only without a token, and may be empty with one (FACTS 55–58). */
export const filterLogEvents: Operation<
  FilterLogEventsCommandInput,
  Omit<FilterLogEventsCommandOutput, "$metadata">
> = (input, call) => {
  const { logStreamNames, logStreamNamePrefix, startTime, endTime, filterPattern, limit, nextToken } = input;
  check(
    lengthBetween("logStreamNames", logStreamNames, 1, 100),
    streamName("logStreamNamePrefix", logStreamNamePrefix),
    between("startTime", startTime, 0, Number.MAX_SAFE_INTEGER),
    between("endTime", endTime, 0, Number.MAX_SAFE_INTEGER),
    lengthBetween("filterPattern", filterPattern, 0, 1024),
    lengthBetween("nextToken", nextToken, 1, Number.POSITIVE_INFINITY),
    between("limit", limit, 1, 10_000),
  );
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    throw invalidParameter("Only one of logStreamNames and logStreamNamePrefix can be specified.");
  }
  const group = requestedGroup(call, input);
  if (group.logGroupClass !== LogGroupClass.STANDARD) {
    throw invalidParameter(`FilterLogEvents is not supported for log groups of class ${group.logGroupClass}.`);
  }
  const { matches } = compileFilter(filterPattern ?? "");
  const direction = nextToken === undefined ? firstDirection(input) : readPlace(nextToken, call.now);
  const { account, now } = call;
  const range = { from: startTime ?? 0, to: endTime ?? Number.MAX_SAFE_INTEGER, ...direction };
  const page = takePage(scan(account, group, chosenStreams(group, input), range), matches, {
    limit: limit ?? 10_000,
    scanBytes: account.settings.scanBytesPerCall,
  });
  return {
    events: page.events.map(toFilteredEvent),
    searchedLogStreams: [],
    ...(page.stoppedAt === undefined ? {} : { nextToken: writePlace(range.order, page.stoppedAt, now) }),
  };
};

function firstDirection({ startFromHead, startTime }: FilterLogEventsCommandInput): Pick<ScanRange, "order"> {
  if (startFromHead !== false) return { order: "ascending" };
  if (startTime === undefined || startTime < earliestFromTail) {
    throw invalidParameter("startFromHead can be false only if startTime is on or after Jan 1, 2024 00:00:00 UTC.");
  }
  return { order: "descending" };
}

function chosenStreams(group: LogGroup, input: FilterLogEventsCommandInput): LogStream[] {
  const { logStreamNames, logStreamNamePrefix = "" } = input;
  if (logStreamNames !== undefined) return [...new Set(logStreamNames)].map((name) => findStream(group, name));
  return [...group.streams.values()].filter(({ name }) => name.startsWith(logStreamNamePrefix));
}

function toFilteredEvent(event: ScannedEvent): FilteredLogEvent {
  const { streamName: logStreamName, timestamp, message, ingestionTime } = event;
  return { logStreamName, timestamp, message, ingestionTime, eventId: eventIdOf(scannedPosition(event)) };
}

function writePlace(order: ScanRange["order"], position: Position, now: number): string {
  return writeToken("FilterLogEvents", `${order}/${eventIdOf(position)}`, now);
}

/** The token decides the direction. */
function readPlace(token: string, now: number): Pick<ScanRange, "order" | "beyond"> {
  const [order, id] = readToken("FilterLogEvents", token, now).split("/");
  const beyond = readEventId(id ?? "");
  if (beyond === undefined || (order !== "ascending" && order !== "descending")) throw invalidToken();
  return { order, beyond };
}
