import { createHash } from "node:crypto";
import {
  InvalidLookupAttributesException,
  InvalidMaxResultsException,
  InvalidNextTokenException,
  InvalidTimeRangeException,
  type LookupAttribute,
  type LookupEventsCommandInput,
  type LookupEventsResponse,
} from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { accessKeyIdOf, eventSummary, type ParsedRecord, resourcesOf, usernameOf } from "./eventSummary.ts";
import { newestFirst, type Position, startOf, type Walk } from "./newestFirst.ts";
import type { StoredRecord } from "./state.ts";

const mostResults = 50;
/** Records that one call reads before it answers with what it has. */
const recordsPerCall = 20_000;

/**
 * Management events of the Region, the newest first. Unlike AWS's, this event history forgets nothing: records that
 * were imported are found however old they are. Rules: FACTS 77–81.
 */
export function lookupEvents(input: LookupEventsCommandInput, call: Call): LookupEventsResponse {
  const { account, region } = call;
  const most = input.MaxResults ?? mostResults;
  if (most < 1 || most > mostResults) {
    const message = `A maximum results value of ${most} is invalid. Specify max results between 1 and ${mostResults}.`;
    throw new InvalidMaxResultsException({ message, $metadata: {} });
  }
  const attribute = attributeOf(input);
  const token = input.NextToken === undefined ? undefined : readToken(input.NextToken, input);
  const to = token?.to ?? input.EndTime?.getTime() ?? call.now;
  const from = input.StartTime?.getTime() ?? 0;
  if (from > to) {
    const message = "The start time must be before the end time.";
    throw new InvalidTimeRangeException({ message, $metadata: {} });
  }
  if (input.EventCategory !== undefined) return { Events: [] };
  const walk: Walk = { region, from, to, isWanted: filterOf(attribute) };
  const { records, next } = newestFirst(account, walk, token?.position ?? startOf(account, walk), most, recordsPerCall);
  return {
    Events: records.map(({ message }) => eventSummary(JSON.parse(message) as ParsedRecord, message)),
    ...(next && { NextToken: writeToken({ query: queryMark(input), to, position: next }) }),
  };
}

/** How an attribute is read from a record. */
const attributes: Readonly<Record<string, (record: ParsedRecord) => readonly unknown[]>> = {
  AccessKeyId: (record) => [accessKeyIdOf(record)],
  EventId: (record) => [record.eventID],
  EventName: (record) => [record.eventName],
  EventSource: (record) => [record.eventSource],
  ReadOnly: (record) => [String(record.readOnly)],
  ResourceName: (record) => resourcesOf(record).map(({ ResourceName }) => ResourceName),
  ResourceType: (record) => resourcesOf(record).map(({ ResourceType }) => ResourceType),
  Username: (record) => [usernameOf(record)],
};

/** Attributes whose value need not stand in the record as it is. */
const computed: ReadonlySet<string> = new Set(["ReadOnly", "ResourceType"]);

/** @throws InvalidLookupAttributesException */
function attributeOf({ LookupAttributes }: LookupEventsCommandInput): LookupAttribute | undefined {
  const [attribute, ...others] = LookupAttributes ?? [];
  if (others.length > 0) throw invalidAttributes("Only one lookup attribute can be specified.");
  if (attribute === undefined) return undefined;
  const { AttributeKey = "", AttributeValue = "" } = attribute;
  if (!Object.hasOwn(attributes, AttributeKey)) throw invalidAttributes(`Attribute key ${AttributeKey} is not valid.`);
  if (AttributeValue === "" || countedLength(AttributeValue) > 2_000) {
    throw invalidAttributes(`The value of ${AttributeKey} must have 1 to 2000 characters.`);
  }
  return attribute;
}

/** Underscore, space, comma and line break count as two (FACTS 78). */
function countedLength(value: string): number {
  return value.length + (value.match(/[_ ,\n]/g)?.length ?? 0);
}

function filterOf(attribute: LookupAttribute | undefined): (record: StoredRecord) => boolean {
  if (attribute === undefined) return () => true;
  const { AttributeKey = "", AttributeValue = "" } = attribute;
  const valuesOf = attributes[AttributeKey] ?? (() => []);
  // Parsing is what costs: most records do not even hold the text.
  const needle = computed.has(AttributeKey) ? "" : JSON.stringify(AttributeValue).slice(1, -1);
  return ({ message }) =>
    message.includes(needle) && valuesOf(JSON.parse(message) as ParsedRecord).includes(AttributeValue);
}

/** What a token keeps: the query it belongs to, the end of its time range, and where to go on. */
interface Token {
  readonly query: string;
  readonly to: number;
  readonly position: Position;
}

function writeToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString("base64");
}

/** @throws InvalidNextTokenException where it is no token, or one of another query (FACTS 79). */
function readToken(text: string, input: LookupEventsCommandInput): Token {
  const token = parseToken(text);
  if (token?.query === queryMark(input)) return token;
  const message = "The NextToken is invalid, or was issued for a request with other parameters.";
  throw new InvalidNextTokenException({ message, $metadata: {} });
}

function parseToken(text: string): Token | undefined {
  try {
    return JSON.parse(Buffer.from(text, "base64").toString("utf8")) as Token;
  } catch {
    return undefined;
  }
}

function queryMark({ LookupAttributes, StartTime, EndTime, EventCategory }: LookupEventsCommandInput): string {
  const query = JSON.stringify([LookupAttributes ?? [], StartTime, EndTime, EventCategory]);
  return createHash("sha256").update(query).digest("hex").slice(0, 16);
}

function invalidAttributes(message: string): InvalidLookupAttributesException {
  return new InvalidLookupAttributesException({ message, $metadata: {} });
}
