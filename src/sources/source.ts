import type { Query } from "../query/query.ts";
import type { ReadResult } from "../records/read.ts";

/** A question to a place that holds records. */
export interface SearchRequest {
  readonly query: Query;
  /** Milliseconds, inclusive: the earliest eventTime. */
  readonly from: number;
  /** Milliseconds, inclusive: the latest eventTime. */
  readonly to: number;
  /** Names of log streams; all of them when not given. */
  readonly streams?: readonly string[];
}

/** A part of the answer. */
export interface Batch {
  /** Records that answer the query, and lines that could not be read. In no order. */
  readonly records: readonly ReadResult[];
  /**
   * Everything with an eventTime from here to the request's `to` that the source holds has now been given.
   * Milliseconds; never grows from batch to batch.
   */
  readonly coveredFrom: number;
  /** How many records were looked at for this batch, those that do not answer the query included. */
  readonly scanned: number;
  /** Milliseconds: the newest delivery among them. */
  readonly newestDelivery: number | undefined;
}

/** A place that holds records. */
export interface Source {
  /** Name for people, such as the log group's. */
  readonly label: string;
  /**
   * Gives the answer newest first, as it comes. Ends normally only when everything was covered; throws when it
   * cannot go on, with all that it gave before still true. Ends with the signal's reason when that aborts.
   */
  search(request: SearchRequest, signal: AbortSignal): AsyncIterable<Batch>;
  /** Milliseconds: when the newest record that the source holds was delivered (F13). Undefined when it holds none. */
  newestDelivery(signal: AbortSignal): Promise<number | undefined>;
}

/** The source kept answering without getting anywhere, so the answer is not whole. */
export class NoProgressError extends Error {
  override readonly name = "NoProgressError";
}
