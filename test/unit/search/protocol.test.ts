import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type FromPage, fromPageSchema } from "../../../src/ui/search/protocol.ts";

const accepts = (message: unknown) => v.safeParse(fromPageSchema, message).success;

const scope = { rdsOnly: true, hideReads: true, failedOnly: false };
const form = { text: "oradb", range: { last: "7d" as const }, scope, group: 0, streams: [] };

const MESSAGES: readonly FromPage[] = [
  { type: "ready", timeZone: "Europe/Berlin" },
  { type: "search", form },
  { type: "search", form: { ...form, range: { from: 0, to: 1 }, group: null, streams: [1, 2] } },
  { type: "stop" },
  { type: "continue" },
  { type: "chooseGroup", group: 1 },
  { type: "rows", start: 0, end: 200, anchor: null },
  { type: "record", row: 1 },
  { type: "keep", front: true },
  { type: "reveal", row: 1, instance: 0 },
  { type: "open", row: 1 },
  { type: "copy", row: 1, as: "json" },
  { type: "connect", how: "practice" },
  { type: "reloadGroups" },
];

describe("X4: messages of the page", () => {
  it("are taken when they are what the protocol says", () => {
    for (const message of MESSAGES) expect(accepts(message), message.type).toBe(true);
  });

  it("are refused with anything more in them", () => {
    for (const message of MESSAGES) {
      expect(accepts({ ...message, command: "workbench.action.quit" }), message.type).toBe(false);
      expect(accepts({ ...message, url: "https://example.com" }), message.type).toBe(false);
    }
  });

  it("are refused when an id is not a whole number from 0 on", () => {
    for (const row of [
      -1,
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      "1",
      "arn:aws:rds:us-east-1:1:db:x",
      null,
      {},
      [1],
    ]) {
      expect(accepts({ type: "open", row })).toBe(false);
      expect(accepts({ type: "reveal", row, instance: 0 })).toBe(false);
      expect(accepts({ type: "search", form: { ...form, streams: [row] } })).toBe(false);
    }
  });

  it("are refused when they name what is not in a list of ours", () => {
    expect(accepts({ type: "connect", how: "rdsCloudTrail.disconnect" })).toBe(false);
    expect(accepts({ type: "copy", row: 1, as: "../file" })).toBe(false);
    expect(accepts({ type: "search", form: { ...form, range: { last: "10y" } } })).toBe(false);
    expect(accepts({ type: "search", form: { ...form, text: "x".repeat(10_001) } })).toBe(false);
  });

  it("are refused, and never throw, whatever else they are", () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(accepts(message)).toBe(false);
      }),
    );
    for (const message of [undefined, null, 7, "stop", [], { type: "__proto__" }, { type: "constructor" }]) {
      expect(accepts(message)).toBe(false);
    }
  });
});
