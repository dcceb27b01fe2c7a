import type { LookupEventsCommandInput } from "@aws-sdk/client-cloudtrail";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookupEvents } from "../../../../src/practice/cloudtrail/lookupEvents.ts";
import type { History, HistoryRecord } from "../../../../src/practice/history/history.ts";
import { startTime, type TestAccount } from "../account.ts";
import { complete, preparedAccount, reboot } from "./trailAccount.ts";

const minute = 60_000;

/** A past made of these records. */
function historyOf(records: readonly HistoryRecord[]): History {
  const sorted = records.toSorted((a, b) => a.deliveredAt - b.deliveredAt);
  return {
    from: startTime - 90 * 1_440 * minute,
    to: startTime,
    size: records.length,
    scan(from, to, order) {
      const found = sorted.filter(({ deliveredAt }) => deliveredAt >= from && deliveredAt < to);
      return (order === "ascending" ? found : found.reverse())[Symbol.iterator]();
    },
    logFiles: () => [][Symbol.iterator](),
  };
}

/** A record `age` minutes before the start, delivered `delay` minutes later. */
function past(id: number, age: number, delay = 5, eventName = "DescribeDBInstances"): HistoryRecord {
  const eventTime = startTime - age * minute;
  const eventId = `event-${String(id).padStart(6, "0")}`;
  const message = JSON.stringify({
    eventVersion: "1.11",
    userIdentity: { type: "AssumedRole", principalId: "AROAX:carol", accessKeyId: "ASIACAROL" },
    eventTime: `${new Date(eventTime).toISOString().slice(0, 19)}Z`,
    eventSource: "rds.amazonaws.com",
    eventName,
    awsRegion: "us-east-1",
    requestParameters: { dBInstanceIdentifier: `db-${id}` },
    eventID: eventId,
    readOnly: eventName.startsWith("Describe"),
  });
  return { eventId, eventTime, deliveredAt: Math.min(eventTime + delay * minute, startTime - 1), message };
}

/** All pages of a search: the ids of its events, and how many calls it took. */
function search(practice: TestAccount, input: LookupEventsCommandInput = {}) {
  const ids: (string | undefined)[] = [];
  let calls = 0;
  let token: string | undefined;
  do {
    const page = lookupEvents({ ...input, ...(token && { NextToken: token }) }, practice.call());
    ids.push(...(page.Events ?? []).map(({ EventId }) => EventId));
    token = page.NextToken;
    calls++;
  } while (token);
  return { ids, calls };
}

function failure(input: LookupEventsCommandInput): string {
  try {
    lookupEvents(input, preparedAccount().call());
  } catch (error) {
    if (error instanceof Error) return error.name;
  }
  return "no error";
}

describe("FACTS 77–80: LookupEvents", () => {
  test("answers the present and the past together, the newest first, 50 to a page", () => {
    const records = Array.from({ length: 120 }, (_, i) => past(i, 10 + i));
    const practice = preparedAccount({ history: historyOf(records) });
    reboot(practice, "oradb");
    practice.advance(10_000);
    const first = lookupEvents({}, practice.call());
    expect(first.Events).toHaveLength(50);
    expect(first.Events?.[0]?.EventName).toBe("RebootDBInstance");
    const { ids, calls } = search(practice);
    expect(calls).toBe(3);
    expect(ids.slice(1)).toEqual(records.map(({ eventId }) => eventId));
  });

  test("computes what it says of an event", () => {
    const practice = preparedAccount();
    reboot(practice, "oradb");
    practice.advance(10_000);
    const [event] = lookupEvents({}, practice.call()).Events ?? [];
    expect(event).toMatchObject({
      EventName: "RebootDBInstance",
      ReadOnly: "false",
      AccessKeyId: "AKIAIOSFODNN7EXAMPLE",
      EventTime: new Date(startTime + 10_000),
      EventSource: "rds.amazonaws.com",
      Username: "alice",
      Resources: [{ ResourceType: "AWS::RDS::DBInstance", ResourceName: "oradb" }],
    });
    expect(JSON.parse(event?.CloudTrailEvent ?? "")).toMatchObject({ eventID: event?.EventId });
  });

  test.each([
    ["EventId", "event-000003", 1],
    ["EventName", "RebootDBInstance", 2],
    ["EventName", "rebootdbinstance", 0],
    ["EventName", "Reboot", 0],
    ["ReadOnly", "false", 2],
    ["ReadOnly", "true", 4],
    ["Username", "carol", 6],
    ["Username", "AROAX:carol", 0],
    ["ResourceType", "AWS::RDS::DBInstance", 6],
    ["ResourceType", "AWS::S3::Bucket", 0],
    ["ResourceName", "db-5", 1],
    ["EventSource", "rds.amazonaws.com", 6],
    ["AccessKeyId", "ASIACAROL", 6],
  ] as const)("looks up %s %s", (AttributeKey, AttributeValue, expected) => {
    const records = [1, 2, 3, 4, 5, 6].map((i) => past(i, i, 1, i > 4 ? "RebootDBInstance" : undefined));
    const practice = preparedAccount({ history: historyOf(records) });
    expect(search(practice, { LookupAttributes: [{ AttributeKey, AttributeValue }] }).ids).toHaveLength(expected);
  });

  test("FACTS 79: both ends of the time range belong to it", () => {
    const practice = preparedAccount({ history: historyOf([past(1, 30), past(2, 20), past(3, 10)]) });
    const range = { StartTime: new Date(startTime - 30 * minute), EndTime: new Date(startTime - 20 * minute) };
    expect(search(practice, range).ids).toEqual(["event-000002", "event-000001"]);
  });

  test("is of one Region", () => {
    const practice = preparedAccount();
    reboot(practice, "far", { region: "eu-central-1" });
    practice.advance(10_000);
    expect(search(practice).ids).toEqual([]);
    const far = lookupEvents({}, practice.call({ region: "eu-central-1" }));
    expect(far.Events).toHaveLength(1);
  });

  test("FACTS 81: there are no Insights events", () => {
    const practice = preparedAccount();
    complete(practice, {});
    practice.advance(10_000);
    expect(lookupEvents({ EventCategory: "insight" }, practice.call()).Events).toEqual([]);
  });

  test("F5: a search for what is rare gives empty pages with a token rather than hold up the server", () => {
    const records = Array.from({ length: 50_000 }, (_, i) => past(i, 1 + i / 10, 0));
    const practice = preparedAccount({ history: historyOf([...records, past(99_999, 9_000, 0, "DeleteDBInstance")]) });
    const LookupAttributes = [{ AttributeKey: "EventName", AttributeValue: "DeleteDBInstance" } as const];
    const first = lookupEvents({ LookupAttributes }, practice.call());
    expect(first.Events).toEqual([]);
    expect(first.NextToken).toBeDefined();
    expect(search(practice, { LookupAttributes })).toEqual({ ids: ["event-099999"], calls: 3 });
  });

  test("F9: whatever the delays of delivery, each event comes once and in order", () => {
    const delays = fc.array(
      fc.record({ age: fc.integer({ min: 0, max: 600 }), delay: fc.integer({ min: 0, max: 300 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(delays, fc.integer({ min: 1, max: 7 }), (ages, MaxResults) => {
        const records = ages.map(({ age, delay }, i) => past(i, age + 1, delay));
        const practice = preparedAccount({ history: historyOf(records) });
        const expected = records
          .toSorted((a, b) => b.eventTime - a.eventTime || (a.eventId < b.eventId ? 1 : -1))
          .map(({ eventId }) => eventId);
        expect(search(practice, { MaxResults }).ids).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe("LookupEvents refuses", () => {
  const day = (n: number) => new Date(startTime - n * 86_400_000);
  test.each([
    ["more than 50 results", { MaxResults: 51 }, "InvalidMaxResultsException"],
    ["no results at all", { MaxResults: 0 }, "InvalidMaxResultsException"],
    ["a range that ends before it starts", { StartTime: day(1), EndTime: day(2) }, "InvalidTimeRangeException"],
    ["a token that is none", { NextToken: "x" }, "InvalidNextTokenException"],
    [
      "two attributes",
      {
        LookupAttributes: [
          { AttributeKey: "EventName", AttributeValue: "a" },
          { AttributeKey: "ReadOnly", AttributeValue: "true" },
        ],
      },
      "InvalidLookupAttributesException",
    ],
    [
      "a value that is too long",
      { LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: "_".repeat(1_001) }] },
      "InvalidLookupAttributesException",
    ],
  ] as [string, LookupEventsCommandInput, string][])("%s", (_what, input, name) => {
    expect(failure(input)).toBe(name);
  });

  test("FACTS 79: a token of another query", () => {
    const practice = preparedAccount({ history: historyOf([past(1, 30), past(2, 20)]) });
    const { NextToken = "" } = lookupEvents({ MaxResults: 1 }, practice.call());
    const LookupAttributes = [{ AttributeKey: "ReadOnly", AttributeValue: "true" } as const];
    expect(() => lookupEvents({ MaxResults: 1, NextToken, LookupAttributes }, practice.call())).toThrow(/NextToken/);
    expect(lookupEvents({ MaxResults: 1, NextToken }, practice.call()).Events).toHaveLength(1);
  });
});
