import { type JsonObject, texts } from "../records/json.ts";
import type { TrailRecord } from "../records/read.ts";
import { fold } from "./fold.ts";
import { type Query, RDS_EVENT_SOURCE } from "./query.ts";

/** Decides whether one record answers the query. */
export type Matcher = (record: TrailRecord, json: JsonObject) => boolean;

/**
 * Prepares a query for being held against many records. A term is found anywhere inside a key or a value, without
 * regard to case; it never spans two of them. `null` is no value to be found.
 */
export function createMatcher(query: Query): Matcher {
  const terms = query.terms.map(({ text, negated }) => ({ needle: fold(text), negated }));
  const { rdsOnly, hideReads, failedOnly } = query.scope;
  return (record, json) => {
    if (rdsOnly && record.eventSource !== RDS_EVENT_SOURCE) return false;
    if (hideReads && record.readOnly) return false;
    if (failedOnly && record.outcome.kind === "ok") return false;
    if (terms.length === 0) return true;
    const held = texts(json).map(fold);
    return terms.every(({ needle, negated }) => held.some((text) => text.includes(needle)) !== negated);
  };
}
