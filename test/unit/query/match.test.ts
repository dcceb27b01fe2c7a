import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMatcher } from "../../../src/query/match.ts";
import { parseTerms } from "../../../src/query/parse.ts";
import { DEFAULT_SCOPE, type Scope } from "../../../src/query/query.ts";
import { readRecord } from "../../../src/records/read.ts";
import { haveRealRecords, realRecords } from "../records/realRecords.ts";

const everything: Scope = { rdsOnly: false, hideReads: false, failedOnly: false };

function matches(text: string, members: Record<string, unknown>, scope = everything): boolean {
  const { terms } = parseTerms(text);
  const line = JSON.stringify({ eventName: "ModifyDBInstance", eventTime: "2026-11-22T10:38:52Z", ...members });
  return createMatcher({ terms, scope })(readRecord(line));
}

describe("matching", () => {
  const record = {
    requestParameters: { dBInstanceIdentifier: "OraDB-1", allocatedStorage: 100, tags: [{ key: "a b" }] },
  };

  it("finds words anywhere in keys and values, without regard to case", () => {
    for (const found of ["oradb", "ORADB-1", "dbinstanceIDENTIFIER", "100", '"a b"', "modify oradb", "radb"]) {
      expect(matches(found, record), found).toBe(true);
    }
  });

  it("needs every word, and no negated one", () => {
    expect(matches("oradb mysql", record)).toBe(false);
    expect(matches("oradb -modify", record)).toBe(false);
    expect(matches("oradb -mysql", record)).toBe(true);
  });

  it("never matches across two values", () => {
    expect(matches('"OraDB-1 100"', record)).toBe(false);
    expect(matches("allocatedStorage100", record)).toBe(false);
  });

  it("knows the scope", () => {
    const read = { eventSource: "rds.amazonaws.com", readOnly: true };
    expect(matches("", read, DEFAULT_SCOPE)).toBe(false);
    expect(matches("", read, { ...DEFAULT_SCOPE, hideReads: false })).toBe(true);
    expect(matches("", { eventSource: "ec2.amazonaws.com", readOnly: false }, DEFAULT_SCOPE)).toBe(false);
    expect(matches("", { errorCode: "X" }, { ...everything, failedOnly: true })).toBe(true);
    expect(matches("", {}, { ...everything, failedOnly: true })).toBe(false);
  });

  it("F11: lets no switch hide an unreadable line", () => {
    const bad = readRecord("not JSON: oradb");
    const question = (text: string) => createMatcher({ terms: parseTerms(text).terms, scope: DEFAULT_SCOPE })(bad);
    expect(question("")).toBe(true);
    expect(question("oradb")).toBe(true);
    expect(question("mysql")).toBe(false);
  });

  it("X18: finds keys such as __proto__ only where the record has them", () => {
    expect(matches("__proto__", {})).toBe(false);
    expect(matches("constructor", {})).toBe(false);
    expect(
      createMatcher({ terms: parseTerms("__proto__ polluted").terms, scope: everything })(
        readRecord('{"eventName":"X","eventTime":"2026-11-22T10:38:52Z","__proto__":{"polluted":1}}'),
      ),
    ).toBe(true);
  });

  it("finds any piece of any string value, in any case", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (value, from, length) => {
        const start = from % value.length;
        const piece = value.slice(start, start + 1 + (length % value.length));
        const read = readRecord(JSON.stringify({ eventName: "X", eventTime: "2026-11-22T10:38:52Z", value }));
        for (const text of [piece, piece.toLowerCase()]) {
          expect(createMatcher({ terms: [{ text, negated: false }], scope: everything })(read)).toBe(true);
        }
      }),
    );
  });
});

describe.skipIf(!haveRealRecords)("the real records (skipped where the folder is missing)", () => {
  const reads = haveRealRecords ? realRecords().map((line) => readRecord(line)) : [];
  const find = (text: string, scope = DEFAULT_SCOPE) =>
    reads.filter(createMatcher({ terms: parseTerms(text).terms, scope })).map(({ record }) => record);

  it("hold two ModifyDBSnapshotAttribute", () => {
    expect(find("ModifyDBSnapshotAttribute")).toHaveLength(2);
  });

  it("hold two DeleteDBInstance, one of which failed with InvalidDBInstanceStateFault", () => {
    expect(find("DeleteDBInstance")).toHaveLength(2);
    expect(find("DeleteDBInstance", { ...DEFAULT_SCOPE, failedOnly: true })).toMatchObject([
      { outcome: { code: "InvalidDBInstanceState" } },
    ]);
    expect(find("DeleteDBInstance InvalidDBInstanceStateFault")).toHaveLength(1);
  });

  it("hold the calls on an instance", () => {
    const calls = find("terraform-20230710121504061500000001").map(
      (record) => record.kind === "record" && record.eventName,
    );
    expect(new Set(calls)).toEqual(
      new Set(["CreateDBInstance", "CreateDBSnapshot", "DeleteDBInstance", "DeleteDBSnapshot"]),
    );
  });
});
