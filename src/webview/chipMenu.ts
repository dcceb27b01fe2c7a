import { html, LitElement, nothing, type TemplateResult } from "lit";

export interface ChipOption {
  readonly value: string;
  readonly label: string;
  /** Shown after the label, paler. */
  readonly note?: string | undefined;
}

/** The options that are chosen now. */
export type PickEvent = CustomEvent<readonly string[]>;

let made = 0;

/**
 * A chip that opens a list of options: one of them, or with `several` any number. What stands between its tags is
 * shown below the options.
 */
export class ChipMenu extends LitElement {
  static override properties = {
    label: {},
    name: {},
    options: { attribute: false },
    chosen: { attribute: false },
    several: { type: Boolean },
    more: { attribute: false },
  };

  /** What the chip shows. */
  declare label: string;
  /** What it is for, to screen readers. */
  declare name: string;
  declare options: readonly ChipOption[];
  declare chosen: readonly string[];
  declare several: boolean;
  /** Shown below the options. */
  declare more: TemplateResult | undefined;
  readonly #id = `chip-menu-${made++}`;
  #open = false;

  constructor() {
    super();
    this.label = "";
    this.name = "";
    this.options = [];
    this.chosen = [];
    this.several = false;
    this.more = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  close(): void {
    this.querySelector<HTMLElement>(".menu")?.hidePopover();
  }

  protected override render(): TemplateResult {
    return html`
      <button
        class="chip"
        type="button"
        aria-haspopup="listbox"
        aria-expanded=${this.#open}
        aria-controls=${this.#id}
        aria-label=${`${this.name}: ${this.label}`}
        title=${`${this.name}: ${this.label}`}
        @click=${this.#toggle}
        @keydown=${this.#onChipKey}
      >
        <span class="chip-label">${this.label}</span><i class="codicon codicon-chevron-down" aria-hidden="true"></i>
      </button>
      <div id=${this.#id} class="menu" popover="auto" @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        <div role="listbox" aria-label=${this.name} aria-multiselectable=${this.several}>
          ${this.options.map((option) => this.#renderOption(option))}
        </div>
        ${this.more ?? nothing}
      </div>
    `;
  }

  #renderOption({ value, label, note }: ChipOption): TemplateResult {
    const chosen = this.chosen.includes(value);
    return html`<div class="option" role="option" tabindex="-1" aria-selected=${chosen} @click=${() => this.#pick(value)}>
      <i class="codicon ${chosen ? "codicon-check" : ""}" aria-hidden="true"></i>
      <span>${label}</span>
      ${note === undefined ? nothing : html`<span class="note">${note}</span>`}
    </div>`;
  }

  #pick(value: string): void {
    const rest = this.chosen.filter((each) => each !== value);
    const several = rest.length === this.chosen.length ? [...rest, value] : rest;
    this.dispatchEvent(new CustomEvent("pick", { detail: this.several ? several : [value] }) satisfies PickEvent);
    if (!this.several) this.close();
  }

  #toggle(): void {
    const menu = this.querySelector<HTMLElement>(".menu");
    if (menu === null) return;
    if (menu.matches(":popover-open")) menu.hidePopover();
    else menu.showPopover();
  }

  /** Puts the list under its chip, inside of the view. */
  #onToggle(event: ToggleEvent): void {
    this.#open = event.newState === "open";
    this.requestUpdate();
    const menu = this.querySelector<HTMLElement>(".menu");
    const chip = this.querySelector(".chip")?.getBoundingClientRect();
    if (!this.#open || menu === null || chip === undefined) return;
    const left = Math.max(4, Math.min(chip.left, window.innerWidth - menu.offsetWidth - 4));
    menu.style.left = `${left}px`;
    menu.style.top = `${chip.bottom + 2}px`;
    menu.style.maxHeight = `${Math.max(80, window.innerHeight - chip.bottom - 8)}px`;
    (this.querySelector<HTMLElement>("[aria-selected=true]") ?? this.#optionElements()[0])?.focus();
  }

  #onChipKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.querySelector<HTMLElement>(".menu")?.showPopover();
  }

  #onKey(event: KeyboardEvent): void {
    const options = this.#optionElements();
    const at = options.findIndex((option) => option.matches(":focus"));
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      this.querySelector<HTMLElement>(".chip")?.focus();
      return;
    }
    if (at === -1) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
    if (to !== undefined) options[Math.max(0, Math.min(options.length - 1, to))]?.focus();
    else if (event.key === "Enter" || event.key === " ") options[at]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #optionElements(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[role=option]")];
  }
}

customElements.define("chip-menu", ChipMenu);
declare global {
  interface HTMLElementTagNameMap {
    "chip-menu": ChipMenu;
  }
}
