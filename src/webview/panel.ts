import { html, LitElement, nothing, type TemplateResult } from "lit";
import type {
  Form,
  FormError,
  PlacesMessage,
  Range,
  RecordMessage,
  SearchMessage,
  ToPage,
} from "../ui/search/protocol.ts";
import { deliverySentence, renderCoverage } from "./coverage.ts";
import { onMessage, pageState, post, setPageState } from "./host.ts";
import type { ChooseEvent, ResultList } from "./resultList.ts";
import type { FormEvent, SearchForm } from "./searchForm.ts";

/** From this width on the record stands beside the list. The stylesheet has the same number. */
const WIDE = "(min-width: 700px)";

/** The whole panel: takes in what the extension says, and lays form, list, record and coverage out. */
export class SearchPanel extends LitElement {
  #places: PlacesMessage | undefined;
  #form: Form | undefined;
  #errors: readonly FormError[] = [];
  #search: SearchMessage | undefined;
  #record: RecordMessage | undefined;
  /** In a narrow view: the record stands in place of the list, or below it. */
  #front = false;
  /** The cursor is to go into the text once that is there. */
  #focusWanted = false;
  #split = pageState().split ?? 45;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    onMessage((message) => this.#receive(message));
    window.addEventListener("keydown", (event) => this.#onKey(event));
    post({ type: "ready", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case "places":
        this.#places = message;
        if (message.connection !== "connected") this.#search = undefined;
        break;
      case "form":
        this.#form = message.keepsText
          ? { ...message.form, text: this.#form?.text ?? message.form.text }
          : message.form;
        break;
      case "invalid":
        this.#errors = message.errors;
        break;
      case "search":
        if (this.#search !== undefined && message.search !== this.#search.search) this.#show(undefined);
        this.#search = message;
        this.#list()?.receiveSearch(message);
        break;
      case "rows":
        this.#list()?.receiveRows(message);
        break;
      case "record":
        this.#front = message.front;
        this.#show(message);
        break;
      case "focus":
        this.#setFront(false);
        this.#focusWanted = true;
        break;
    }
    this.requestUpdate();
  }

  #show(record: RecordMessage | undefined): void {
    this.#record = record;
    if (record === undefined) this.#front = false;
    this.#list()?.select(record?.row, record?.index);
  }

  protected override updated(): void {
    const form = this.querySelector<SearchForm>("search-form");
    if (this.#focusWanted && form !== null) {
      this.#focusWanted = false;
      void form.updateComplete.then(() => form.focusText());
    }
    // A record that has just hidden the list takes over the focus, so that the keys scroll it.
    const active = document.activeElement;
    if (active?.closest("result-list") && !active.checkVisibility()) this.querySelector<HTMLElement>(".json")?.focus();
  }

  protected override render(): TemplateResult {
    const places = this.#places;
    if (places === undefined || places.connection === "connecting") {
      return html`<div class="busy"><vscode-progress-bar aria-label="Connecting"></vscode-progress-bar></div>`;
    }
    if (places.connection !== "connected") return this.#renderConnect(places);
    const busy = this.#search?.state === "running" || places.groups === undefined;
    return html`
      <search-form
        .form=${this.#form}
        .places=${places}
        .errors=${this.#errors}
        ?running=${this.#search?.state === "running"}
        @search=${(event: FormEvent) => this.#submit(event.detail)}
        @edit=${(event: FormEvent) => this.#edit(event.detail)}
        @stop=${() => post({ type: "stop" })}
      ></search-form>
      <div class="busy">${busy ? html`<vscode-progress-bar aria-label="Searching"></vscode-progress-bar>` : nothing}</div>
      <main class=${this.#front && this.#record !== undefined ? "open" : ""} .style=${`--split: ${this.#split}%`}>
        <h1 class="spoken">Search calls</h1>
        <section class="results" aria-label="Results">
          ${this.#renderNotice()}
          <result-list data-search=${this.#search?.search ?? 0} ?hidden=${(this.#search?.total ?? 0) === 0} @choose=${this.#choose}></result-list>
        </section>
        <div
          class="sash"
          role="separator"
          tabindex="0"
          aria-orientation="vertical"
          aria-label="Width of the list"
          aria-valuenow=${this.#split}
          aria-valuemin="20"
          aria-valuemax="80"
          @pointerdown=${this.#drag}
          @keydown=${this.#onSashKey}
        ></div>
        <section class="record" aria-label="Record">
          <nav class="back">
            <button type="button" class="action" @click=${this.#close}><i class="codicon codicon-arrow-left" aria-hidden="true"></i>Back</button>
            <span class="pale">${this.#record === undefined ? "" : `${(this.#list()?.active ?? 0) + 1} of ${this.#search?.total ?? 0}`}</span>
            <button type="button" class="icon" aria-label="Previous call" title="Previous call" @click=${() => this.#list()?.step(-1)}><i class="codicon codicon-arrow-up" aria-hidden="true"></i></button>
            <button type="button" class="icon" aria-label="Next call" title="Next call" @click=${() => this.#list()?.step(1)}><i class="codicon codicon-arrow-down" aria-hidden="true"></i></button>
          </nav>
          <record-view data-row=${this.#record?.row ?? nothing} .record=${this.#record}></record-view>
        </section>
      </main>
      ${this.#search === undefined ? nothing : renderCoverage(this.#search)}
    `;
  }

  #renderConnect({ failure }: PlacesMessage): TemplateResult {
    return html`<main><h1 class="spoken">Search calls</h1><div class="notice">
      ${
        failure === undefined
          ? html`<p>Connect to an AWS account to search what its CloudTrail trail recorded, or try it with the practice account.</p>`
          : html`<h2><i class="codicon codicon-error" aria-hidden="true"></i> Not connected</h2><p role="alert">${failure.sentence}</p>`
      }
      ${
        failure === undefined
          ? nothing
          : failure.remedy === undefined
            ? html`<vscode-button @click=${() => post({ type: "connect", how: "again" })}>Try Again</vscode-button>`
            : html`<vscode-button @click=${() => post({ type: "connect", how: "signIn" })}>Sign In</vscode-button>`
      }
      <vscode-button ?secondary=${failure !== undefined} @click=${() => post({ type: "connect", how: "practice" })}>Use Practice Account</vscode-button>
      <vscode-button secondary @click=${() => post({ type: "connect", how: "choose" })}>Connect to AWS…</vscode-button>
    </div></main>`;
  }

  /** What stands where the results would: nothing can be searched, nothing was found, or the search failed. */
  #renderNotice(): TemplateResult | typeof nothing {
    const places = this.#places;
    const search = this.#search;
    if (places?.failure !== undefined) {
      return this.#renderFailure(
        "The log groups could not be listed.",
        places.failure.sentence,
        places.failure.remedy,
        () => post({ type: "reloadGroups" }),
      );
    }
    if (places?.groups?.length === 0) {
      return html`<div class="notice"><h2>No log group to search</h2>
        <p>This account has no log group in this Region. A trail that delivers to CloudWatch Logs makes its calls searchable here.</p>
        <vscode-button secondary @click=${() => post({ type: "reloadGroups" })}>Look Again</vscode-button></div>`;
    }
    if (search === undefined || search.total > 0) return nothing;
    if (search.state === "running") return html`<p class="notice pale">Searching…</p>`;
    if (search.state === "failed") {
      const { sentence = "", remedy } = search.failure ?? {};
      return this.#renderFailure("The search failed.", sentence, remedy, () => post({ type: "continue" }));
    }
    return this.#renderNothingFound(search);
  }

  #renderFailure(title: string, sentence: string, remedy: "signIn" | undefined, retry: () => void): TemplateResult {
    return html`<div class="notice" role="alert"><h2><i class="codicon codicon-error" aria-hidden="true"></i> ${title}</h2><p>${sentence}</p>
      ${remedy === undefined ? nothing : html`<vscode-button @click=${() => post({ type: "connect", how: remedy })}>Sign In</vscode-button>`}
      <vscode-button secondary @click=${retry}>Try Again</vscode-button></div>`;
  }

  #renderNothingFound(search: SearchMessage): TemplateResult {
    const form = this.#form;
    const wider = form === undefined ? [] : widerForms(form, search);
    return html`<div class="notice">
      <h2>${search.state === "stopped" ? "Nothing found before the search was stopped" : "No calls match"}</h2>
      <p>${this.#isWithoutTrail() ? "No trail is known to deliver to this log group." : deliverySentence(search)}</p>
      ${wider.map(({ name, form: change }) => html`<button type="button" class="link" @click=${() => this.#submit(change)}>${name}</button>`)}
    </div>`;
  }

  /** Whether the log group that is searched is of something else than CloudTrail, as far as is known. */
  #isWithoutTrail(): boolean {
    const groups = this.#places?.groups ?? [];
    const group = groups.find(({ id }) => id === this.#form?.group);
    return group?.trail === undefined && groups.some(({ trail }) => trail !== undefined);
  }

  /** The text changes, and is not searched for yet. Each render hands the form down again, so it is held here. */
  #edit(form: Form): void {
    this.#form = form;
    post({ type: "keep", text: form.text });
  }

  #submit(form: Form): void {
    if (form.group !== this.#form?.group && form.group !== null) post({ type: "chooseGroup", group: form.group });
    this.#form = form;
    post({ type: "search", form });
    this.requestUpdate();
  }

  #choose(event: ChooseEvent): void {
    const { row, open } = event.detail;
    // Passing over rows with the keys shows their records only where there is room beside the list.
    if (!open && !this.#front && !window.matchMedia(WIDE).matches) return;
    if (open) this.#setFront(true);
    post({ type: "record", row });
    this.requestUpdate();
  }

  #setFront(front: boolean): void {
    this.#front = front;
    post({ type: "keep", front });
    this.requestUpdate();
  }

  #close(): void {
    this.#setFront(false);
    void this.updateComplete.then(() => this.#list()?.focusList());
  }

  #onKey(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      this.querySelector<SearchForm>("search-form")?.focusText();
    } else if (event.key === "Escape") {
      if (this.#search?.state === "running") post({ type: "stop" });
      else this.#close();
    } else if (
      event.key === "ArrowDown" &&
      typing &&
      event.target instanceof HTMLElement &&
      event.target.id === "text"
    ) {
      event.preventDefault();
      this.#list()?.focusList();
    }
  }

  #drag(event: PointerEvent): void {
    const sash = event.currentTarget;
    const main = this.querySelector("main")?.getBoundingClientRect();
    if (!(sash instanceof HTMLElement) || main === undefined) return;
    sash.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent) => this.#setSplit(((clientX - main.left) / main.width) * 100);
    sash.addEventListener("pointermove", move);
    sash.addEventListener("lostpointercapture", () => sash.removeEventListener("pointermove", move), { once: true });
  }

  #onSashKey(event: KeyboardEvent): void {
    if (event.key === "ArrowLeft") this.#setSplit(this.#split - 5);
    else if (event.key === "ArrowRight") this.#setSplit(this.#split + 5);
  }

  #setSplit(percent: number): void {
    this.#split = Math.round(Math.max(20, Math.min(80, percent)));
    setPageState({ split: this.#split });
    this.requestUpdate();
  }

  #list(): ResultList | null {
    return this.querySelector("result-list");
  }
}

/** Ways to ask for more than a form asks for, that could find something where it found nothing. */
function widerForms(form: Form, { from, newestDelivery }: SearchMessage): { name: string; form: Form }[] {
  const { scope, range } = form;
  const wider = (change: Partial<Form["scope"]>) => ({ ...form, scope: { ...scope, ...change } });
  return [
    ...(newestDelivery !== undefined && newestDelivery < from
      ? [{ name: "Search the week before the newest record", form: { ...form, range: weekBefore(newestDelivery) } }]
      : []),
    ...(scope.failedOnly ? [{ name: "Show calls that succeeded, too", form: wider({ failedOnly: false }) }] : []),
    ...(scope.hideReads ? [{ name: "Show read-only calls", form: wider({ hideReads: false }) }] : []),
    ...(scope.rdsOnly ? [{ name: "Search all services", form: wider({ rdsOnly: false }) }] : []),
    ...("last" in range && range.last === "90d"
      ? []
      : [{ name: "Search the last 90 days", form: { ...form, range: { last: "90d" as const } } }]),
  ];
}

function weekBefore(time: number): Range {
  return { from: time - 7 * 86_400_000, to: time };
}

customElements.define("search-panel", SearchPanel);
