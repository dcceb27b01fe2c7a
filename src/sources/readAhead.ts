/**
 * Starts reading at once, ahead of whoever consumes it. An error waits in its place: it is thrown only after
 * everything that came before it was taken. The items' own abort signal is what stops the reading.
 */
export function readAhead<T>(items: AsyncIterable<T>): AsyncIterable<T> {
  const waiting: T[] = [];
  let end: { readonly error?: unknown } | undefined;
  let wake = () => {};
  void (async () => {
    try {
      for await (const item of items) {
        waiting.push(item);
        wake();
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
        yield* waiting.splice(0);
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
