import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutSlices } from "../../../src/sources/slices.ts";

const time = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });

describe("slices", () => {
  it("cover every millisecond of the range once, the newest first", () => {
    fc.assert(
      fc.property(time, time, (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const slices = cutSlices(from, to);
        expect(slices[0]?.to).toBe(to);
        expect(slices.at(-1)?.from).toBe(from);
        for (const [index, slice] of slices.entries()) {
          expect(slice.from).toBeLessThanOrEqual(slice.to);
          if (index > 0) expect(slice.to).toBe((slices[index - 1]?.from ?? 0) - 1);
        }
      }),
    );
  });

  it("ask for the newest first only where AWS can give it (FACTS 57)", () => {
    fc.assert(
      fc.property(time, time, (one, other) => {
        for (const { from, descending } of cutSlices(Math.min(one, other), Math.max(one, other))) {
          expect(descending).toBe(from >= Date.UTC(2024, 0, 1));
        }
      }),
    );
  });

  it("are one for a short range and few for a long one", () => {
    const now = Date.UTC(2026, 10, 22);
    expect(cutSlices(now - 15 * 60_000, now)).toHaveLength(1);
    expect(cutSlices(now - 90 * 86_400_000, now)).toHaveLength(4);
    expect(cutSlices(now, now - 1)).toEqual([]);
  });
});
