import * as v from "valibot";

// What the search panel's page and the extension say to each other. The page is shown records that strangers wrote,
// so the extension takes nothing from it but text to search for, times, and ids and indices of things that the
// extension itself holds (X4).

/** Ids of results, log groups and streams are counted up by the extension and mean nothing outside of it. */
const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** Milliseconds since 1970. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

/** The most rows in one message: a hundred thousand would be 12 MB. */
export const MAX_SLICE = 200;

export const RANGE_PRESETS = ["15m", "1h", "24h", "7d", "30d", "90d"] as const;

export const rangeSchema = v.union([
  v.strictObject({ last: v.picklist(RANGE_PRESETS) }),
  v.strictObject({ from: time, to: time }),
]);

export const scopeSchema = v.strictObject({ rdsOnly: v.boolean(), hideReads: v.boolean(), failedOnly: v.boolean() });

const textSchema = v.pipe(v.string(), v.maxLength(10_000));

const formSchema = v.strictObject({
  text: textSchema,
  range: rangeSchema,
  scope: scopeSchema,
  /** Null where the account has no log group. */
  group: v.nullable(id),
  /** All streams when empty. */
  streams: v.pipe(v.array(id), v.maxLength(100)),
});

export const fromPageSchema = v.variant("type", [
  /** The page is there and listens. `timeZone` as IANA names it: days begin where the person is. */
  v.strictObject({ type: v.literal("ready"), timeZone: v.pipe(v.string(), v.maxLength(64)) }),
  v.strictObject({ type: v.literal("search"), form: formSchema }),
  v.strictObject({ type: v.literal("stop") }),
  /** Goes on where a search ended before it was complete. */
  v.strictObject({ type: v.literal("continue") }),
  /** Asks for the streams of a log group. */
  v.strictObject({ type: v.literal("chooseGroup"), group: id }),
  /** Asks for rows. `anchor` is a row whose present place is to be told, so that the list can stay where it is. */
  v.strictObject({ type: v.literal("rows"), start: id, end: id, anchor: v.nullable(id) }),
  v.strictObject({ type: v.literal("record"), row: id }),
  /** What the page would forget when it is taken down: an unfinished text, and whether a record hides the list. */
  v.strictObject({ type: v.literal("keep"), text: v.optional(textSchema), front: v.optional(v.boolean()) }),
  v.strictObject({ type: v.literal("reveal"), row: id, instance: id }),
  v.strictObject({ type: v.literal("open"), row: id }),
  v.strictObject({ type: v.literal("copy"), row: id, as: v.picklist(["json", "sentence"]) }),
  v.strictObject({ type: v.literal("connect"), how: v.picklist(["practice", "choose", "signIn", "again"]) }),
  v.strictObject({ type: v.literal("reloadGroups") }),
]);

/** Page to extension. */
export type FromPage = v.InferOutput<typeof fromPageSchema>;

export type Form = v.InferOutput<typeof formSchema>;
export type Range = v.InferOutput<typeof rangeSchema>;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** Extension to page. Text in it may come from records: it is shown as text and as nothing else (X1). */
export type ToPage =
  | PlacesMessage
  | FormMessage
  | { readonly type: "invalid"; readonly errors: readonly FormError[] }
  | SearchMessage
  | RowsMessage
  | RecordMessage
  /** Puts the cursor into the text, before the list if a record hides it. */
  | { readonly type: "focus" };

/** The question as the extension holds it. */
export interface FormMessage {
  readonly type: "form";
  readonly form: Form;
  /** Whether the text that stands in the page stays: only the place to search is news, and somebody may be typing. */
  readonly keepsText: boolean;
}

/** What can be searched. */
export interface PlacesMessage {
  readonly type: "places";
  readonly connection: "none" | "connecting" | "connected" | "failed";
  /** Undefined while they are being listed. */
  readonly groups: readonly GroupView[] | undefined;
  /** Why the account could not be reached, or the groups not be listed. */
  readonly failure: FailureView | undefined;
  /** Streams of one of the groups, once they are known. */
  readonly streams: { readonly group: number; readonly names: readonly NamedView[] } | undefined;
}

export interface NamedView {
  readonly id: number;
  readonly name: string;
}

export interface GroupView extends NamedView {
  /** The trail that delivers to it. */
  readonly trail: string | undefined;
}

export interface FailureView {
  readonly sentence: string;
  /** What would mend it, next to trying again. */
  readonly remedy: "signIn" | undefined;
}

/** Where in the query's text something is wrong: offsets, the end exclusive. */
export interface FormError {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** How a search stands. Sent when it begins, while it runs and when it ends. */
export interface SearchMessage {
  readonly type: "search";
  /** Counts up from 1 with each search. */
  readonly search: number;
  /** `limit`: there are more, older ones. */
  readonly state: "running" | "complete" | "stopped" | "limit" | "failed";
  readonly total: number;
  /** Rows of one local day each, newest first. */
  readonly days: readonly DayView[];
  /** Where the records came from: a log group, its streams, a Region. */
  readonly source: string;
  /** Milliseconds: the range asked for, and how far back the answer reaches so far. */
  readonly from: number;
  readonly to: number;
  readonly coveredFrom: number;
  /** Milliseconds: the newest delivery that the source holds; undefined while unknown or when it holds none. */
  readonly newestDelivery: number | undefined;
  readonly failure: FailureView | undefined;
}

export interface DayView {
  /** Index of its first row. */
  readonly start: number;
  readonly count: number;
  /** Milliseconds of its first row. */
  readonly time: number;
}

/** An answer to `rows`, true of the search as it stands in the `search` message before it. */
export interface RowsMessage {
  readonly type: "rows";
  readonly search: number;
  readonly start: number;
  readonly rows: readonly RowView[];
  /** Where the anchor stands now. */
  readonly anchor: { readonly row: number; readonly index: number } | undefined;
}

export type RowView = CallView | BadLineView;

export interface CallView {
  readonly kind: "call";
  readonly row: number;
  readonly time: number;
  readonly event: string;
  readonly outcome: "ok" | "failed" | "denied";
  readonly code: string | undefined;
  readonly instances: readonly string[];
  readonly actor: string;
  readonly client: string | undefined;
  readonly source: string | undefined;
}

export interface BadLineView {
  readonly kind: "bad";
  readonly row: number;
  readonly time: number;
  readonly problem: string;
}

/** One record in full. */
export interface RecordMessage {
  readonly type: "record";
  readonly row: number;
  /** Where the row stands now. */
  readonly index: number;
  readonly time: number;
  readonly summary: readonly (string | { readonly instance: number })[];
  readonly outcome: "ok" | "failed" | "denied" | "bad";
  readonly message: string | undefined;
  /** The record as it came, but with invisible characters escaped. */
  readonly text: string;
  readonly instances: readonly InstanceView[];
  /** Whether it stands before the list where there is no room for both. */
  readonly front: boolean;
  /** The query's terms, to be marked. */
  readonly marks: readonly string[];
}

export interface InstanceView {
  readonly name: string;
  /** The strings in the record that stand for it. */
  readonly mentions: readonly string[];
}
