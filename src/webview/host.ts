import type { FromPage, ToPage } from "../ui/search/protocol.ts";

/** What the page keeps for when it is taken down and made anew. */
export interface PageState {
  /** A draft that was not searched for yet. */
  readonly text?: string;
  /** Width of the list beside the record, in percent. */
  readonly split?: number;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

const api = acquireVsCodeApi();

export function post(message: FromPage): void {
  api.postMessage(message);
}

export function pageState(): PageState {
  return api.getState() ?? {};
}

export function keep(change: PageState): void {
  api.setState({ ...pageState(), ...change });
}

/** Messages come from the extension only: the page has no other origin to hear from. */
export function onMessage(receive: (message: ToPage) => void): void {
  window.addEventListener("message", (event: MessageEvent<ToPage>) => receive(event.data));
}
