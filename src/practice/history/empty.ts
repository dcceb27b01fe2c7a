import type { History } from "./history.ts";

/** The past of an account that has just been opened. */
export function emptyHistory(to: number): History {
  const nothing = <T>(): IterableIterator<T> => ([] as T[])[Symbol.iterator]();
  return { from: to, to, size: 0, scan: nothing, logFiles: nothing };
}
