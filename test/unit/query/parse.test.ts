import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTerms, printTerms } from "../../../src/query/parse.ts";

const parsed = (text: string) => parseTerms(text).terms;

describe("query text", () => {
  it("reads words, phrases and negations", () => {
    expect(parsed('oradb "already being deleted" -terraform -"AWS Internal"')).toEqual([
      { text: "oradb", negated: false },
      { text: "already being deleted", negated: false },
      { text: "terraform", negated: true },
      { text: "AWS Internal", negated: true },
    ]);
  });

  it("takes minus signs and quotation marks inside of words as they are", () => {
    expect(parsed('db-1 12" --x')).toEqual([
      { text: "db-1", negated: false },
      { text: '12"', negated: false },
      { text: "-x", negated: true },
    ]);
  });

  it("reads escaped quotation marks and backslashes in a phrase", () => {
    expect(parsed(String.raw`"a \"b\" \\c"`)).toEqual([{ text: String.raw`a "b" \c`, negated: false }]);
  });

  it.each([
    ['oradb "not closed', "closing quotation mark", 6, 17],
    ['x ""', "empty", 2, 4],
    ["x - y", "minus", 2, 3],
  ])("points at what is wrong in %s", (text, message, start, end) => {
    expect(parseTerms(text).errors).toEqual([{ message: expect.stringContaining(message), start, end }]);
  });

  it("prints terms so that they read back the same", () => {
    const term = fc.record({
      text: fc.oneof(fc.string({ unit: "grapheme", minLength: 1 }), fc.stringMatching(/^[-" \\a]{1,6}$/)),
      negated: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        expect(parseTerms(printTerms(terms))).toEqual({ terms, errors: [] });
      }),
    );
  });

  it("understands or refuses any text, without losing its place", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a-"\\ \t\n—') }), (text) => {
        const { errors } = parseTerms(text);
        for (const { start, end } of errors) expect(text.slice(start, end)).toMatch(/^-?"|^-$/);
      }),
    );
  });
});
