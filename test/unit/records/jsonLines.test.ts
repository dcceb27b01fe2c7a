import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonLines } from "../../../src/records/jsonLines.ts";
import { prettyRecord } from "../../../src/ui/search/recordText.ts";

const textOf = (json: string) =>
  jsonLines(json)
    ?.map(({ tokens }) => tokens.map(({ text }) => text).join(""))
    .join("\n");

describe("JSON in lines", () => {
  it("is laid out as people are used to", () => {
    const json = '{"a":{"b":[1,"x",{}],"c":[]},"d":null}';
    expect(prettyRecord(json)).toBe(`${JSON.stringify(JSON.parse(json), undefined, 2)}\n`);
  });

  it("says the same as the text it was made of, however it is written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("", " ", "\n\t"), fc.nat(4), (value, space, indent) => {
        const json = space + JSON.stringify(value, undefined, indent) + space;
        expect(JSON.parse(textOf(json) ?? "")).toEqual(JSON.parse(json));
        if (typeof value === "object" && value !== null) {
          expect(prettyRecord(json)).toBe(`${JSON.stringify(value, undefined, 2)}\n`);
        }
      }),
    );
  });

  it("keeps numbers and repeated keys as they are written", () => {
    expect(textOf('{"a":12345678901234567890,"a":1.50,"b":-1E+3}')).toBe(
      '{\n"a": 12345678901234567890,\n"a": 1.50,\n"b": -1E+3\n}',
    );
  });

  it("knows which line closes what a line opens", () => {
    const lines = jsonLines('{"a":[1,2],"b":{}}') ?? [];
    expect(lines.map(({ closes }) => closes)).toEqual([6, 4, undefined, undefined, undefined, undefined, undefined]);
  });

  it("refuses what is no JSON, and never throws", () => {
    for (const text of ["", "  ", "{", "]", '{"a"', "'a'", "tru", '"open', "\u0000", "}{"]) {
      expect(jsonLines(text), text).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ a1e-.tn\n') }), (text) => void jsonLines(text)),
    );
  });

  it("takes records that are deep and long without filling the memory", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    expect(prettyRecord(deep).length).toBeLessThan(5_000_000);
    expect(jsonLines(JSON.stringify({ long: "x".repeat(1_000_000) }))).toHaveLength(3);
  });
});
