import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pythonTimeout } from "../python.ts";
import { scenarios } from "../scenarios/index.ts";
import { play, type Seen } from "../scenarios/scenario.ts";
import { type Moto, startMoto } from "./server.ts";

/** Something that moto does in another way than the practice account, and what AWS's documentation says of it. */
interface Difference {
  readonly scenario: string;
  readonly why: string;
  readonly right: "the practice account" | "moto";
  readonly documentation: string;
  readonly steps: Readonly<Record<string, { readonly practiceAccount: Seen; readonly moto: Seen }>>;
}

const file = new URL("differences.json", import.meta.url);
const differences = JSON.parse(readFileSync(file, "utf8")) as readonly Difference[];

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
}, pythonTimeout);
afterAll(() => moto?.stop());

describe("moto does as the practice account does, except for what differences.json lists", () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", async (name, scenario) => {
    await moto.reset();
    const observations = await play(scenario, moto);
    const found = observations
      .filter(({ documented, seen }) => !isDeepStrictEqual(documented, seen))
      .map(({ step, documented, seen }) => [step, { practiceAccount: documented, moto: seen }]);
    const listed = differences.filter((one) => one.scenario === name).flatMap(({ steps }) => Object.entries(steps));
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(listed));
  });
});

test("each difference is of a scenario, and decided by AWS's documentation", () => {
  const names = scenarios.map(({ name }) => name);
  for (const { scenario, right, documentation } of differences) {
    expect(names).toContain(scenario);
    expect(documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    // Where moto is right, the practice account is to be mended, not the list.
    expect(right).toBe("the practice account");
  }
});
