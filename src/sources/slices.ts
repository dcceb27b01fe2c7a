/** A span of delivery times in milliseconds, both ends inclusive. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  /** Whether AWS can give it newest first. */
  readonly descending: boolean;
}

/** FilterLogEvents gives the newest first only from this time on (FACTS 57). */
const DESCENDING_SINCE = Date.UTC(2024, 0, 1);

const HOUR = 3_600_000;

/** Slices that come newest first are few, since each costs a call even when it is empty. */
const MOST_DESCENDING = 4;

/** Slices that come oldest first are held back until they are whole, so they are shorter. */
const MOST_ASCENDING = 16;

/** Cuts a span of delivery times into slices that are read side by side, the newest first. */
export function cutSlices(from: number, to: number): readonly Slice[] {
  if (to < from) return [];
  const turn = Math.min(Math.max(from, DESCENDING_SINCE), to + 1);
  return [
    ...evenly(turn, to, MOST_DESCENDING).map((slice) => ({ ...slice, descending: true })),
    ...evenly(from, turn - 1, MOST_ASCENDING).map((slice) => ({ ...slice, descending: false })),
  ];
}

/** Newest first, no shorter than an hour unless the whole is. */
function evenly(from: number, to: number, most: number): { from: number; to: number }[] {
  if (to < from) return [];
  const count = Math.min(most, Math.max(1, Math.floor((to - from) / HOUR)));
  const cuts = Array.from({ length: count + 1 }, (_, index) => from + Math.floor(((to + 1 - from) * index) / count));
  return Array.from({ length: count }, (_, index) => ({
    from: cuts[index] ?? from,
    to: (cuts[index + 1] ?? to) - 1,
  })).reverse();
}
