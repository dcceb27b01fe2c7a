import fc from "fast-check";
import { expect, test } from "vitest";
import { unlinked, visible, visibleLines } from "../../../src/ui/visible.ts";

test.each([
  ["plain ünïcode 数据库 🛢", "plain ünïcode 数据库 🛢"],
  ["red \u001b[31malert", "red \\u001b[31malert"],
  ["admin\u202etxt.exe", "admin\\u202etxt.exe"],
  ["a\u0000b\u007f", "a\\u0000b\\u007f"],
  ["zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"],
  ["a\nb\r\nc\td", "a↵b↵c\\u0009d"],
  ["half \ud800 pair", "half \\ud800 pair"],
])("X7: %j", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test("X7: text of several lines keeps its lines", () => {
  expect(visibleLines("a\n\tb\u001b[2Jc\r\n")).toBe("a\n\tb\\u001b[2Jc\\u000d\n");
});

test("X7: nothing unseen is left of any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test.each(["[Sign in](command:workbench.action.quit)", "[[a](b)](https://evil.example)", "]](file:///x)"])(
  "X3: %s is no link in a message",
  (text) => {
    // How VS Code finds links in a message (`parseLinkedText`).
    expect(unlinked(text)).not.toMatch(/\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)/i);
  },
);
