import { html, LitElement, nothing, type TemplateResult } from "lit";
import { type JsonLine, jsonLines, type Token } from "../records/jsonLines.ts";
import type { RecordMessage } from "../ui/search/protocol.ts";
import { breakable } from "./breakable.ts";
import { post } from "./host.ts";
import { markPieces } from "./marks.ts";
import { clockTime, dayHeading, utc } from "./times.ts";

/** Longer strings are cut in the view until asked for. */
const LONGEST = 2000;
/** Of longer records only the upper levels are unfolded at first. */
const MANY_LINES = 400;
/** Said above the record already, or of little use: folded at first, unless the query found something in them. */
const FOLDED_AT_FIRST = new Set(['"userIdentity"', '"tlsDetails"']);
/** Deeper lines are not moved further to the right. */
const DEEPEST = 24;

/** One record: what it says in a sentence, what can be done with it, and its JSON. */
export class RecordView extends LitElement {
  static override properties = { record: { attribute: false } };

  declare record: RecordMessage | undefined;
  #shown: RecordMessage | undefined;
  #lines: readonly JsonLine[] | undefined;
  readonly #folded = new Set<number>();
  /** Lines whose long strings are shown whole. */
  readonly #whole = new Set<number>();

  constructor() {
    super();
    this.record = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const { record } = this;
    if (record === this.#shown) return;
    const other = record?.text !== this.#shown?.text;
    this.#shown = record;
    if (!other) return;
    this.#lines = record === undefined ? undefined : jsonLines(record.text);
    this.#whole.clear();
    this.#fold((this.#lines?.length ?? 0) > MANY_LINES ? 2 : Number.POSITIVE_INFINITY);
    this.#foldKnown(record?.marks ?? []);
    this.querySelector(".json")?.scrollTo({ top: 0 });
    this.scrollTo({ top: 0 });
  }

  protected override render(): TemplateResult {
    const { record } = this;
    if (record === undefined) {
      return html`<div class="hint"><i class="codicon codicon-json" aria-hidden="true"></i><p>Select a call to see its record.</p></div>`;
    }
    return html`
      <header class="said">
        <p class="summary">
          ${record.summary.map((part) => (typeof part === "string" ? breakable(part) : this.#instanceLink(record, part.instance, record.instances[part.instance]?.name ?? "", [])))}
        </p>
        ${record.message === undefined ? nothing : html`<p class="message ${record.outcome}">${record.message}</p>`}
        <p class="when" title=${`${utc(record.time)} (UTC)`}>${dayHeading(record.time)}, ${clockTime(record.time)} · <span class="utc">${utc(record.time)}</span></p>
        <div class="actions">
          ${this.#action("Open as JSON", "go-to-file", () => post({ type: "open", row: record.row }))}
          ${this.#action("Copy JSON", "copy", () => post({ type: "copy", row: record.row, as: "json" }))}
          ${this.#action("Copy Sentence", "quote", () => post({ type: "copy", row: record.row, as: "sentence" }))}
          ${this.#action(this.#folded.size > 0 ? "Unfold All" : "Fold", this.#folded.size > 0 ? "unfold" : "fold", () => this.#foldOrUnfold())}
        </div>
      </header>
      <div class="json" role="region" aria-label="Record as JSON" tabindex="0">
        ${this.#lines === undefined ? html`<pre class="raw">${record.text}</pre>` : this.#renderLines(record, this.#lines)}
      </div>
    `;
  }

  #renderLines(record: RecordMessage, lines: readonly JsonLine[]): TemplateResult[] {
    const shown: TemplateResult[] = [];
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index];
      if (line === undefined) break;
      const folded = this.#folded.has(index) && line.closes !== undefined;
      shown.push(this.#renderLine(record, line, index, folded ? lines[line.closes ?? index] : undefined));
      if (folded) index = line.closes ?? index;
    }
    return shown;
  }

  #renderLine(record: RecordMessage, line: JsonLine, index: number, end: JsonLine | undefined): TemplateResult {
    const fold =
      line.closes === undefined
        ? nothing
        : html`<button
            type="button"
            class="fold"
            aria-expanded=${end === undefined}
            aria-label=${end === undefined ? "Fold" : "Unfold"}
            @click=${() => this.#toggle(index)}
          ><i class="codicon ${end === undefined ? "codicon-chevron-down" : "codicon-chevron-right"}" aria-hidden="true"></i></button>`;
    const hidden = line.closes === undefined ? 0 : line.closes - index - 1;
    return html`<div class="line" .style=${`--depth: ${Math.min(line.depth, DEEPEST)}`}>${fold}${line.tokens.map(
      (token) => this.#renderToken(record, token, index),
    )}${end === undefined ? nothing : html`<button type="button" class="more" @click=${() => this.#toggle(index)}>${hidden} ${hidden === 1 ? "line" : "lines"}</button>${end.tokens.map((token) => this.#renderToken(record, token, index))}`}</div>`;
  }

  #renderToken(record: RecordMessage, token: Token, line: number): TemplateResult {
    if (token.kind === "punctuation") return html`<span class="punctuation">${token.text}</span>`;
    const cut = token.text.length > LONGEST && !this.#whole.has(line);
    const text = cut ? token.text.slice(0, LONGEST) : token.text;
    const rest = cut
      ? html`<button type="button" class="more" @click=${() => this.#showWhole(line)}>${(token.text.length - LONGEST).toLocaleString()} more characters</button>`
      : nothing;
    const body = token.kind === "string" ? this.#renderString(record, text) : renderMarked(text, record.marks);
    return html`<span class=${token.kind}>${body}</span>${rest}`;
  }

  /** A string that names an instance is a link, and so is an instance's ARN inside a longer text. */
  #renderString(record: RecordMessage, text: string): TemplateResult | TemplateResult[] {
    const inner = text.slice(1, -1);
    for (const [index, { mentions }] of record.instances.entries()) {
      if (mentions.includes(inner)) {
        return html`"${this.#instanceLink(record, index, inner, record.marks)}"`;
      }
      const arn = mentions.find((mention) => mention.startsWith("arn:") && inner.includes(mention));
      if (arn !== undefined) {
        const at = text.indexOf(arn);
        return html`${renderMarked(text.slice(0, at), record.marks)}${this.#instanceLink(record, index, arn, record.marks)}${renderMarked(text.slice(at + arn.length), record.marks)}`;
      }
    }
    return renderMarked(text, record.marks);
  }

  #instanceLink({ row }: RecordMessage, instance: number, text: string, marks: readonly string[]): TemplateResult {
    return html`<button type="button" class="link" title="Show in Resources" @click=${() => post({ type: "reveal", row, instance })}>${renderMarked(text, marks)}</button>`;
  }

  #action(name: string, icon: string, run: () => void): TemplateResult {
    return html`<button type="button" class="action" @click=${run}><i class="codicon codicon-${icon}" aria-hidden="true"></i>${name}</button>`;
  }

  #toggle(index: number): void {
    if (!this.#folded.delete(index)) this.#folded.add(index);
    this.requestUpdate();
  }

  #showWhole(line: number): void {
    this.#whole.add(line);
    this.requestUpdate();
  }

  #foldOrUnfold(): void {
    this.#fold(this.#folded.size > 0 ? Number.POSITIVE_INFINITY : 1);
    this.requestUpdate();
  }

  #foldKnown(marks: readonly string[]): void {
    const lines = this.#lines ?? [];
    for (const [index, { tokens, closes = index }] of lines.entries()) {
      if (!FOLDED_AT_FIRST.has(tokens[0]?.text ?? "")) continue;
      const inner = lines.slice(index, closes).flatMap((line) => line.tokens);
      const found = inner.some(({ text }) => markPieces(text, marks).some(({ marked }) => marked));
      if (closes > index && !found) this.#folded.add(index);
    }
  }

  /** Folds everything from this depth on. */
  #fold(depth: number): void {
    this.#folded.clear();
    for (const [index, line] of this.#lines?.entries() ?? []) {
      if (line.closes !== undefined && line.depth >= depth) this.#folded.add(index);
    }
  }
}

function renderMarked(text: string, marks: readonly string[]): TemplateResult[] {
  return markPieces(text, marks).map((piece) =>
    piece.marked ? html`<mark>${piece.text}</mark>` : html`${piece.text}`,
  );
}

customElements.define("record-view", RecordView);
declare global {
  interface HTMLElementTagNameMap {
    "record-view": RecordView;
  }
}
