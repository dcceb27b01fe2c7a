import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilterPattern } from "../../../src/practice/logs/pattern/filterPattern.ts";
import { filterPatterns, printPattern } from "../../../src/query/filterPattern.ts";
import { createMatcher } from "../../../src/query/match.ts";
import { DEFAULT_SCOPE, type Query, type Scope } from "../../../src/query/query.ts";
import { readRecord } from "../../../src/records/read.ts";
import { haveRealRecords, realRecords } from "../records/realRecords.ts";

const everything: Scope = { rdsOnly: false, hideReads: false, failedOnly: false };
const SCOPE_PATTERN =
  '{ ($.eventSource = "rds.amazonaws.com") && (($.readOnly IS FALSE) || ($.readOnly IS NULL) || ($.readOnly NOT EXISTS)) }';
const term = (text: string, negated = false) => ({ text, negated });

/** Whether CloudWatch Logs would give the event, as the practice account understands its patterns. */
function given(pattern: string | undefined, event: string): boolean {
  return pattern === undefined || parseFilterPattern(pattern).matches(event);
}

describe("filter patterns", () => {
  it("asks for the scope field by field where there are no terms", () => {
    expect(filterPatterns({ terms: [], scope: DEFAULT_SCOPE })).toEqual([SCOPE_PATTERN, undefined]);
  });

  it("asks for a term in any case and beside the event source, in either order", () => {
    const [pattern] = filterPatterns({ terms: [term("oradb")], scope: DEFAULT_SCOPE });
    expect(given(pattern, '{"a":"ORADB","eventSource":"rds.amazonaws.com"}')).toBe(true);
    expect(given(pattern, '{"eventSource":"rds.amazonaws.com","a":"OraDb"}')).toBe(true);
    expect(given(pattern, '{"eventSource":"ec2.amazonaws.com","a":"oradb"}')).toBe(false);
    expect(given(pattern, '{"eventSource":"rds.amazonaws.com","a":"mysql"}')).toBe(false);
  });

  it("asks for nothing that JSON may write differently", () => {
    const everywhere = (text: string) => filterPatterns({ terms: [term(text)], scope: everything });
    expect(everywhere('say "hi" to/from <b> é')[0]).toBe("%[fF][rR][oO][mM]%");
    expect(everywhere('"')).toEqual([undefined]);
    expect(everywhere("1000")).toEqual([undefined]);
    expect(filterPatterns({ terms: [term("oradb", true)], scope: everything })).toEqual([undefined]);
  });

  it("ends with what matches everything, the wider after the narrower", () => {
    const patterns = filterPatterns({ terms: [term("oradb")], scope: DEFAULT_SCOPE });
    expect(patterns).toHaveLength(3);
    expect(patterns.at(-1)).toBeUndefined();
  });

  it("X9: no value of a term ever adds a clause or a regular expression", () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'"\\%{}()&|$.*[]^?+= aZ9-_:@/<\n\u0000é') });
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 3 }), (texts) => {
        for (const pattern of filterPatterns({ terms: texts.map((text) => term(text)), scope: DEFAULT_SCOPE })) {
          if (pattern === undefined) continue;
          expect(pattern.length).toBeLessThanOrEqual(1024);
          const piece = String.raw`(?:\[[a-z][A-Z]\]|\\\.|[0-9_:@-])+`;
          const text = new RegExp(`^%(${piece})\\.\\*(${piece})\\|\\2\\.\\*\\1%$`);
          expect(pattern === SCOPE_PATTERN || text.test(pattern), pattern).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("X9: a field's value never ends the string it stands in", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'"\\%}& |$a') }), (value) => {
        const printed = printPattern({ kind: "fields", all: [{ path: ["a"], any: [{ equals: value }] }] });
        const quoted = /^\{ \(\$\.a = "(.*)"\) \}$/s.exec(printed)?.[1];
        expect(quoted?.replace(/\\["\\]/g, "")).not.toMatch(/["\\]/);
      }),
    );
  });

  it("matches at least what the query matches", () => {
    const word = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9.:@_-]{1,12}$/),
      fc.string({ unit: fc.constantFrom(...'aAkKiIsS\u212a\u0130\u017f.-/<"\\ é1e+'), minLength: 1, maxLength: 8 }),
      fc.constantFrom("rds", "rds.amazonaws.com", "amazonaws", "true", "1000", "1e3", "readOnly"),
    );
    const scope = fc.record({ rdsOnly: fc.boolean(), hideReads: fc.boolean(), failedOnly: fc.boolean() });
    const terms = fc.array(fc.record({ text: word, negated: fc.boolean() }), { maxLength: 3 });
    const record = fc.record(
      {
        eventName: fc.constantFrom("DescribeDBInstances", "ModifyDBInstance"),
        eventSource: fc.constantFrom("rds.amazonaws.com", "ec2.amazonaws.com"),
        eventTime: fc.constant("2026-11-22T10:38:52Z"),
        readOnly: fc.constantFrom(true, false, null, "true", 0),
        requestParameters: fc.dictionary(word, fc.oneof(word, fc.double({ noNaN: true }), fc.boolean())),
        errorCode: word,
      },
      { requiredKeys: ["eventName", "eventSource", "eventTime"] },
    );
    fc.assert(
      fc.property(terms, scope, record, fc.nat(), (terms, scope, record, pick) => {
        // Half of the queries ask for something that is there.
        const values = Object.values(record.requestParameters ?? {}).map(String);
        const asked = pick % 2 === 0 && values.length > 0 ? [term(values[pick % values.length] ?? "x").text] : [];
        const query: Query = {
          terms: [...asked.filter((text) => text !== "").map((text) => term(text.toUpperCase())), ...terms],
          scope,
        };
        const event = JSON.stringify(record);
        if (!createMatcher(query)(readRecord(event))) return;
        for (const pattern of filterPatterns(query)) expect(given(pattern, event), pattern).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe.skipIf(!haveRealRecords)("the real records (skipped where the folder is missing)", () => {
  it("are all given by the pattern for what they match", () => {
    const lines = haveRealRecords ? realRecords() : [];
    for (const text of [
      "",
      "oradb",
      "DELETEDBINSTANCE",
      "terraform-2023",
      "exfiltration",
      "us-east-1",
      "192.168.10.20",
    ]) {
      for (const scope of [DEFAULT_SCOPE, everything]) {
        const query: Query = { terms: text === "" ? [] : [term(text)], scope };
        const matches = createMatcher(query);
        const patterns = filterPatterns(query).map((pattern) =>
          pattern === undefined ? undefined : parseFilterPattern(pattern),
        );
        for (const line of lines) {
          if (matches(readRecord(line))) expect(patterns.every((pattern) => pattern?.matches(line) ?? true)).toBe(true);
        }
      }
    }
  });
});
