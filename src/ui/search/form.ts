import * as v from "valibot";
import { DEFAULT_SCOPE } from "../../query/query.ts";
import { type Range, type RangePreset, rangeSchema, scopeSchema } from "./protocol.ts";

/** What was asked for, by names: this is what is remembered from one window to the next. */
const namedFormSchema = v.object({
  text: v.string(),
  range: rangeSchema,
  scope: scopeSchema,
  /** Name of the log group; undefined takes the first. */
  group: v.optional(v.string()),
  /** Names of log streams; all when empty. */
  streams: v.array(v.string()),
});

export type NamedForm = v.InferOutput<typeof namedFormSchema>;

const DEFAULT_FORM: NamedForm = {
  text: "",
  range: { last: "7d" },
  scope: { ...DEFAULT_SCOPE },
  streams: [],
};

/** Reads what an earlier version may have remembered differently. */
export function readNamedForm(value: unknown): NamedForm {
  const parsed = v.safeParse(namedFormSchema, value);
  return parsed.success ? parsed.output : DEFAULT_FORM;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const LENGTHS: Readonly<Record<RangePreset, number>> = {
  "15m": 15 * MINUTE,
  "1h": 60 * MINUTE,
  "24h": DAY,
  "7d": 7 * DAY,
  "30d": 30 * DAY,
  "90d": 90 * DAY,
};

/** A range as two times in milliseconds, both inclusive. Ends given the wrong way round are turned. */
export function resolveRange(range: Range, now: number): { readonly from: number; readonly to: number } {
  if ("last" in range) return { from: now - LENGTHS[range.last], to: now };
  return { from: Math.min(range.from, range.to), to: Math.max(range.from, range.to) };
}
