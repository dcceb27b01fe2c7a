import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { readAhead } from "../../../src/sources/readAhead.ts";

/** Counts up to `last`, and tells how far it was read. */
function counter(last: number) {
  const read = { upTo: 0 };
  async function* numbers() {
    while (read.upTo < last) yield ++read.upTo;
  }
  return { read, numbers: numbers() };
}

test("reads ahead of its consumer, but holds no more than it may", async () => {
  const { read, numbers } = counter(1_000);
  const ahead = readAhead(numbers, 4);
  await sleep(0);
  expect(read.upTo).toBe(4);

  const taken: number[] = [];
  for await (const number of ahead) {
    taken.push(number);
    await Promise.resolve();
    expect(read.upTo - number).toBeLessThanOrEqual(8);
  }
  expect(taken).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
});

test("an error is thrown only after everything that came before it was taken", async () => {
  async function* failing() {
    yield 1;
    yield 2;
    throw new Error("cut off");
  }
  const ahead = readAhead(failing(), 1);
  await sleep(0);
  const taken: number[] = [];
  const all = (async () => {
    for await (const number of ahead) taken.push(number);
  })();
  await expect(all).rejects.toThrow("cut off");
  expect(taken).toEqual([1, 2]);
});
