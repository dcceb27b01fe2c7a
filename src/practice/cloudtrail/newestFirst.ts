import type { Account } from "../account.ts";
import { countBefore } from "./eventHistory.ts";
import type { StoredRecord } from "./state.ts";

/** Where a walk through event history stands. */
export interface Position {
  /** Epoch milliseconds: everything delivered at or after it has been given, unless it is held against `last`. */
  readonly deliveredBefore: number;
  /** The last record given, by time (epoch milliseconds) and id. */
  readonly last?: readonly [eventTime: number, eventId: string];
}

/** What is walked: records of one Region whose time is in `[from, to]` (epoch milliseconds) and that `isWanted` takes. */
export interface Walk {
  readonly region: string;
  readonly from: number;
  readonly to: number;
  readonly isWanted: (record: StoredRecord) => boolean;
}

/** Records in order, and where to go on; no `next` at the end. */
export interface Stage {
  readonly records: readonly StoredRecord[];
  readonly next?: Position;
}

/** Later than this after its event CloudTrail is not expected to deliver a record. */
const longestDelay = 24 * 3_600_000;

/** Where a walk begins. */
export function startOf(account: Account, { to }: Pick<Walk, "to">): Position {
  return { deliveredBefore: Math.min(account.now(), to + longestDelay) + 1 };
}

/**
 * The next records of event history, the newest first by time of the event, at most `most`. Past and present are kept
 * by time of delivery; since no record is delivered before its event, one that is newer than all that is still to be
 * read can be given. Ends early after `budget` records were read, so that a search for what is rare does not hold up
 * everybody else: the stage is then partly full, or empty, with a position to go on from.
 */
export function newestFirst(account: Account, walk: Walk, position: Position, most: number, budget: number): Stage {
  const { from, to, region, isWanted } = walk;
  const records: StoredRecord[] = [];
  const held: StoredRecord[] = [];
  const inRegion = `"awsRegion":"${region}"`;
  let read = 0;
  const begin = position.last;
  let last = begin;
  for (const record of byDelivery(account, region, from, position.deliveredBefore)) {
    while ((held.at(-1)?.eventTime ?? 0) > record.deliveredAt && records.length < most) give();
    if (records.length === most || (read >= budget && held.length === 0)) return { records, next: goOn(record) };
    read++;
    const { eventTime } = record;
    const isNext = begin === undefined || isAfter(record, begin);
    if (eventTime < from || eventTime > to || !isNext) continue;
    if (record.message.includes(inRegion) && isWanted(record)) hold(record);
  }
  while (held.length > 0 && records.length < most) give();
  return held.length > 0 ? { records, next: goOn() } : { records };

  /** The newest that is held is the last of `held`. */
  function give(): void {
    const record = held.pop();
    if (record === undefined) return;
    records.push(record);
    last = [record.eventTime, record.eventId];
  }

  function hold(record: StoredRecord): void {
    const place: readonly [number, string] = [record.eventTime, record.eventId];
    const after = held.findLastIndex((other) => isAfter(other, place));
    held.splice(after + 1, 0, record);
  }

  function goOn(unread?: StoredRecord): Position {
    const times = held.map(({ deliveredAt }) => deliveredAt);
    const deliveredBefore = Math.max(unread?.deliveredAt ?? 0, ...times) + 1;
    return last === undefined ? { deliveredBefore } : { deliveredBefore, last };
  }
}

/** Whether a record comes after a place in the order: it is older, or as old with a smaller id. */
function isAfter({ eventTime, eventId }: StoredRecord, [time, id]: readonly [number, string]): boolean {
  return eventTime < time || (eventTime === time && eventId < id);
}

/** Records delivered in `[from, to)`, the latest first: those of the state and those of the past. */
function* byDelivery(account: Account, region: string, from: number, to: number): Generator<StoredRecord> {
  const kept = account.state.cloudTrail.records.get(region) ?? [];
  let index = countBefore(kept, to) - 1;
  const past = account.history.scan(from, Math.min(to, account.history.to), "descending");
  let older = past.next();
  for (;;) {
    const record = kept[index];
    const isKept = record !== undefined && record.deliveredAt >= from;
    if (isKept && (older.done || record.deliveredAt >= older.value.deliveredAt)) {
      yield record;
      index--;
    } else if (!older.done) {
      yield older.value;
      older = past.next();
    } else return;
  }
}
