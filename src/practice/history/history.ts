/** One record of the account's past. */
export interface HistoryRecord {
  readonly eventId: string;
  /** Epoch milliseconds, whole seconds. */
  readonly eventTime: number;
  /** Epoch milliseconds at which CloudTrail delivered it: later than `eventTime`. */
  readonly deliveredAt: number;
  /** The record as one line of JSON, as it stands in a log stream. */
  readonly message: string;
}

/** A log file of the past as S3 holds it. */
export interface HistoryLogFile {
  readonly key: string;
  /** Epoch milliseconds. */
  readonly deliveredAt: number;
  /** The gzip bytes, made when asked for: the same each time. */
  body(): Uint8Array;
}

/**
 * The account's past before it was started: a pure function of seed, size and time, so that a million records cost
 * nothing until they are read. Everything after `to` is in the account's state.
 */
export interface History {
  /** Epoch milliseconds; delivery times are in `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Number of records in all. */
  readonly size: number;
  /** Records whose delivery time is in `[from, to)`, in order of delivery time, made as they are asked for. */
  scan(from: number, to: number, order: "ascending" | "descending"): IterableIterator<HistoryRecord>;
  /** Log files delivered in `[from, to)`, ascending; `body()` holds the very records that `scan` gives. */
  logFiles(from: number, to: number): IterableIterator<HistoryLogFile>;
}
