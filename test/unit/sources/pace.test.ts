import { describe, expect, it } from "vitest";
import { type Clock, createPace, filterLogEventsRate } from "../../../src/sources/pace.ts";

/** A clock that sleeping moves on. */
function handClock(): Clock & { time: number } {
  return {
    time: 1000,
    now() {
      return this.time;
    },
    async sleep(milliseconds) {
      this.time += milliseconds;
    },
  };
}

const { signal } = new AbortController();

describe("pace", () => {
  it("F1: keeps to the rate over time, after a burst", async () => {
    const clock = handClock();
    const pace = createPace(2, 1, clock);
    const times: number[] = [];
    for (let call = 0; call < 6; call++) {
      await pace.turn(signal);
      times.push(clock.time);
    }
    expect(times).toEqual([1000, 1500, 2000, 2500, 3000, 3500]);
  });

  it("F1: lets no more than the burst through after a rest, however long", async () => {
    const clock = handClock();
    const pace = createPace(10, 3, clock);
    await pace.turn(signal);
    clock.time += 60_000;
    const rested = clock.time;
    const waits: number[] = [];
    for (let call = 0; call < 5; call++) {
      await pace.turn(signal);
      waits.push(clock.time - rested);
    }
    expect(waits).toEqual([0, 0, 0, 100, 200]);
  });

  it("ends with the signal's reason", async () => {
    const pace = createPace(1, 1, handClock());
    await expect(pace.turn(AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  });

  it("knows the quota of the Regions (FACTS 59)", () => {
    expect(["us-east-1", "eu-central-1", "eu-west-1"].map(filterLogEventsRate)).toEqual([25, 5, 10]);
  });
});
