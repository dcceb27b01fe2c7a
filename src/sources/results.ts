import type { ReadResult } from "../records/read.ts";

/** A result in its place, with an id that stays the same while the result is there. */
export interface ResultRow {
  readonly id: number;
  readonly result: ReadResult;
}

/**
 * All results of one search: one row per event id (F8), newest first, equal times by event id, whatever the order in
 * which they came (F9).
 */
export class Results {
  #rows: ResultRow[] = [];
  readonly #byId = new Map<number, ResultRow>();
  readonly #idOfEvent = new Map<string, number>();
  #nextId = 1;

  get rows(): readonly ResultRow[] {
    return this.#rows;
  }

  row(id: number): ResultRow | undefined {
    return this.#byId.get(id);
  }

  /** The row of an event id. */
  find(eventId: string): ResultRow | undefined {
    return this.row(this.#idOfEvent.get(eventId) ?? 0);
  }

  /** Takes in what is new. Returns whether anything was. */
  add(results: readonly ReadResult[]): boolean {
    const fresh: ResultRow[] = [];
    for (const result of results) {
      if (this.#idOfEvent.has(result.eventId)) continue;
      this.#idOfEvent.set(result.eventId, this.#nextId);
      fresh.push({ id: this.#nextId++, result });
    }
    if (fresh.length === 0) return false;
    fresh.sort(newestFirst);
    for (const row of fresh) this.#byId.set(row.id, row);
    this.#rows = merge(this.#rows, fresh);
    return true;
  }

  /** How many results have at least this time: what a limit counts, since older ones may still be surpassed. */
  countSince(time: number): number {
    return partition(this.#rows.length, (index) => (this.#rows[index]?.result.time ?? 0) >= time);
  }

  /** Keeps only the newest. */
  truncate(limit: number): void {
    for (const { id, result } of this.#rows.splice(limit)) {
      this.#byId.delete(id);
      this.#idOfEvent.delete(result.eventId);
    }
  }

  /** Where a row stands now, or -1. */
  indexOf(id: number): number {
    const row = this.#byId.get(id);
    if (row === undefined) return -1;
    const start = partition(this.#rows.length, (index) => {
      const other = this.#rows[index];
      return other !== undefined && newestFirst(other, row) < 0;
    });
    return this.#rows[start]?.id === id ? start : -1;
  }
}

/** Index of the first element for which the test no longer holds; it holds for all before it. */
export function partition(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newestFirst(left: ResultRow, right: ResultRow): number {
  const byTime = right.result.time - left.result.time;
  if (byTime !== 0) return byTime;
  return left.result.eventId < right.result.eventId ? -1 : left.result.eventId > right.result.eventId ? 1 : 0;
}

/** Both are sorted. Results mostly come in order, so the new rows mostly go to the end. */
function merge(older: ResultRow[], fresh: ResultRow[]): ResultRow[] {
  const last = older.at(-1);
  const first = fresh[0];
  if (last === undefined || first === undefined || newestFirst(last, first) < 0) {
    for (const row of fresh) older.push(row);
    return older;
  }
  const merged: ResultRow[] = [];
  let index = 0;
  for (const row of fresh) {
    for (let next = older[index]; next !== undefined && newestFirst(next, row) < 0; next = older[index]) {
      merged.push(next);
      index++;
    }
    merged.push(row);
  }
  for (; index < older.length; index++) {
    const rest = older[index];
    if (rest !== undefined) merged.push(rest);
  }
  return merged;
}
