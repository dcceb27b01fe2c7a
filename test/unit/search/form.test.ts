import { describe, expect, it } from "vitest";
import { readNamedForm, resolveRange } from "../../../src/ui/search/form.ts";

describe("the form", () => {
  it("turns a preset into the time before now", () => {
    expect(resolveRange({ last: "24h" }, 100_000_000)).toEqual({ from: 13_600_000, to: 100_000_000 });
  });

  it("takes times the wrong way round", () => {
    expect(resolveRange({ from: 5, to: 2 }, 0)).toEqual({ from: 2, to: 5 });
  });

  it("is remembered, and begins anew where what was remembered makes no sense", () => {
    const form = {
      text: "x",
      range: { last: "1h" },
      scope: { rdsOnly: false, hideReads: false, failedOnly: true },
      group: "g",
      streams: ["s"],
    };
    expect(readNamedForm(form)).toEqual(form);
    for (const nonsense of [undefined, null, 7, {}, { ...form, range: { last: "10y" } }, { ...form, streams: "s" }]) {
      expect(readNamedForm(nonsense)).toMatchObject({ text: "", range: { last: "7d" }, streams: [] });
    }
  });
});
