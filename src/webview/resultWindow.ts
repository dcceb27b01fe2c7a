import type { DayView, RowsMessage, RowView, SearchMessage } from "../ui/search/protocol.ts";
import { post } from "./host.ts";

/** Rows asked for at once, and how many of them lie before the first that is seen. */
const SLICE = 200;
const BEFORE = 70;

/** What a place of the list shows: the heading of a day, or a row that may not be here yet. */
export type Item =
  | { readonly kind: "day"; readonly day: DayView }
  | { readonly kind: "row"; readonly index: number; readonly row: RowView | undefined };

/**
 * The part of the results that the page has. The rows are held by the extension: the page knows how many there are
 * and on which days, and asks for the slice that is seen. What is shown changes only when rows arrive, together with
 * the totals that they belong to, so the list never shows one search's rows under another's days.
 */
export class ResultWindow {
  /** The search as the list shows it. */
  shown: SearchMessage | undefined;
  #latest: SearchMessage | undefined;
  #start = 0;
  #rows: readonly RowView[] = [];
  #asked = false;
  #wanted: { first: number; last: number } = { first: 0, last: 0 };

  get itemCount(): number {
    return this.shown === undefined ? 0 : this.shown.total + this.shown.days.length;
  }

  item(position: number): Item | undefined {
    const days = this.shown?.days ?? [];
    // A day's heading stands at its first row's index plus one for each heading before it.
    const at = lastIndexWhere(days.length, (nth) => (days[nth]?.start ?? 0) + nth <= position);
    const day = days[at];
    if (day === undefined || position >= this.itemCount) return undefined;
    const index = position - at - 1;
    return index < day.start ? { kind: "day", day } : { kind: "row", index, row: this.row(index) };
  }

  /** The place of a row in the list, days' headings counted. */
  positionOf(index: number): number {
    const days = this.shown?.days ?? [];
    return index + 1 + lastIndexWhere(days.length, (nth) => (days[nth]?.start ?? 0) <= index);
  }

  row(index: number): RowView | undefined {
    return this.#rows[index - this.#start];
  }

  indexOf(row: number): number | undefined {
    const at = this.#rows.findIndex((each) => each.row === row);
    return at === -1 ? undefined : this.#start + at;
  }

  /** Takes in how the search stands; the rows are asked for anew, with the place of the row that must not move. */
  receiveSearch(search: SearchMessage, anchor: number | undefined): void {
    const other = search.search !== this.#latest?.search;
    this.#latest = search;
    if (other || search.total === 0) {
      this.shown = search;
      this.#rows = [];
      this.#start = 0;
      this.#asked = false;
      this.#wanted = { first: 0, last: 0 };
    }
    if (search.total > 0) this.#ask(other ? undefined : anchor);
  }

  /** Takes in rows and with them the latest totals. Answers whether they were of this search. */
  receiveRows(message: RowsMessage): boolean {
    if (this.#latest === undefined || message.search !== this.#latest.search) return false;
    this.#asked = false;
    this.shown = this.#latest;
    this.#rows = message.rows;
    this.#start = message.start;
    return true;
  }

  /** Says which rows are seen, so that they are asked for when they are not here. */
  want(first: number, last: number, anchor: number | undefined): void {
    this.#wanted = { first, last };
    const end = Math.min(last + 1, this.shown?.total ?? 0);
    const missing = first < this.#start || end > this.#start + this.#rows.length;
    if (missing && !this.#asked) this.#ask(anchor);
  }

  #ask(anchor: number | undefined): void {
    this.#asked = true;
    const start = Math.max(0, this.#wanted.first - BEFORE);
    post({ type: "rows", start, end: start + SLICE, anchor: anchor ?? null });
  }
}

/** The last index for which the test holds; it holds for all before that one. -1 where it never does. */
function lastIndexWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
