import {
  InvalidOperationException,
  type LiveTailSessionLogEvent,
  LogGroupClass,
  SessionTimeoutException,
  type StartLiveTailCommandInput,
  type StartLiveTailCommandOutput,
  type StartLiveTailResponseStream,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Call, Operation } from "../call.ts";
import { randomUuid } from "../ids.ts";
import { compileFilter } from "./compileFilter.ts";
import { check, groupIdentifier, invalidParameter, lengthBetween, present, streamName } from "./constraints.ts";
import { groupArn, identifiedGroup } from "./logGroups.ts";
import type { FilterPattern } from "./pattern/filterPattern.ts";
import type { LogGroup, LogStream } from "./state.ts";

const updateInterval = 1_000;
const maxEventsPerUpdate = 500;
const maxSessionTime = 3 * 3_600_000;

/** What a session shows. */
interface Watch {
  readonly groups: readonly LogGroup[];
  includes(stream: LogStream): boolean;
  readonly filter: FilterPattern;
}

/** Opens a stream of the events that are put from now on, told every second (FACTS 70). */
export const startLiveTail: Operation<StartLiveTailCommandInput, Omit<StartLiveTailCommandOutput, "$metadata">> = (
  input,
  call,
) => {
  const { logGroupIdentifiers, logStreamNames, logStreamNamePrefixes, logEventFilterPattern } = input;
  check(
    present("logGroupIdentifiers", logGroupIdentifiers) ??
      lengthBetween("logGroupIdentifiers", logGroupIdentifiers, 1, 10),
    ...(logGroupIdentifiers ?? []).map((each) => groupIdentifier("logGroupIdentifiers", each)),
    lengthBetween("logStreamNames", logStreamNames, 1, 100),
    ...(logStreamNames ?? []).map((each) => streamName("logStreamNames", each)),
    lengthBetween("logStreamNamePrefixes", logStreamNamePrefixes, 1, 100),
    ...(logStreamNamePrefixes ?? []).map((each) => streamName("logStreamNamePrefixes", each)),
    lengthBetween("logEventFilterPattern", logEventFilterPattern, 0, 1024),
  );
  if (logStreamNames !== undefined && logStreamNamePrefixes !== undefined) {
    throw invalidParameter("Only one of logStreamNames or logStreamNamePrefixes can be provided.");
  }
  if ((logStreamNames ?? logStreamNamePrefixes) !== undefined && logGroupIdentifiers?.length !== 1) {
    throw invalidParameter("logStreamNames and logStreamNamePrefixes can only be used with a single log group.");
  }
  const watch: Watch = {
    groups: (logGroupIdentifiers ?? []).map((identifier) => watchedGroup(call, identifier)),
    includes: ({ name }) =>
      (logStreamNames?.includes(name) ?? true) &&
      (logStreamNamePrefixes?.some((prefix) => name.startsWith(prefix)) ?? true),
    filter: compileFilter(logEventFilterPattern ?? "", "Invalid filter pattern: "),
  };
  const start: StartLiveTailResponseStream = {
    sessionStart: {
      requestId: call.requestId,
      sessionId: randomUuid(call.account.state),
      logGroupIdentifiers: logGroupIdentifiers ?? [],
      logStreamNames: logStreamNames ?? [],
      logStreamNamePrefixes: logStreamNamePrefixes ?? [],
      logEventFilterPattern: logEventFilterPattern ?? "",
    },
  };
  return { responseStream: session(call, start, watch) };
};

function watchedGroup({ account, region }: Call, identifier: string): LogGroup {
  if (!identifier.startsWith(groupArn(account, region, ""))) {
    throw invalidParameter(`The log group identifier '${identifier}' is not the ARN of a log group.`);
  }
  const group = identifiedGroup(account, region, identifier);
  if (group.logGroupClass !== LogGroupClass.STANDARD) {
    throw new InvalidOperationException({
      message: "Live Tail is supported only for log groups in the Standard log class.",
      $metadata: {},
    });
  }
  return group;
}

async function* session(
  { account, signal, now: startedAt }: Call,
  start: StartLiveTailResponseStream,
  watch: Watch,
): AsyncGenerator<StartLiveTailResponseStream> {
  // The account counts all events as they come, so that a session needs no more than the number it has got to.
  let nextSequence = account.state.logs.nextSequence;
  yield start;
  while (await hasPassed(updateInterval, signal)) {
    if (account.now() - startedAt >= maxSessionTime) {
      const message = "The Live Tail session has timed out.";
      yield { SessionTimeoutException: new SessionTimeoutException({ message, $metadata: {} }) };
      return;
    }
    const since = nextSequence;
    nextSequence = account.state.logs.nextSequence;
    const events = since === nextSequence ? [] : newEvents(watch, since);
    yield {
      sessionUpdate: {
        sessionMetadata: { sampled: events.length > maxEventsPerUpdate },
        sessionResults: sample(events, maxEventsPerUpdate),
      },
    };
  }
}

/** Waits; false as soon as the client has hung up. */
function hasPassed(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", settle);
      resolve(!signal.aborted);
    };
    const timer = setTimeout(settle, milliseconds);
    signal.addEventListener("abort", settle);
    if (signal.aborted) settle();
  });
}

function newEvents({ groups, includes, filter }: Watch, since: number): LiveTailSessionLogEvent[] {
  const found = groups.flatMap((group) =>
    [...group.streams.values()]
      .filter(includes)
      .flatMap((stream) =>
        stream.events
          .filter((event) => event.sequence >= since && filter.matches(event.message))
          .map((event) => ({ event, logStreamName: stream.name, logGroupIdentifier: group.arn })),
      ),
  );
  found.sort((a, b) => a.event.sequence - b.event.sequence);
  return found.map(({ event: { timestamp, ingestionTime, message }, ...where }) => ({
    ...where,
    message,
    timestamp,
    ingestionTime,
  }));
}

/** At most `count` of the items, taken evenly. */
function sample<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return items.filter((_, i) => Math.floor(((i + 1) * count) / items.length) > Math.floor((i * count) / items.length));
}
