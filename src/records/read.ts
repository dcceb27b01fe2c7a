import { type Actor, readActor } from "./actor.ts";
import { readClient } from "./client.ts";
import { type NamedInstance, readInstances } from "./instances.ts";
import { isObject, type Json, type JsonObject, member, text } from "./json.ts";
import { type Outcome, readOutcome } from "./outcome.ts";

/** What one CloudTrail record says, as far as a list of calls needs it. */
export interface TrailRecord {
  readonly kind: "record";
  readonly eventId: string;
  /** Milliseconds since 1970, UTC. The record itself has whole seconds (FACTS 4). */
  readonly time: number;
  readonly eventName: string;
  /** Such as `rds.amazonaws.com`. */
  readonly eventSource: string;
  readonly region: string;
  readonly actor: Actor;
  /** The program the call came from, for people: "AWS CLI", "Terraform", "Console". */
  readonly client: string | undefined;
  /** An address, or the name of a service (FACTS 9). */
  readonly source: string | undefined;
  readonly outcome: Outcome;
  readonly readOnly: boolean;
  readonly requestId: string | undefined;
  readonly instances: readonly NamedInstance[];
  /** The whole record as it came. */
  readonly text: string;
}

/** Something that should have been a record. It keeps its place in the results (F11). */
export interface BadLine {
  readonly kind: "bad";
  /** Stable for the same text, so that the same bad line is shown once. */
  readonly eventId: string;
  /** Milliseconds: when it was delivered, because it does not say when it happened. */
  readonly time: number;
  readonly problem: string;
  readonly text: string;
}

export type ReadResult = TrailRecord | BadLine;

/** A record together with its parsed tree, which only the reading and the matching need. */
export type Read = { readonly record: TrailRecord; readonly json: JsonObject } | { readonly record: BadLine };

/**
 * Reads one record. Never throws: what is not a record becomes a bad line that says why.
 *
 * @param line one JSON object: a log event's message or one element of a log file's `Records`
 * @param deliveredAt milliseconds; used as the time of a line that has none
 */
export function readRecord(line: string, deliveredAt = 0): Read {
  let json: Json;
  try {
    json = JSON.parse(line) as Json;
  } catch {
    return bad(line, deliveredAt, "This is not JSON.");
  }
  if (!isObject(json)) return bad(line, deliveredAt, "This is not a JSON object.");
  const eventName = text(json, "eventName");
  const time = Date.parse(text(json, "eventTime") ?? "");
  if (eventName === undefined || Number.isNaN(time)) {
    return bad(line, deliveredAt, "This is not a CloudTrail record: it has no eventName or no eventTime.");
  }
  const major = /^(\d+)\./.exec(text(json, "eventVersion") ?? "1.")?.[1];
  if (major !== "1") {
    return bad(line, deliveredAt, `This record has an unknown version (${text(json, "eventVersion")}).`);
  }
  return {
    json,
    record: {
      kind: "record",
      eventId: text(json, "eventID") ?? fingerprint(line),
      time,
      eventName,
      eventSource: text(json, "eventSource") ?? "",
      region: text(json, "awsRegion") ?? "",
      actor: readActor(json),
      client: readClient(json),
      source: text(json, "sourceIPAddress"),
      outcome: readOutcome(json),
      readOnly: isReadOnly(json, eventName),
      requestId: text(json, "requestID"),
      instances: readInstances(json),
      text: line,
    },
  };
}

/**
 * Records before 1.06 may lack `readOnly` (FACTS 2); the verb then tells. Only `false` says that a call writes,
 * which is also all that a filter pattern can ask for.
 */
function isReadOnly(json: JsonObject, eventName: string): boolean {
  const stated = member(json, "readOnly") ?? undefined;
  return stated === undefined ? /^(Describe|List|Get|Head)[A-Z]/.test(eventName) : stated !== false;
}

function bad(line: string, deliveredAt: number, problem: string): Read {
  return { record: { kind: "bad", eventId: fingerprint(line), time: deliveredAt, problem, text: line } };
}

/** FNV-1a over the text: an id for lines that have none. Collisions only hide a second bad line. */
function fingerprint(line: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < line.length; index++) {
    hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193);
  }
  return `line-${(hash >>> 0).toString(16)}-${line.length}`;
}
