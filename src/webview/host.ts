import type { FromPage, ToPage } from "../ui/search/protocol.ts";

/** How the page is laid out; it is told this again when it is made anew. What was asked is kept by the extension. */
interface PageState {
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

export function setPageState(state: PageState): void {
  api.setState(state);
}

/** Messages come from the extension only: the page has no other origin to hear from. */
export function onMessage(receive: (message: ToPage) => void): void {
  window.addEventListener("message", (event: MessageEvent<ToPage>) => receive(event.data));
}
