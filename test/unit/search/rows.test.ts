import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecord } from "../../../src/records/read.ts";
import { Results } from "../../../src/sources/results.ts";
import { documentName, escapeInvisible } from "../../../src/ui/search/recordText.ts";
import { daysOf, recordView, rowView } from "../../../src/ui/search/rows.ts";

function resultsAt(times: readonly string[]): Results {
  const results = new Results();
  results.add(
    times.map(
      (eventTime, index) => readRecord(JSON.stringify({ eventName: "X", eventTime, eventID: `${index}` })).record,
    ),
  );
  return results;
}

describe("rows", () => {
  it("are grouped by the days of the person's time zone", () => {
    const { rows } = resultsAt([
      "2026-11-22T23:30:00Z",
      "2026-11-22T22:30:00Z",
      "2026-11-22T10:00:00Z",
      "2026-11-20T10:00:00Z",
    ]);
    expect(daysOf(rows, "UTC").map(({ start, count }) => [start, count])).toEqual([
      [0, 3],
      [3, 1],
    ]);
    expect(daysOf(rows, "Europe/Berlin").map(({ start, count }) => [start, count])).toEqual([
      [0, 1],
      [1, 2],
      [3, 1],
    ]);
    expect(daysOf(rows, "No/Where").reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(daysOf([], "UTC")).toEqual([]);
  });

  it("cut long texts and show what is invisible (X7)", () => {
    const [row] = resultsAt([]).rows;
    expect(row).toBeUndefined();
    const results = new Results();
    const userName = `\u202e${"x".repeat(1000)}`;
    const line = {
      eventName: "X",
      eventTime: "2026-11-22T10:00:00Z",
      eventID: "a",
      userIdentity: { type: "IAMUser", userName },
    };
    results.add([readRecord(JSON.stringify(line)).record]);
    const view = results.rows.map(rowView)[0];
    expect(view).toMatchObject({ kind: "call", actor: expect.stringMatching(/^\\u202ex{190,}…$/) });
  });

  it("tell of lines that could not be read", () => {
    const results = new Results();
    results.add([readRecord("nonsense", 7).record]);
    const row = results.rows[0];
    if (row === undefined) throw new Error("There is no row.");
    expect(rowView(row)).toMatchObject({ kind: "bad", time: 7, problem: "This is not JSON." });
    expect(recordView(row, { index: 0, front: false, marks: [] })).toMatchObject({ outcome: "bad", text: "nonsense" });
  });
});

describe("a record's text", () => {
  it("X7: has invisible characters escaped and says the same as before", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })), (value) => {
        const escaped = escapeInvisible(JSON.stringify(value));
        expect(JSON.parse(escaped)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(escaped).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
    );
  });

  it("X6: is opened under a name of letters, digits and hyphens, whatever the record holds", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "../../etc/passwd",
        "..\\..\\x",
        "C:\\CON",
        "a\u0000b",
        "x".repeat(5000),
        "NUL",
        "?query#fragment",
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (eventName, eventID) => {
        const { record } = readRecord(JSON.stringify({ eventName, eventID, eventTime: "2026-11-22T10:00:00Z" }));
        expect(documentName(record)).toMatch(/^[A-Za-z0-9-]{0,80} [A-Za-z0-9-]{0,80}\.json$/);
      }),
    );
  });
});
