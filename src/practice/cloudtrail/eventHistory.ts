import type { CloudTrailState, StoredRecord } from "./state.ts";

/** Adds records to event history, in any order; most are the newest. */
export function addToEventHistory(state: CloudTrailState, region: string, records: readonly StoredRecord[]): void {
  let kept = state.records.get(region);
  if (kept === undefined) {
    kept = [];
    state.records.set(region, kept);
  }
  let isInOrder = true;
  for (const record of records) {
    isInOrder &&= record.deliveredAt >= (kept.at(-1)?.deliveredAt ?? record.deliveredAt);
    kept.push(record);
  }
  if (!isInOrder) kept.sort((one, other) => one.deliveredAt - other.deliveredAt);
}

/** How many records of event history were delivered before `time` (epoch milliseconds). */
export function countBefore(records: readonly StoredRecord[], time: number): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle]?.deliveredAt ?? time) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
