/** What is asked of the records. */
export interface Query {
  /** All of them must hold. */
  readonly terms: readonly Term[];
  readonly scope: Scope;
}

/** A text that a record must hold, or must not hold, anywhere in its keys and values. */
export interface Term {
  readonly text: string;
  readonly negated: boolean;
}

/** The parts of a query that are switches of their own, so that a default never hides records unseen. */
export interface Scope {
  /** Only calls to `rds.amazonaws.com`. */
  readonly rdsOnly: boolean;
  /** Without calls that change nothing: the bulk of all records (FACTS 29). */
  readonly hideReads: boolean;
  /** Only calls that failed or were denied. */
  readonly failedOnly: boolean;
}

export const DEFAULT_SCOPE: Scope = { rdsOnly: true, hideReads: true, failedOnly: false };

export const RDS_EVENT_SOURCE = "rds.amazonaws.com";
