import type {
  CloudWatchLogsClient,
  FilterLogEventsCommandInput,
  FilterLogEventsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { filterPatterns } from "../query/filterPattern.ts";
import { createMatcher } from "../query/match.ts";
import { type ReadResult, readRecord } from "../records/read.ts";
import { type Clock, type Pace, systemClock } from "./pace.ts";
import { readAhead } from "./readAhead.ts";
import { retrying } from "./retry.ts";
import { cutSlices, type Slice } from "./slices.ts";
import { type Batch, NoProgressError, type SearchRequest, type Source } from "./source.ts";

export interface LogGroupOptions {
  readonly client: () => Promise<CloudWatchLogsClient>;
  readonly logGroupName: string;
  /** Shared by everything that calls FilterLogEvents in this account and Region (F1). */
  readonly pace: Pace;
  readonly clock?: Clock;
}

/**
 * A log event's timestamp is its time of delivery, minutes after the call (FACTS 31, 32). Deliveries are read this
 * long past the end of the range, in milliseconds, and the records' own times decide.
 */
const DELIVERY_SLACK = 3_600_000;

const HOUR = 3_600_000;

/** Slices that are read at the same time. */
const SIDE_BY_SIDE = 4;

/** The same token again may still move on; this often in a row it does not (F6). */
const MOST_REPEATED_TOKENS = 10;

const ATTEMPTS = 8;

/** Searches a CloudWatch Logs log group that a trail delivers to. */
export function createLogGroupSource(options: LogGroupOptions): Source {
  return {
    label: options.logGroupName,
    search: (request, signal) => search(options, request, signal),
    newestDelivery: (signal) => newestDelivery(options, signal),
  };
}

async function* search(options: LogGroupOptions, request: SearchRequest, signal: AbortSignal): AsyncGenerator<Batch> {
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  const slices = cutSlices(request.from, request.to).map((slice, index) =>
    index === 0 ? { ...slice, to: slice.to + DELIVERY_SLACK } : slice,
  );
  const patterns = createPatterns(request);
  const read = (slice: Slice) => readAhead(readSlice(options, request, slice, patterns, either));
  const running = slices.slice(0, SIDE_BY_SIDE).map(read);
  try {
    for (const [index] of slices.entries()) {
      const batches = running[index];
      if (batches === undefined) continue;
      yield* batches;
      // Another slice starts only now, because what is read ahead of its turn is held in memory.
      const next = slices[index + SIDE_BY_SIDE];
      if (next !== undefined) running.push(read(next));
    }
  } finally {
    own.abort();
  }
}

/** Reads one slice page by page. A slice that comes oldest first is held until it is whole. */
async function* readSlice(
  options: LogGroupOptions,
  request: SearchRequest,
  slice: Slice,
  patterns: Patterns,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const matches = createMatcher(request.query);
  const held: ReadResult[] = [];
  const end = Math.min(request.to + 1, slice.to + 1);
  for await (const { events = [], nextToken } of pages(options, request, slice, patterns, signal)) {
    let oldest = end;
    let newestDelivery: number | undefined;
    const records: ReadResult[] = [];
    for (const { message = "", timestamp = 0 } of events) {
      oldest = Math.min(oldest, timestamp + 1);
      newestDelivery = Math.max(newestDelivery ?? timestamp, timestamp);
      const read = readRecord(message, timestamp);
      const { time } = read.record;
      if (time >= request.from && time <= request.to && matches(read)) records.push(read.record);
    }
    const whole = nextToken === undefined;
    if (!slice.descending) held.push(...records.splice(0));
    yield {
      records: whole && !slice.descending ? held : records,
      coveredFrom: whole ? Math.min(slice.from, end) : slice.descending ? Math.max(oldest, slice.from) : end,
      scanned: events.length,
      newestDelivery,
    };
  }
}

/** All pages of a slice. An empty page with a token goes on; only a page without one is the last (F5). */
async function* pages(
  options: LogGroupOptions,
  request: SearchRequest,
  slice: Slice,
  patterns: Patterns,
  signal: AbortSignal,
): AsyncGenerator<FilterLogEventsCommandOutput> {
  const input: FilterLogEventsCommandInput = {
    logGroupName: options.logGroupName,
    startTime: slice.from,
    endTime: slice.to,
    ...(slice.descending ? { startFromHead: false } : {}),
    ...(request.streams === undefined ? {} : { logStreamNames: [...request.streams] }),
  };
  const first = await firstPage(options, input, patterns, signal);
  const seen = new Set<string>();
  let repeated = 0;
  let page = first.page;
  for (;;) {
    yield page;
    const { nextToken } = page;
    if (nextToken === undefined) return;
    repeated = seen.has(nextToken) ? repeated + 1 : 0;
    if (repeated >= MOST_REPEATED_TOKENS) {
      throw new NoProgressError(`CloudWatch Logs gave page tokens it had given before, ${repeated} times in a row.`);
    }
    seen.add(nextToken);
    page = await send(options, { ...first.input, nextToken }, signal);
  }
}

/** Asks with the narrowest pattern that AWS takes; all pages of a slice must then be asked for with the same. */
async function firstPage(
  options: LogGroupOptions,
  input: FilterLogEventsCommandInput,
  patterns: Patterns,
  signal: AbortSignal,
): Promise<{ input: FilterLogEventsCommandInput; page: FilterLogEventsCommandOutput }> {
  for (;;) {
    const { narrowest } = patterns;
    const filtered = narrowest === undefined ? input : { ...input, filterPattern: narrowest };
    try {
      return { input: filtered, page: await send(options, filtered, signal) };
    } catch (error) {
      const refused = error instanceof Error && error.name === "InvalidParameterException";
      if (!refused || narrowest === undefined) throw error;
      patterns.refuse(narrowest);
    }
  }
}

async function send(
  { client, pace, clock = systemClock }: LogGroupOptions,
  input: FilterLogEventsCommandInput,
  signal: AbortSignal,
): Promise<FilterLogEventsCommandOutput> {
  const { FilterLogEventsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
  const logs = await client();
  return retrying(
    async () => {
      await pace.turn(signal);
      return logs.send(new FilterLogEventsCommand(input), { abortSignal: signal });
    },
    { attempts: ATTEMPTS, clock, signal },
  );
}

/** The filter patterns of a search, shared by its slices. */
interface Patterns {
  /** The narrowest that AWS has not refused; undefined matches everything. */
  readonly narrowest: string | undefined;
  refuse(pattern: string): void;
}

function createPatterns({ query }: SearchRequest): Patterns {
  const left = [...filterPatterns(query)];
  return {
    get narrowest() {
      return left[0];
    },
    refuse(pattern) {
      if (pattern === left[0]) left.shift();
    },
  };
}

/** The time of the newest log event; for a group that lies quiet, what its streams say, which may lag (FACTS 74). */
async function newestDelivery(options: LogGroupOptions, signal: AbortSignal): Promise<number | undefined> {
  const { DescribeLogStreamsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
  const logs = await options.client();
  const { logGroupName } = options;
  const now = Date.now();
  const lastDay = { startTime: now - 24 * HOUR, endTime: now + HOUR, startFromHead: false, limit: 1 };
  const page = await send(options, { logGroupName, ...lastDay }, signal);
  const newest = page.events?.[0]?.timestamp;
  if (newest !== undefined) return newest;
  const { logStreams } = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName, orderBy: "LastEventTime", descending: true, limit: 1 }),
    { abortSignal: signal },
  );
  return logStreams?.[0]?.lastEventTimestamp;
}
