import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markPieces } from "../../../src/webview/marks.ts";

describe("marks", () => {
  it("stand where a term was found, in any case, the longer one first", () => {
    expect(markPieces('"ModifyDBInstance"', ["modify", "modifydb", "nothing"])).toEqual([
      { text: '"', marked: false },
      { text: "ModifyDB", marked: true },
      { text: 'Instance"', marked: false },
    ]);
  });

  it("never lose or change a character, and come to an end", () => {
    const unit = fc.constantFrom(..."aAbB\u0130\u212aé😀 ");
    fc.assert(
      fc.property(fc.string({ unit }), fc.array(fc.string({ unit, maxLength: 3 })), (text, marks) => {
        expect(
          markPieces(text, marks)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
