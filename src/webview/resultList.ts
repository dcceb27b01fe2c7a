import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from "@tanstack/virtual-core";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { RowsMessage, RowView, SearchMessage } from "../ui/search/protocol.ts";
import { breakable } from "./breakable.ts";
import { post } from "./host.ts";
import { ResultWindow } from "./resultWindow.ts";
import { clockTime, dayHeading, utc } from "./times.ts";

/** Heights in pixels until an item has been measured. */
const ROW_HEIGHT = 44;
const DAY_HEIGHT = 24;

/** A row was chosen. `open`: by Enter or a click, and not only passed over. */
export type ChooseEvent = CustomEvent<{ readonly row: number; readonly open: boolean }>;

/** The list of results: a listbox of which only the part that is seen is in the page. */
export class ResultList extends LitElement {
  readonly results = new ResultWindow();
  /** Row whose record is shown. */
  #selected: number | undefined;
  /** Index of the row that the keys move. */
  #active = 0;
  /** Set while the row that was moved to is still on its way: it is chosen when it comes. */
  #awaited: { readonly open: boolean } | undefined;
  #virtualizer: Virtualizer<HTMLElement, HTMLElement> | undefined;
  #unmount: (() => void) | undefined;

  /** The page's own stylesheet reaches in: there is one look for the whole panel. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override firstUpdated(): void {
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>({ ...this.#options() });
    this.#unmount = this.#virtualizer._didMount();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unmount?.();
  }

  select(row: number | undefined, index?: number): void {
    this.#selected = row;
    if (index !== undefined && index >= 0) this.#active = index;
    this.requestUpdate();
  }

  receiveSearch(search: SearchMessage): void {
    const other = search.search !== this.results.shown?.search;
    this.results.receiveSearch(search, this.#anchor()?.row);
    if (other) {
      this.#active = 0;
      this.#box()?.scrollTo({ top: 0 });
    }
    this.#refresh();
  }

  /** Keeps the first row that is seen where it is, unless the list stands at its top, where new rows come in. */
  receiveRows(message: RowsMessage): void {
    const before = this.#anchor();
    const activeRow = this.results.row(this.#active)?.row;
    if (!this.results.receiveRows(message)) return;
    if (activeRow !== undefined) this.#active = this.results.indexOf(activeRow) ?? this.#active;
    this.#refresh();
    const awaited = this.results.row(this.#active);
    if (awaited !== undefined && this.#awaited !== undefined) this.#choose(awaited.row, this.#awaited.open);
    const scrolled = this.#box()?.scrollTop ?? 0;
    if (before === undefined || message.anchor?.row !== before.row || scrolled === 0) return;
    const moved = this.#startOf(message.anchor.index) - before.start;
    // Once the list has its new height; still before anything is painted.
    if (moved !== 0) void this.updateComplete.then(() => this.#virtualizer?.scrollToOffset(scrolled + moved));
  }

  focusList(): void {
    this.#box()?.focus();
  }

  /** Chooses the row after or before the one that is chosen. */
  step(by: number): void {
    this.#move(this.#active + by, true);
  }

  get active(): number {
    return this.#active;
  }

  protected override render(): TemplateResult {
    const virtualizer = this.#virtualizer;
    const items = virtualizer?.getVirtualItems() ?? [];
    const total = this.results.shown?.total ?? 0;
    const active = this.results.row(this.#active);
    return html`
      <div
        class="list"
        role="listbox"
        tabindex="0"
        aria-label="Calls"
        aria-activedescendant=${active === undefined ? nothing : `row-${active.row}`}
        @keydown=${this.#onKey}
        @click=${this.#onClick}
      >
        <div class="list-space" role="presentation" .style=${`height: ${virtualizer?.getTotalSize() ?? 0}px`}>
          ${repeat(
            items,
            (item) => item.key,
            (item) => this.#renderItem(item.index, item.start, total),
          )}
        </div>
      </div>
    `;
  }

  protected override updated(): void {
    for (const element of this.querySelectorAll<HTMLElement>(".item")) this.#virtualizer?.measureElement(element);
    this.#wantSeen();
  }

  #renderItem(position: number, start: number, total: number): TemplateResult | typeof nothing {
    const item = this.results.item(position);
    if (item === undefined) return nothing;
    const place = `transform: translateY(${start}px)`;
    if (item.kind === "day") {
      return html`<div class="item day" role="presentation" data-index=${position} .style=${place}>
        <span>${dayHeading(item.day.time)}</span><span class="count">${item.day.count.toLocaleString()}</span>
      </div>`;
    }
    const { row, index } = item;
    return html`<div
      class="item row ${row?.kind === "call" ? row.outcome : (row?.kind ?? "absent")}"
      role="option"
      id=${row === undefined ? nothing : `row-${row.row}`}
      aria-selected=${row !== undefined && row.row === this.#selected}
      aria-posinset=${index + 1}
      aria-setsize=${total}
      ?data-active=${index === this.#active}
      data-index=${position}
      data-row=${index}
      .style=${place}
    >
      ${row === undefined ? html`<span class="wait"><span class="spoken">Loading</span></span>` : renderRow(row)}
    </div>`;
  }

  #options() {
    return {
      count: this.results.itemCount,
      getScrollElement: () => this.#box(),
      estimateSize: (position: number) => (this.results.item(position)?.kind === "day" ? DAY_HEIGHT : ROW_HEIGHT),
      // Sizes belong to what is shown at a place, not to the place: rows come in above others.
      getItemKey: (position: number) => {
        const item = this.results.item(position);
        if (item?.kind === "row") return item.row === undefined ? `absent-${position}` : `row-${item.row.row}`;
        return `day-${item?.day.time ?? position}`;
      },
      overscan: 8,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      measureElement,
      onChange: () => this.requestUpdate(),
    };
  }

  #refresh(): void {
    this.#virtualizer?.setOptions({ ...this.#options() });
    this.#virtualizer?._willUpdate();
    this.requestUpdate();
  }

  #box(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".list");
  }

  #startOf(index: number): number {
    this.#virtualizer?.getTotalSize(); // Works the places out anew where that is due.
    return this.#virtualizer?.measurementsCache[this.results.positionOf(index)]?.start ?? 0;
  }

  /** The first row that is seen, and where it begins. */
  #anchor(): { readonly row: number; readonly start: number } | undefined {
    const top = this.#box()?.scrollTop ?? 0;
    for (const { index, start, end } of this.#virtualizer?.getVirtualItems() ?? []) {
      const item = this.results.item(index);
      if (end > top && item?.kind === "row" && item.row !== undefined) return { row: item.row.row, start };
    }
    return undefined;
  }

  #wantSeen(): void {
    const seen = (this.#virtualizer?.getVirtualItems() ?? [])
      .map(({ index }) => this.results.item(index))
      .filter((item) => item?.kind === "row");
    const first = seen[0];
    const last = seen.at(-1);
    if (first !== undefined && last !== undefined) this.results.want(first.index, last.index, this.#anchor()?.row);
  }

  #onClick(event: MouseEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    const index = Number(target?.closest<HTMLElement>("[data-row]")?.dataset.row ?? Number.NaN);
    const row = this.results.row(index);
    if (row === undefined) return;
    const instance = target?.closest<HTMLElement>("[data-instance]")?.dataset.instance;
    if (instance !== undefined) post({ type: "reveal", row: row.row, instance: Number(instance) });
    this.#active = index;
    this.#choose(row.row, instance === undefined);
  }

  #onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((this.#box()?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const total = this.results.shown?.total ?? 0;
    const to: Record<string, number> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: total - 1,
      Enter: this.#active,
      " ": this.#active,
    };
    const index = to[event.key];
    if (index === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#move(index, event.key === "Enter" || event.key === " ");
  }

  #move(to: number, open: boolean): void {
    const total = this.results.shown?.total ?? 0;
    if (total === 0) return;
    this.#active = Math.max(0, Math.min(total - 1, to));
    // The day's heading above a first row comes into sight with it.
    const first = this.results.shown?.days.some(({ start }) => start === this.#active) ?? false;
    const position = this.results.positionOf(this.#active);
    if (first) this.#virtualizer?.scrollToIndex(position - 1, { align: "auto" });
    this.#virtualizer?.scrollToIndex(position, { align: "auto" });
    const row = this.results.row(this.#active);
    if (row === undefined) {
      this.#awaited = { open };
      this.results.want(this.#active, this.#active, undefined);
    } else {
      this.#choose(row.row, open);
    }
    this.requestUpdate();
  }

  #choose(row: number, open: boolean): void {
    this.#awaited = undefined;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("choose", { detail: { row, open } }) satisfies ChooseEvent);
  }
}

const OUTCOME_ICONS = { ok: "pass", failed: "error", denied: "circle-slash" } as const;
const OUTCOME_NAMES = { ok: "succeeded", failed: "failed", denied: "denied" } as const;

function renderRow(row: RowView): TemplateResult {
  const time = html`<time class="time" title=${`${utc(row.time)} (UTC)`}><span class="spoken">${dayHeading(row.time)}, </span>${clockTime(row.time)}</time>`;
  if (row.kind === "bad") {
    return html`<i class="codicon codicon-warning outcome" aria-hidden="true"></i>
      <div class="what"><span class="event">Unreadable line</span></div>
      <div class="who">${time}<span>${row.problem}</span></div>`;
  }
  return html`<i class="codicon codicon-${OUTCOME_ICONS[row.outcome]} outcome" title=${OUTCOME_NAMES[row.outcome]} aria-hidden="true"></i>
    <div class="what">
      <span class="event">${breakable(row.event)}</span><span class="spoken">, ${OUTCOME_NAMES[row.outcome]}</span>
      ${row.code === undefined ? nothing : html`<span class="code">${breakable(row.code)}</span>`}
    </div>
    <div class="who">
      ${time}
      ${row.instances.map((name, index) => html`<span class="link" data-instance=${index} title="Show in Resources">${name}</span> `)}
      ${[...new Set([row.actor, row.client, row.source])].map((part) => (part === undefined ? nothing : html`<span>${part}</span> `))}
    </div>`;
}

customElements.define("result-list", ResultList);
declare global {
  interface HTMLElementTagNameMap {
    "result-list": ResultList;
  }
}
