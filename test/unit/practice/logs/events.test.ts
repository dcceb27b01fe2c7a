import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { History, HistoryRecord } from "../../../../src/practice/history/history.ts";
import { appendEvents } from "../../../../src/practice/logs/append.ts";
import { filterLogEvents } from "../../../../src/practice/logs/filterLogEvents.ts";
import { getLogEvents } from "../../../../src/practice/logs/getLogEvents.ts";
import { addGroup, addStream } from "../../../../src/practice/logs/logGroups.ts";
import { startTime, type TestAccount, testAccount } from "../account.ts";

const region = "us-east-1";
const logGroupName = "aws-cloudtrail-logs";

/** A past of `size` records, delivered seven at a time. */
function historyOf(size: number, made: { count: number } = { count: 0 }): History {
  const from = startTime - 1_000_000;
  const record = (i: number): HistoryRecord => {
    made.count++;
    const deliveredAt = from + Math.floor(i / 7) * 10;
    return { eventId: `${i}`, eventTime: deliveredAt - 1_000, deliveredAt, message: `{"past":${i},"odd":${i % 2}}` };
  };
  function* scan(start: number, end: number, order: "ascending" | "descending"): Generator<HistoryRecord> {
    const first = Math.max(0, Math.ceil((start - from) / 10) * 7);
    const last = Math.min(size, Math.ceil((end - from) / 10) * 7);
    if (order === "ascending") for (let i = first; i < last; i++) yield record(i);
    else for (let i = last - 1; i >= first; i--) yield record(i);
  }
  return { from, to: startTime, size, scan, logFiles: () => [][Symbol.iterator]() };
}

function accountWithPast(size: number, settings: { scanBytesPerCall?: number } = {}): TestAccount {
  const practice = testAccount({ history: historyOf(size), settings });
  const group = addGroup(practice.account, region, logGroupName);
  addStream(practice.account, group, "past", { history: true });
  addStream(practice.account, group, "present");
  return practice;
}

/** All messages that paging gives; every page is held to its limit. */
async function allFiltered(
  practice: TestAccount,
  input: Parameters<typeof filterLogEvents>[0],
): Promise<{ messages: string[]; ids: string[]; pages: number }> {
  const messages: string[] = [];
  const ids: string[] = [];
  let nextToken: string | undefined;
  let pages = 0;
  do {
    const page = await filterLogEvents({ ...input, logGroupName, nextToken }, practice.call());
    expect(page.events?.length).toBeLessThanOrEqual(input.limit ?? 10_000);
    for (const event of page.events ?? []) {
      messages.push(event.message ?? "");
      ids.push(event.eventId ?? "");
    }
    nextToken = page.nextToken;
    pages++;
  } while (nextToken !== undefined);
  return { messages, ids, pages };
}

describe("FilterLogEvents", () => {
  test("pages in either direction give every matching event once, in order, with sortable ids", async () => {
    const put = fc.array(fc.record({ timestamp: fc.integer({ min: -40, max: 40 }), odd: fc.boolean() }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        put,
        put,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 2_000 }),
        fc.boolean(),
        fc.boolean(),
        async (size, past, present, limit, scanBytesPerCall, startFromHead, isFiltered) => {
          const practice = accountWithPast(size, { scanBytesPerCall });
          const events = (list: typeof put extends fc.Arbitrary<infer T> ? T : never) =>
            list.map(({ timestamp, odd }, i) => ({
              timestamp: startTime - 1_000_000 + timestamp,
              message: `{"put":${i},"odd":${odd ? 1 : 0}}`,
            }));
          appendEvents(practice.account, region, logGroupName, "past", events(past));
          appendEvents(practice.account, region, logGroupName, "present", events(present));
          const input = {
            startTime: startTime - 2_000_000,
            limit,
            startFromHead,
            ...(isFiltered ? { filterPattern: "{ $.odd = 1 }" } : {}),
          } as Parameters<typeof filterLogEvents>[0];
          const { messages, ids } = await allFiltered(practice, input);
          const expected = [
            ...Array.from({ length: size }, (_, i) => `{"past":${i},"odd":${i % 2}}`),
            ...events(past).map(({ message }) => message),
            ...events(present).map(({ message }) => message),
          ].filter((message) => !isFiltered || message.includes('"odd":1'));
          expect(messages.toSorted()).toEqual(expected.toSorted());
          expect(ids).toEqual(startFromHead ? ids.toSorted() : ids.toSorted().reverse());
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) expect(id).toMatch(/^\d{56}$/);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the same events have the same ids in both directions and in another account", async () => {
    const up = await allFiltered(accountWithPast(50), { limit: 3 } as never);
    const down = await allFiltered(accountWithPast(50), {
      startFromHead: false,
      startTime: startTime - 2_000_000,
    } as never);
    expect(down.ids.toReversed()).toEqual(up.ids);
    expect(down.messages.toReversed()).toEqual(up.messages);
  });

  test("both ends of the time range are inclusive", async () => {
    const practice = accountWithPast(0);
    appendEvents(
      practice.account,
      region,
      logGroupName,
      "present",
      [10, 20, 30, 40].map((timestamp) => ({ timestamp, message: `${timestamp}` })),
    );
    const { messages } = await allFiltered(practice, { startTime: 20, endTime: 30 } as never);
    expect(messages).toEqual(["20", "30"]);
  });

  test("a call that has looked at enough answers with a token, events or not", async () => {
    const practice = accountWithPast(1_000, { scanBytesPerCall: 5_000 });
    const first = await filterLogEvents({ logGroupName, filterPattern: "nothing" }, practice.call());
    expect(first).toMatchObject({ events: [], searchedLogStreams: [], nextToken: expect.any(String) });
    const { messages, pages } = await allFiltered(practice, { filterPattern: '"\\"past\\":999,"' } as never);
    expect(messages).toHaveLength(1);
    expect(pages).toBeGreaterThan(5);
  });

  test("a page holds at most 1 MB", async () => {
    const practice = accountWithPast(0);
    const message = "x".repeat(300_000);
    const events = Array.from({ length: 8 }, (_, i) => ({ timestamp: startTime + i, message }));
    appendEvents(practice.account, region, logGroupName, "present", events);
    const page = await filterLogEvents({ logGroupName }, practice.call());
    expect(page.events).toHaveLength(3);
    expect((await allFiltered(practice, {})).messages).toHaveLength(8);
  });

  test("a page of a long past makes no more records than it needs", async () => {
    const made = { count: 0 };
    const practice = testAccount({ history: historyOf(600_000, made) });
    addStream(practice.account, addGroup(practice.account, region, logGroupName), "past", { history: true });
    const page = await filterLogEvents(
      { logGroupName, limit: 10, startFromHead: false, startTime: startTime - 10_000 },
      practice.call(),
    );
    await filterLogEvents({ logGroupName, limit: 10, nextToken: page.nextToken }, practice.call());
    expect(made.count).toBeLessThan(100);
  });

  test("events that come between two pages are found where they belong", async () => {
    const practice = accountWithPast(0);
    const put = (timestamp: number) =>
      appendEvents(practice.account, region, logGroupName, "present", [{ timestamp, message: `${timestamp}` }]);
    [10, 20, 30].forEach(put);
    const first = await filterLogEvents({ logGroupName, limit: 2 }, practice.call());
    [20, 25, 5].forEach(put);
    const second = await filterLogEvents({ logGroupName, nextToken: first.nextToken }, practice.call());
    expect(second.events?.map(({ message }) => message)).toEqual(["20", "25", "30"]);
  });

  test("streams are chosen by name or by prefix", async () => {
    const practice = accountWithPast(0);
    for (const name of ["a-1", "a-2", "b-1"]) {
      appendEvents(practice.account, region, logGroupName, name, [{ timestamp: startTime, message: name }]);
    }
    const names = async (input: object) => (await allFiltered(practice, input)).messages.toSorted();
    expect(await names({ logStreamNames: ["b-1", "a-1"] })).toEqual(["a-1", "b-1"]);
    expect(await names({ logStreamNamePrefix: "a-" })).toEqual(["a-1", "a-2"]);
    expect(await names({ logStreamNamePrefix: "c" })).toEqual([]);
  });

  test("what the retention period has removed is not found", async () => {
    const practice = accountWithPast(7);
    const group = practice.account.state.logs.groups.get(region)?.get(logGroupName);
    if (group) group.retentionInDays = 1;
    expect((await allFiltered(practice, {})).messages).toHaveLength(7);
    practice.advance(86_400_000);
    expect((await allFiltered(practice, {})).messages).toHaveLength(0);
  });

  test("a token decides the direction and is good for 24 hours", async () => {
    const practice = accountWithPast(30);
    const { nextToken } = await filterLogEvents(
      { logGroupName, limit: 5, startFromHead: false, startTime: startTime - 2_000_000 },
      practice.call(),
    );
    practice.advance(86_400_000);
    const page = await filterLogEvents({ logGroupName, limit: 1, nextToken, startFromHead: true }, practice.call());
    expect(page.events?.[0]?.message).toBe('{"past":24,"odd":0}');
    practice.advance(1);
    expect(() => filterLogEvents({ logGroupName, nextToken }, practice.call())).toThrow(
      "The specified nextToken is invalid.",
    );
  });
});

describe("GetLogEvents", () => {
  const logStreamName = "past";
  const messagesOf = (page: { events?: readonly { message?: string | undefined }[] | undefined }) =>
    (page.events ?? []).map(({ message }) => Number(/\d+/.exec(message ?? "")?.[0]));

  test("goes forward to the end, where the token stays the same, and on when more comes", async () => {
    const practice = accountWithPast(25);
    const get = (nextToken?: string) =>
      getLogEvents({ logGroupName, logStreamName, limit: 10, startFromHead: true, nextToken }, practice.call());
    const seen: number[] = [];
    let page = await get();
    while (page.events?.length) {
      seen.push(...messagesOf(page));
      page = await get(page.nextForwardToken);
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => i));
    const end = page.nextForwardToken;
    expect((await get(end)).nextForwardToken).toBe(end);
    appendEvents(practice.account, region, logGroupName, logStreamName, [{ timestamp: startTime, message: "new 1" }]);
    expect(messagesOf(await get(end))).toEqual([1]);
    expect(messagesOf(await get(page.nextBackwardToken))).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  });

  test("gives the last page first unless told otherwise, each page oldest first", async () => {
    const practice = accountWithPast(25);
    const get = (nextToken?: string) =>
      getLogEvents({ logGroupName, logStreamName, limit: 10, nextToken }, practice.call());
    const last = await get();
    expect(messagesOf(last)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
    const middle = await get(last.nextBackwardToken);
    expect(messagesOf(middle)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    const first = await get(middle.nextBackwardToken);
    expect(messagesOf(first)).toEqual([0, 1, 2, 3, 4]);
    const before = await get(first.nextBackwardToken);
    expect(before).toMatchObject({ events: [], nextBackwardToken: first.nextBackwardToken });
    expect(messagesOf(await get(before.nextForwardToken))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(messagesOf(await get(first.nextForwardToken))).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });

  test("the start of the time range is inclusive, the end exclusive", async () => {
    const practice = accountWithPast(0);
    const events = [10, 20, 30, 40].map((timestamp) => ({ timestamp, message: `${timestamp}` }));
    appendEvents(practice.account, region, logGroupName, "present", events);
    const page = await getLogEvents(
      { logGroupName, logStreamName: "present", startTime: 20, endTime: 40 },
      practice.call(),
    );
    expect(messagesOf(page)).toEqual([20, 30]);
  });

  test("an empty stream gives tokens that find what comes later", async () => {
    const practice = accountWithPast(0);
    const get = (nextToken?: string) =>
      getLogEvents({ logGroupName, logStreamName: "present", nextToken }, practice.call());
    const empty = await get();
    expect(empty.events).toEqual([]);
    appendEvents(practice.account, region, logGroupName, "present", [{ timestamp: startTime - 5, message: "7" }]);
    expect(messagesOf(await get(empty.nextForwardToken))).toEqual([7]);
  });
});
