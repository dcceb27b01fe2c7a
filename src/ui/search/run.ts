import { Results } from "../../sources/results.ts";
import type { SearchRequest, Source } from "../../sources/source.ts";

/** How a search stands. `limit`: it holds the newest results that fit, and there are older ones. */
export type RunState =
  | { readonly kind: "running" | "complete" | "stopped" | "limit" }
  | { readonly kind: "failed"; readonly error: unknown };

/** A search and all that it has found. */
export interface Run {
  readonly request: SearchRequest;
  readonly results: Results;
  readonly state: RunState;
  /** Milliseconds: everything from here to the end of the range has been found. */
  readonly coveredFrom: number;
  /** Milliseconds: the newest delivery that the source holds, as far as is known. */
  readonly newestDelivery: number | undefined;
  stop(): void;
  /** Goes on from where it ended; does nothing while it runs or when nothing is left. */
  resume(): void;
}

/** A run stops here: what a person can look through is long passed, and the rows are held in memory. */
const MOST_RESULTS = 100_000;

/**
 * Starts a search.
 *
 * @param changed called whenever anything about the run changed, never before this has returned
 */
export function startRun(
  openSource: () => Promise<Source>,
  request: SearchRequest,
  changed: () => void,
  limit = MOST_RESULTS,
): Run {
  const results = new Results();
  let state: RunState = { kind: "running" };
  let coveredFrom = request.to + 1;
  let newestDelivery: number | undefined;
  let most = limit;
  let stopper = new AbortController();

  const knowDelivery = (time: number | undefined) => {
    if (time !== undefined) newestDelivery = Math.max(newestDelivery ?? time, time);
  };

  const read = async (signal: AbortSignal): Promise<RunState> => {
    const source = await openSource();
    // Told beside the answer and never in its place: a search that works is not spoilt by it.
    const delivery = source.newestDelivery(signal).then(knowDelivery, () => {});
    for await (const batch of source.search({ ...request, to: coveredFrom - 1 }, signal)) {
      results.add(batch.records);
      coveredFrom = Math.min(coveredFrom, batch.coveredFrom);
      knowDelivery(batch.newestDelivery);
      if (results.countSince(coveredFrom) >= most && coveredFrom > request.from) {
        results.truncate(most);
        coveredFrom = results.rows.at(-1)?.result.time ?? coveredFrom;
        return { kind: "limit" };
      }
      changed();
    }
    await delivery;
    return { kind: "complete" };
  };

  const go = async () => {
    stopper = new AbortController();
    const { signal } = stopper;
    state = { kind: "running" };
    try {
      state = await read(signal);
    } catch (error) {
      state = signal.aborted ? { kind: "stopped" } : { kind: "failed", error };
    } finally {
      stopper.abort();
    }
    changed();
  };

  void go();
  return {
    request,
    results,
    get state() {
      return state;
    },
    get coveredFrom() {
      return coveredFrom;
    },
    get newestDelivery() {
      return newestDelivery;
    },
    stop: () => stopper.abort(),
    resume: () => {
      if (state.kind === "running" || state.kind === "complete") return;
      if (state.kind === "limit") most += limit;
      void go();
      changed();
    },
  };
}
