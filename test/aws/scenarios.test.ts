import { describe, expect, test } from "vitest";
import { startPractice } from "./practice.ts";
import { scenarios } from "./scenarios/index.ts";
import { play } from "./scenarios/scenario.ts";

describe("the practice account does what AWS documents", () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", async (_, scenario) => {
    const practice = await startPractice();
    try {
      const observations = await play(scenario, {
        ...practice,
        async settle() {
          practice.advance(10 * 60_000);
        },
      });
      const told = (part: "documented" | "seen") => observations.map((one) => [one.step, one[part]]);
      expect(told("seen")).toEqual(told("documented"));
    } finally {
      await practice.stop();
    }
  });
});
