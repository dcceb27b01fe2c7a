import type { StartLiveTailCommandInput, StartLiveTailResponseStream } from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appendEvents } from "../../../../src/practice/logs/append.ts";
import { addGroup } from "../../../../src/practice/logs/logGroups.ts";
import { startLiveTail } from "../../../../src/practice/logs/startLiveTail.ts";
import { startTime, testAccount } from "../account.ts";

const arn = "arn:aws:logs:us-east-1:123456789012:log-group:g";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function openTail(input: Partial<StartLiveTailCommandInput> = {}) {
  const practice = testAccount();
  addGroup(practice.account, "us-east-1", "g");
  const abort = new AbortController();
  const call = practice.call({ signal: abort.signal });
  const { responseStream } = await startLiveTail({ logGroupIdentifiers: [arn], ...input }, call);
  const stream = responseStream?.[Symbol.asyncIterator]();
  if (stream === undefined) throw new Error("no stream");
  const started = await stream.next();
  return {
    practice,
    abort,
    stream,
    start: started.value as StartLiveTailResponseStream,
    put: (streamName: string, ...messages: readonly string[]) =>
      appendEvents(
        practice.account,
        "us-east-1",
        "g",
        streamName,
        messages.map((message) => ({ timestamp: startTime, message })),
      ),
    /** What comes after a second. */
    async nextUpdate(): Promise<StartLiveTailResponseStream> {
      const next = stream.next();
      await vi.advanceTimersByTimeAsync(1_000);
      return (await next).value;
    },
  };
}

function messagesOf(update: StartLiveTailResponseStream): (string | undefined)[] {
  return (update.sessionUpdate?.sessionResults ?? []).map(({ message }) => message);
}

test("a session starts, then tells every second what came", async () => {
  const { start, put, nextUpdate } = await openTail({ logEventFilterPattern: "match" });
  expect(start.sessionStart).toMatchObject({
    logGroupIdentifiers: [arn],
    logEventFilterPattern: "match",
    sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(await nextUpdate()).toEqual({
    sessionUpdate: { sessionMetadata: { sampled: false }, sessionResults: [] },
  });
  put("s", "match 1", "other");
  put("t", "match 2");
  expect(await nextUpdate()).toEqual({
    sessionUpdate: {
      sessionMetadata: { sampled: false },
      sessionResults: [
        {
          logStreamName: "s",
          logGroupIdentifier: arn,
          message: "match 1",
          timestamp: startTime,
          ingestionTime: startTime,
        },
        {
          logStreamName: "t",
          logGroupIdentifier: arn,
          message: "match 2",
          timestamp: startTime,
          ingestionTime: startTime,
        },
      ],
    },
  });
  expect(messagesOf(await nextUpdate())).toEqual([]);
});

test("what was there before is not told", async () => {
  const { put, practice, nextUpdate } = await openTail();
  put("s", "first");
  await nextUpdate();
  const { responseStream } = await startLiveTail({ logGroupIdentifiers: [arn] }, practice.call());
  const second = responseStream?.[Symbol.asyncIterator]();
  await second?.next();
  const update = second?.next();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(messagesOf((await update)?.value)).toEqual([]);
});

test("streams are chosen by name or prefix", async () => {
  const named = await openTail({ logStreamNames: ["s"] });
  named.put("s", "1");
  named.put("t", "2");
  expect(messagesOf(await named.nextUpdate())).toEqual(["1"]);
  const prefixed = await openTail({ logStreamNamePrefixes: ["t", "u"] });
  for (const name of ["s", "t1", "u1"]) prefixed.put(name, name);
  expect(messagesOf(await prefixed.nextUpdate())).toEqual(["t1", "u1"]);
});

test("more than 500 events in a second are sampled", async () => {
  const { put, nextUpdate } = await openTail();
  put("s", ...Array.from({ length: 500 }, (_, i) => `${i}`));
  const all = await nextUpdate();
  expect(all.sessionUpdate?.sessionMetadata).toEqual({ sampled: false });
  expect(messagesOf(all)).toHaveLength(500);
  put("s", ...Array.from({ length: 1_234 }, (_, i) => `${i}`));
  const some = await nextUpdate();
  expect(some.sessionUpdate?.sessionMetadata).toEqual({ sampled: true });
  expect(new Set(messagesOf(some)).size).toBe(500);
});

test("a session ends when the client hangs up, and after three hours", async () => {
  const hungUp = await openTail();
  const next = hungUp.stream.next();
  hungUp.abort.abort();
  expect(await next).toEqual({ done: true, value: undefined });

  const long = await openTail();
  long.practice.advance(3 * 3_600_000);
  const last = await long.nextUpdate();
  expect(last.SessionTimeoutException?.name).toBe("SessionTimeoutException");
  expect(await long.stream.next()).toEqual({ done: true, value: undefined });
});
