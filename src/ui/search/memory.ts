import type * as vscode from "vscode";
import { type NamedForm, readNamedForm } from "./form.ts";

const FORM = "search.form";
const SELECTED = "search.selected";
const FRONT = "search.front";

/** What of a search outlives the page and the window: the question, and which record was being read. */
export class SearchMemory {
  #form: NamedForm;

  constructor(private readonly store: vscode.Memento) {
    this.#form = readNamedForm(store.get(FORM));
  }

  get form(): NamedForm {
    return this.#form;
  }

  /** Event id of the record that was shown last. */
  get selected(): string {
    return this.store.get(SELECTED, "");
  }

  /** Whether that record stood before the list, where there was no room for both. */
  get front(): boolean {
    return this.store.get(FRONT, false);
  }

  /** A question is asked: its results are looked at as a list first. */
  async ask(form: NamedForm): Promise<void> {
    this.#form = form;
    await this.store.update(FORM, form);
    await this.store.update(FRONT, false);
  }

  async select(eventId: string): Promise<void> {
    await this.store.update(SELECTED, eventId);
  }

  /** Takes in what the page would forget; a text that was not searched for yet is kept for this window only. */
  async keep({
    text,
    front,
  }: {
    readonly text?: string | undefined;
    readonly front?: boolean | undefined;
  }): Promise<void> {
    if (text !== undefined) this.#form = { ...this.#form, text };
    if (front !== undefined) await this.store.update(FRONT, front);
  }
}
