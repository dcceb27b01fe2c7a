import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allOf, pastOf, place, to } from "./past.ts";

const day = 86_400_000;

describe("the past of an account", () => {
  test("is the same each time it is made", () => {
    expect(allOf(pastOf(3_000))).toEqual(allOf(pastOf(3_000)));
  });

  test("is another one with another seed", () => {
    const ids = new Set(allOf(pastOf(500)).map(({ eventId }) => eventId));
    expect(allOf(pastOf(500, { seed: 2 })).filter(({ eventId }) => ids.has(eventId))).toEqual([]);
  });

  test.each([500, 20_000])("of size %i has that many records, no two of one id", (size) => {
    const records = allOf(pastOf(size));
    expect(records).toHaveLength(size);
    expect(pastOf(size).size).toBe(size);
    expect(new Set(records.map(({ eventId }) => eventId)).size).toBe(size);
  });

  test("of size 0 is empty, of size 1 is the story alone", () => {
    expect(pastOf(0)).toMatchObject({ from: to, to, size: 0 });
    expect(allOf(pastOf(0))).toEqual([]);
    const story = pastOf(1);
    expect(allOf(story)).toHaveLength(story.size);
    expect(story.size).toBeGreaterThan(80);
  });

  test("gives a day of a million records without making the others", () => {
    const million = pastOf(1_000_000);
    const newest = million.scan(million.from, million.to, "descending").next().value;
    expect(million.size).toBe(1_000_000);
    expect(newest?.deliveredAt).toBeGreaterThan(to - day / 24);
    expect([...million.scan(to - day, to, "ascending")].length).toBeGreaterThan(5_000);
  });

  test("reads the same in both directions, and in pieces", () => {
    const history = pastOf(2_000, { days: 20 });
    const ids = (from: number, until: number, order: "ascending" | "descending") =>
      [...history.scan(from, until, order)].map(({ eventId }) => eventId);
    const whole = ids(history.from, history.to, "ascending");
    expect(ids(history.from, history.to, "descending")).toEqual(whole.toReversed());
    const instant = fc.integer({ min: history.from, max: history.to });
    fc.assert(
      fc.property(instant, instant, instant, (...times) => {
        const [a, b, c] = times.toSorted((one, other) => one - other) as [number, number, number];
        expect([...ids(a, b, "ascending"), ...ids(b, c, "ascending")]).toEqual(ids(a, c, "ascending"));
        expect(ids(a, c, "descending")).toEqual(ids(a, c, "ascending").toReversed());
      }),
      { numRuns: 8 },
    );
  });

  test("is in order of delivery, two to eight minutes after the call and seldom much later (FACTS 31)", () => {
    const history = pastOf(20_000);
    const records = allOf(history);
    const delays = records.map(({ eventTime, deliveredAt }) => deliveredAt - eventTime);
    for (const [i, record] of records.entries()) {
      expect(record.deliveredAt).toBeGreaterThanOrEqual(records[i - 1]?.deliveredAt ?? history.from);
      expect(record.deliveredAt).toBeLessThan(history.to);
      expect(record.eventTime % 1_000).toBe(0);
    }
    expect(Math.min(...delays)).toBeGreaterThan(50_000);
    const late = delays.filter((delay) => delay > 600_000).length;
    expect(late).toBeGreaterThan(0);
    expect(late / delays.length).toBeLessThan(0.01);
  });

  test("is busiest in office hours", () => {
    const hours = new Array<number>(24).fill(0);
    for (const { eventTime } of allOf(pastOf(20_000))) {
      const hour = new Date(eventTime).getUTCHours();
      hours[hour] = (hours[hour] ?? 0) + 1;
    }
    expect(Math.min(...hours.slice(14, 21))).toBeGreaterThan(2 * Math.max(...hours.slice(0, 3)));
  });
});

describe("the log files of the past", () => {
  const history = pastOf(3_000);
  const files = [...history.logFiles(history.from, history.to)];

  test("hold the very records that a scan gives", () => {
    const records = new Map<number, string[]>();
    for (const { deliveredAt, message } of allOf(history)) {
      records.set(deliveredAt, [...(records.get(deliveredAt) ?? []), message]);
    }
    let count = 0;
    for (const file of files) {
      const { Records } = JSON.parse(gunzipSync(file.body()).toString()) as { Records: object[] };
      for (const record of Records) expect(records.get(file.deliveredAt)).toContain(JSON.stringify(record));
      count += Records.length;
    }
    expect(count).toBe(history.size);
  });

  test("have CloudTrail's keys, with the time of delivery (FACTS 34 and 35)", () => {
    const key =
      /^AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/\1_CloudTrail_\2_\3\4\5T(\d\d)(\d\d)Z_[A-Za-z0-9]{16}\.json\.gz$/;
    for (const file of files) {
      const [, account, region, year, month, date, hour, minute] = key.exec(file.key) ?? [];
      expect(account).toBe(place.accountId);
      const named = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:00Z`);
      expect(file.deliveredAt - named).toBeGreaterThan(0);
      expect(file.deliveredAt - named).toBeLessThan(60_000);
      const { Records } = JSON.parse(gunzipSync(file.body()).toString()) as { Records: { awsRegion: string }[] };
      expect(new Set(Records.map(({ awsRegion }) => awsRegion))).toEqual(new Set([region]));
    }
    expect(new Set(files.map((file) => file.key)).size).toBe(files.length);
  });

  test("are the same bytes each time", () => {
    const again = [...pastOf(3_000).logFiles(history.from, history.to)];
    for (const [i, file] of files.slice(0, 50).entries()) expect(again[i]?.body()).toEqual(file.body());
  });
});
