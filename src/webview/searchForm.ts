import { html, LitElement, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Form, FormError, PlacesMessage, Range, RangePreset } from "../ui/search/protocol.ts";
import type { ChipOption, PickEvent } from "./chipMenu.ts";
import { localInput, shortMoment } from "./times.ts";

export type FormEvent = CustomEvent<Form>;

const RANGES: Readonly<Record<RangePreset, string>> = {
  "15m": "Last 15 minutes",
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
};

const SCOPES = [
  { part: "rdsOnly", label: "RDS only", title: "Only calls to rds.amazonaws.com" },
  { part: "hideReads", label: "Hide reads", title: "Without calls that change nothing" },
  { part: "failedOnly", label: "Failed only", title: "Only calls that failed or were denied" },
] as const;

/** The question: text, time, place and scope. Every change of a chip searches at once, the text on Enter. */
export class SearchForm extends LitElement {
  static override properties = {
    form: { attribute: false },
    places: { attribute: false },
    errors: { attribute: false },
    running: { type: Boolean },
  };

  declare form: Form;
  declare places: PlacesMessage | undefined;
  declare errors: readonly FormError[];
  declare running: boolean;

  constructor() {
    super();
    this.form = {
      text: "",
      range: { last: "7d" },
      scope: { rdsOnly: true, hideReads: true, failedOnly: false },
      group: null,
      streams: [],
    };
    this.places = undefined;
    this.errors = [];
    this.running = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  focusText(): void {
    this.querySelector<HTMLInputElement>("#text")?.select();
  }

  protected override render(): TemplateResult {
    const { form, errors, running } = this;
    return html`
      <div role="search">
        <div class="box ${errors.length > 0 ? "wrong" : ""}">
          <input
            id="text"
            type="text"
            spellcheck="false"
            autocomplete="off"
            aria-label="Search calls"
            aria-invalid=${errors.length > 0}
            aria-describedby=${errors.length > 0 ? "wrong" : nothing}
            placeholder="Instance, user, event…"
            title=${'Words that must occur, "a phrase", -not'}
            .value=${live(form.text)}
            @input=${this.#onText}
            @keydown=${this.#onTextKey}
          />
          ${form.text === "" ? nothing : this.#button("close", "Clear", this.#clear)}
          ${running ? this.#button("debug-stop", "Stop", this.#stop) : this.#button("search", "Search", this.#submit)}
        </div>
        ${errors.length === 0 ? nothing : this.#renderErrors()}
        <div class="chips">
          ${this.#renderRange()}
          ${SCOPES.map(
            ({ part, label, title }) => html`<button
              type="button"
              class="chip"
              title=${title}
              aria-pressed=${form.scope[part]}
              @click=${() => this.#change({ scope: { ...form.scope, [part]: !form.scope[part] } })}
            >${form.scope[part] ? html`<i class="codicon codicon-check" aria-hidden="true"></i>` : nothing}<span class="chip-label">${label}</span></button>`,
          )}
          ${this.#renderPlaces()}
        </div>
      </div>
    `;
  }

  #button(icon: string, name: string, run: (event: Event) => void): TemplateResult {
    return html`<button type="button" class="icon" title=${name} aria-label=${name} @click=${run}>
      <i class="codicon codicon-${icon}" aria-hidden="true"></i>
    </button>`;
  }

  #renderErrors(): TemplateResult {
    const { text } = this.form;
    return html`<div id="wrong" class="errors" role="alert">
      ${this.errors.map(
        ({ message, start, end }) =>
          html`<div>${message} <code>${text.slice(Math.max(0, start - 10), start)}<mark>${text.slice(start, end)}</mark></code></div>`,
      )}
    </div>`;
  }

  #renderRange(): TemplateResult {
    const { range } = this.form;
    const preset = "last" in range;
    const label = preset ? RANGES[range.last] : `${shortMoment(range.from)} – ${shortMoment(range.to)}`;
    const options = Object.entries(RANGES).map(([value, text]): ChipOption => ({ value, label: text }));
    const now = Date.now();
    const more = html`<div class="custom">
      <label>From <input id="from" type="datetime-local" required .value=${localInput(preset ? now - 3_600_000 : range.from)} /></label>
      <label>To <input id="to" type="datetime-local" required .value=${localInput(preset ? now : range.to)} /></label>
      <button type="button" class="plain" @click=${() => this.#customRange()}>Use these times</button>
    </div>`;
    return html`<chip-menu
      name="Time"
      .label=${label}
      .options=${options}
      .chosen=${preset ? [range.last] : []}
      .more=${more}
      @pick=${({ detail: [last] }: PickEvent) => this.#change({ range: { last: last as RangePreset } })}
    ></chip-menu>`;
  }

  #renderPlaces(): TemplateResult | typeof nothing {
    const { form, places } = this;
    const groups = places?.groups ?? [];
    const group = groups.find(({ id }) => id === form.group);
    if (group === undefined) return nothing;
    const streams = places?.streams?.group === group.id ? places.streams.names : [];
    const chosen = streams.filter(({ id }) => form.streams.includes(id));
    const only = chosen.length === 1 ? chosen[0]?.name : undefined;
    const streamsLabel =
      only ?? (chosen.length === 0 ? "All streams" : `${chosen.length} of ${streams.length} streams`);
    return html`
      <chip-menu
        name="Log group"
        .label=${group.name}
        .options=${groups.map(({ id, name, trail }) => ({ value: `${id}`, label: name, note: trail === undefined ? undefined : `Trail ${trail}` }))}
        .chosen=${[`${group.id}`]}
        @pick=${({ detail: [id] }: PickEvent) => this.#change({ group: Number(id), streams: [] })}
      ></chip-menu>
      ${
        streams.length === 0
          ? nothing
          : html`<chip-menu
              name="Log streams"
              several
              .label=${streamsLabel}
              .options=${streams.map(({ id, name }) => ({ value: `${id}`, label: name }))}
              .chosen=${chosen.map(({ id }) => `${id}`)}
              @pick=${({ detail }: PickEvent) => this.#change({ streams: detail.slice(-100).map(Number) })}
            ></chip-menu>`
      }
    `;
  }

  #customRange(): void {
    const inputs = [...this.querySelectorAll<HTMLInputElement>("#from, #to")];
    if (!inputs.every((input) => input.reportValidity())) return;
    // Ends given the wrong way round are turned, so that the chip says what is searched.
    const times = inputs.map(({ value }) => new Date(value).getTime());
    const range: Range = { from: Math.min(...times), to: Math.max(...times) };
    this.querySelector("chip-menu")?.close();
    this.#change({ range });
  }

  #onText(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.form = { ...this.form, text: event.target.value };
    this.dispatchEvent(new CustomEvent("edit", { detail: this.form }) satisfies FormEvent);
  }

  #clear(): void {
    this.#change({ text: "" });
    this.querySelector<HTMLInputElement>("#text")?.focus();
  }

  /** The page is a sandbox without forms, so nothing but this submits. */
  #onTextKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.isComposing) this.#submit();
  }

  #submit(): void {
    this.#change({});
  }

  #stop(): void {
    this.dispatchEvent(new CustomEvent("stop"));
  }

  #change(change: Partial<Form>): void {
    this.form = { ...this.form, ...change };
    this.dispatchEvent(new CustomEvent("search", { detail: this.form }) satisfies FormEvent);
  }
}

customElements.define("search-form", SearchForm);
declare global {
  interface HTMLElementTagNameMap {
    "search-form": SearchForm;
  }
}
