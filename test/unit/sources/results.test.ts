import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecord } from "../../../src/records/read.ts";
import { Results } from "../../../src/sources/results.ts";

const result = (second: number, id: string, members = {}) => {
  const eventTime = new Date(second * 1000).toISOString();
  return readRecord(JSON.stringify({ eventName: "X", eventTime, eventID: id, ...members })).record;
};

const ids = (results: Results) => results.rows.map((row) => row.result.eventId);

describe("results", () => {
  it("F8: hold one row for each event id, and keep rows apart that share only a sharedEventID", () => {
    const results = new Results();
    results.add([result(1, "a"), result(1, "a"), result(1, "b", { sharedEventID: "s" })]);
    results.add([result(1, "a"), result(1, "c", { sharedEventID: "s" })]);
    expect(ids(results)).toEqual(["a", "b", "c"]);
  });

  it("F9: stand in the same order for every order of coming, newest first, then by event id", () => {
    const event = fc.record({ second: fc.nat(20), id: fc.constantFrom(..."abcdefghijklmnop") });
    const events = fc.uniqueArray(event, { selector: ({ id }) => id, maxLength: 16 });
    const shuffled = events.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 1, max: 5 })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other, size]) => {
        const results = new Results();
        for (let at = 0; at < other.length; at += size) {
          results.add(other.slice(at, at + size).map(({ second, id }) => result(second, id)));
        }
        const sorted = [...all].sort((a, b) => b.second - a.second || (a.id < b.id ? -1 : 1));
        expect(ids(results)).toEqual(sorted.map(({ id }) => id));
        for (const [index, row] of results.rows.entries()) expect(results.indexOf(row.id)).toBe(index);
      }),
    );
  });

  it("keep a row's id while others come in, and forget the oldest when there are too many", () => {
    const results = new Results();
    results.add([result(5, "a"), result(1, "z")]);
    const row = results.find("a");
    results.add([result(9, "b"), result(3, "c")]);
    expect(results.indexOf(row?.id ?? 0)).toBe(1);
    expect(results.countSince(3000)).toBe(3);
    results.truncate(2);
    expect(ids(results)).toEqual(["b", "a"]);
    expect(results.find("z")).toBeUndefined();
    expect(results.indexOf(-1)).toBe(-1);
  });
});
