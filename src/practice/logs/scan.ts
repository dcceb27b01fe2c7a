import type { Account } from "../account.ts";
import type { History, HistoryRecord } from "../history/history.ts";
import { streamArn } from "./logGroups.ts";
import { type Position, positionOf, streamKeyOf, timestampOf } from "./position.ts";
import type { LogGroup, LogStream, StoredEvent } from "./state.ts";

/** An event as it is read, whether it is kept in the state or made of the account's past. */
export interface ScannedEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** Epoch milliseconds. */
  readonly ingestionTime: number;
  readonly message: string;
  readonly streamName: string;
  /** Among the events of this stream and millisecond. */
  readonly rank: number;
  readonly streamKey: bigint;
}

export interface ScanRange {
  /** Epoch milliseconds, inclusive. */
  readonly from: number;
  /** Epoch milliseconds, inclusive. */
  readonly to: number;
  readonly order: "ascending" | "descending";
  /** Only events that come after this position in that order. */
  readonly beyond?: Position | undefined;
}

/** The events of some streams of a group, merged by time, made one by one as they are asked for. */
export function* scan(
  account: Account,
  group: LogGroup,
  streams: Iterable<LogStream>,
  range: ScanRange,
): Generator<ScannedEvent> {
  const { beyond, order } = range;
  const { from, to } = narrowed(account, group, range);
  const sources = [...streams].flatMap((stream) => sourcesOf(account, group, stream, { from, to, order }));
  const events = merge(sources, order);
  if (beyond === undefined) {
    yield* events;
    return;
  }
  const edge = timestampOf(beyond);
  for (const event of events) {
    if (event.timestamp !== edge || isBeyond(scannedPosition(event), beyond, order)) yield event;
  }
}

/** Where an event stands. */
export function scannedPosition({ timestamp, rank, streamKey }: ScannedEvent): Position {
  return positionOf(timestamp, rank, streamKey);
}

/** The first time whose events the group's retention period has not removed, in epoch milliseconds. */
export function retainedFrom(account: Account, group: LogGroup): number {
  return group.retentionInDays === undefined ? 0 : account.now() - group.retentionInDays * 86_400_000;
}

function narrowed(account: Account, group: LogGroup, range: ScanRange): { from: number; to: number } {
  const from = Math.max(range.from, retainedFrom(account, group));
  if (range.beyond === undefined) return { from, to: range.to };
  const edge = timestampOf(range.beyond);
  if (range.order === "ascending") return { from: Math.max(from, edge), to: range.to };
  return { from, to: Math.min(range.to, edge) };
}

function isBeyond(position: Position, beyond: Position, order: ScanRange["order"]): boolean {
  return order === "ascending" ? position > beyond : position < beyond;
}

/** Every event that was put ranks after every record of the past. */
const firstStoredRank = 2 ** 40;

function sourcesOf(account: Account, group: LogGroup, stream: LogStream, range: ScanRange): Iterator<ScannedEvent>[] {
  const streamKey = streamKeyOf(streamArn(group, stream.name));
  const stored = storedEvents(stream, streamKey, range);
  return stream.history ? [pastEvents(account.history, stream, streamKey, range), stored] : [stored];
}

function* storedEvents(stream: LogStream, streamKey: bigint, range: ScanRange): Generator<ScannedEvent> {
  const { events, name: streamName } = stream;
  const first = countBefore(events, range.from);
  const end = countBefore(events, range.to + 1);
  for (let i = 0; i < end - first; i++) {
    const event = events[range.order === "ascending" ? first + i : end - 1 - i];
    if (event === undefined) return;
    const { timestamp, ingestionTime, message, sequence } = event;
    yield { timestamp, ingestionTime, message, streamName, rank: firstStoredRank + sequence, streamKey };
  }
}

/** How many events have a timestamp before `time`. */
function countBefore(events: readonly StoredEvent[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.timestamp ?? time) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* pastEvents(
  history: History,
  stream: LogStream,
  streamKey: bigint,
  range: ScanRange,
): Generator<ScannedEvent> {
  const { order } = range;
  const from = Math.max(range.from, history.from);
  const to = Math.min(range.to + 1, history.to);
  if (from >= to) return;
  for (const records of byMillisecond(history.scan(from, to, order))) {
    for (const [i, { deliveredAt, message }] of records.entries()) {
      yield {
        timestamp: deliveredAt,
        ingestionTime: deliveredAt,
        message,
        streamName: stream.name,
        rank: order === "ascending" ? i : records.length - 1 - i,
        streamKey,
      };
    }
  }
}

/** CloudTrail delivers many records at a time; counted together they have the same rank in either order. */
function* byMillisecond(records: Iterable<HistoryRecord>): Generator<HistoryRecord[]> {
  let together: HistoryRecord[] = [];
  for (const record of records) {
    if (together[0] !== undefined && together[0].deliveredAt !== record.deliveredAt) {
      yield together;
      together = [];
    }
    together.push(record);
  }
  if (together.length > 0) yield together;
}

function* merge(sources: readonly Iterator<ScannedEvent>[], order: ScanRange["order"]): Generator<ScannedEvent> {
  const heads = sources.flatMap((source) => {
    const { value, done } = source.next();
    return done ? [] : [{ source, event: value }];
  });
  const sign = order === "ascending" ? 1 : -1;
  while (heads.length > 0) {
    const head = heads.reduce((least, other) => (sign * compare(other.event, least.event) < 0 ? other : least));
    yield head.event;
    const { value, done } = head.source.next();
    if (done) heads.splice(heads.indexOf(head), 1);
    else head.event = value;
  }
}

function compare(a: ScannedEvent, b: ScannedEvent): number {
  return a.timestamp - b.timestamp || a.rank - b.rank || (a.streamKey < b.streamKey ? -1 : 1);
}
