import { texts } from "../records/json.ts";
import type { Read } from "../records/read.ts";
import { fold } from "./fold.ts";
import { type Query, RDS_EVENT_SOURCE } from "./query.ts";

/** Decides whether one record answers the query. */
export type Matcher = (read: Read) => boolean;

/**
 * Prepares a query for being held against many records. A term is found anywhere inside a key or a value, without
 * regard to case; it never spans two of them. `null` is no value to be found. What could not be read as a record is
 * held against the terms only, as it stands, so that no switch hides it.
 */
export function createMatcher(query: Query): Matcher {
  const terms = query.terms.map(({ text, negated }) => ({ needle: fold(text), negated }));
  const { rdsOnly, hideReads, failedOnly } = query.scope;
  return (read) => {
    if (read.record.kind === "record") {
      if (rdsOnly && read.record.eventSource !== RDS_EVENT_SOURCE) return false;
      if (hideReads && read.record.readOnly) return false;
      if (failedOnly && read.record.outcome.kind === "ok") return false;
    }
    if (terms.length === 0) return true;
    const held = ("json" in read ? texts(read.json) : [read.record.text]).map(fold);
    return terms.every(({ needle, negated }) => held.some((text) => text.includes(needle)) !== negated);
  };
}
