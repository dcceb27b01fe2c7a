import { html, nothing, type TemplateResult } from "lit";
import type { SearchMessage } from "../ui/search/protocol.ts";
import { post } from "./host.ts";
import { ago, shortMoment, utc } from "./times.ts";

/** CloudTrail delivers minutes after the call (FACTS 31). */
const USUAL_DELAY = "CloudTrail usually delivers within about 5 minutes of a call.";

/** Milliseconds. After a silence of this length nobody waits for a delivery that is merely late. */
const LONG_SILENCE = 86_400_000;

/** The line below the results: how complete they are, and of what (F14). */
export function renderCoverage(search: SearchMessage): TemplateResult {
  const { state, total, source, newestDelivery, failure } = search;
  const limits = `${utc(search.from)} – ${utc(search.to)} (UTC). Records over 256 KB never reach a log group; they are only in the trail's bucket.`;
  return html`<div class="coverage ${state}" role="status">
    <span>${sentence(search)}</span>
    ${resumable(search) ? html`<button type="button" class="link" @click=${() => post({ type: "continue" })}>${state === "limit" ? "Load older" : state === "failed" ? "Try again" : "Continue"}</button>` : nothing}
    ${failure?.remedy === undefined || total === 0 ? nothing : html`<button type="button" class="link" @click=${() => post({ type: "connect", how: "signIn" })}>Sign in</button>`}
    <span class="pale" title=${limits}>${source}</span>
    ${
      newestDelivery === undefined
        ? nothing
        : html`<span class="pale" title=${`${utc(newestDelivery)} (UTC). ${USUAL_DELAY}`}>newest delivery ${ago(newestDelivery)}</span>`
    }
  </div>`;
}

function resumable({ state, total }: SearchMessage): boolean {
  return state === "stopped" || state === "limit" || (state === "failed" && total > 0);
}

function sentence({ state, total, from, to, coveredFrom, failure }: SearchMessage): string {
  const calls = `${total.toLocaleString()} ${total === 1 ? "call" : "calls"}`;
  const back = coveredFrom > to ? "nothing covered yet" : `complete back to ${shortMoment(coveredFrom)}`;
  switch (state) {
    case "running":
      return `Searching… ${calls}${coveredFrom > to ? "" : `, ${back}`}`;
    case "complete":
      return `${calls}, complete since ${shortMoment(from)}`;
    case "stopped":
      return `${calls}, stopped: ${back}`;
    case "limit":
      return `The newest ${calls}, ${back}`;
    case "failed":
      return total > 0 ? `${calls}, failed: ${back}. ${failure?.sentence ?? ""}` : `Failed: ${back}`;
  }
}

/** Says what is known when nothing was found, so that it does not read as "nothing happened" (F13). */
export function deliverySentence({ newestDelivery, to }: SearchMessage): string {
  if (newestDelivery === undefined) return `No record is known to have been delivered here yet. ${USUAL_DELAY}`;
  const newest = `The newest record here was delivered ${ago(newestDelivery)} (${shortMoment(newestDelivery)}).`;
  if (Date.now() - newestDelivery > LONG_SILENCE && to > newestDelivery) {
    return `${newest} Nothing was recorded since, or the trail no longer delivers here.`;
  }
  return to > newestDelivery - 300_000 ? `${newest} ${USUAL_DELAY} Later calls are not here yet.` : newest;
}
