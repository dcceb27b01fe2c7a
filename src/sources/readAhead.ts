/** What a reader that is far ahead may hold. A page of AWS is at most 1 MB. */
const MOST_WAITING = 16;

/**
 * Starts reading at once, ahead of whoever consumes it, but only so far: what nobody takes yet is held in memory. An
 * error waits in its place: it is thrown only after everything that came before it was taken. The items' own abort
 * signal is what stops the reading.
 */
export function readAhead<T>(items: AsyncIterable<T>, mostWaiting = MOST_WAITING): AsyncIterable<T> {
  const waiting: T[] = [];
  let end: { readonly error?: unknown } | undefined;
  let wake = () => {};
  let goOn = () => {};
  void (async () => {
    try {
      for await (const item of items) {
        waiting.push(item);
        wake();
        if (waiting.length < mostWaiting) continue;
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      }
      end = {};
    } catch (error) {
      end = { error };
    }
    wake();
  })();
  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const taken = waiting.splice(0);
        goOn();
        yield* taken;
        if (waiting.length > 0) continue;
        if (end !== undefined) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (end !== undefined && "error" in end) throw end.error;
    },
  };
}
