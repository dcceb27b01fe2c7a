import type { JobHandler } from "../account.ts";
import type { Queue } from "./state.ts";

/** Those who wait for a message. They are connections, so they are no part of the account's data. */
const waiting = new WeakMap<Queue, Set<() => void>>();

/** Waits until `wake` is called for the queue, or the caller hangs up. */
export async function untilWoken(queue: Queue, signal: AbortSignal): Promise<void> {
  const waiters = waiting.get(queue) ?? new Set();
  waiting.set(queue, waiters);
  await new Promise<void>((resolve) => {
    waiters.add(resolve);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Lets all who wait for a message look again. */
export function wake(queue: Queue): void {
  const waiters = waiting.get(queue) ?? [];
  waiting.delete(queue);
  for (const go of waiters) go();
}

/** Wakes those whose time is over, or who wait for a message that is about to become visible. */
export const wakeQueue: JobHandler = ({ state }, { data }) => {
  const queue = state.sqs.queues.get(String(data.region))?.get(String(data.name));
  if (queue !== undefined) wake(queue);
};
