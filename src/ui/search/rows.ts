import { actorLabel } from "../../records/actor.ts";
import { summarize } from "../../records/sentence.ts";
import { partition, type ResultRow } from "../../sources/results.ts";
import { visible } from "../visible.ts";
import type { DayView, RecordMessage, RowView } from "./protocol.ts";
import { escapeInvisible } from "./recordText.ts";

/** Texts in a row are cut here: it is one of thousands, and the record itself shows them whole. */
const LONGEST = 200;

/** A result as one line of the list. */
export function rowView({ id, result }: ResultRow): RowView {
  if (result.kind === "bad") return { kind: "bad", row: id, time: result.time, problem: result.problem };
  const { outcome } = result;
  return {
    kind: "call",
    row: id,
    time: result.time,
    event: short(result.eventName),
    outcome: outcome.kind,
    code: outcome.kind === "ok" ? undefined : short(outcome.code),
    instances: result.instances.slice(0, 5).map(({ name, resourceId }) => name ?? resourceId ?? ""),
    actor: short(actorLabel(result.actor)),
    client: result.client === undefined ? undefined : short(result.client),
    source: result.source === undefined ? undefined : short(result.source),
  };
}

/** A result in full. */
export function recordView(
  { id, result }: ResultRow,
  shown: Pick<RecordMessage, "index" | "front" | "marks">,
): RecordMessage {
  const common = { type: "record", row: id, time: result.time, text: escapeInvisible(result.text), ...shown } as const;
  if (result.kind === "bad") {
    return { ...common, summary: [result.problem], outcome: "bad", message: undefined, instances: [] };
  }
  const { outcome } = result;
  return {
    ...common,
    summary: summarize(result).map((part) => (typeof part === "string" ? short(part) : part)),
    outcome: outcome.kind,
    message: outcome.kind === "ok" || outcome.message === undefined ? undefined : visible(outcome.message),
    instances: result.instances.map(({ name, resourceId, mentions }) => ({ name: name ?? resourceId ?? "", mentions })),
  };
}

/** Groups rows, newest first, by the days of a time zone. */
export function daysOf(rows: readonly ResultRow[], timeZone: string): readonly DayView[] {
  const dayAt = createDayOf(timeZone);
  const days: DayView[] = [];
  for (let start = 0; start < rows.length; ) {
    const time = rows[start]?.result.time ?? 0;
    const day = dayAt(time);
    const count = partition(rows.length - start, (offset) => dayAt(rows[start + offset]?.result.time ?? 0) === day);
    days.push({ start, count, time });
    start += count;
  }
  return days;
}

/** Names the local day of a time, such as `2026-11-22`. */
function createDayOf(timeZone: string): (time: number) => string {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  } catch {
    format = new Intl.DateTimeFormat("en-CA", { dateStyle: "short" });
  }
  return (time) => format.format(time);
}

function short(text: string): string {
  return visible(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
