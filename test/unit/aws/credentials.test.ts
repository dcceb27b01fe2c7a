import { expect, test } from "vitest";
import { shareCredentials } from "../../../src/aws/credentials.ts";

function counted(expiration?: () => Date) {
  let loads = 0;
  const credentials = shareCredentials(async () => {
    loads += 1;
    await Promise.resolve();
    return { accessKeyId: `key-${loads}`, secretAccessKey: "secret", ...(expiration && { expiration: expiration() }) };
  });
  return { credentials, loads: () => loads };
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test("all clients share one set, also when they ask at a time", async () => {
  const { credentials, loads } = counted(() => inMinutes(60));
  await Promise.all([credentials.provider(), credentials.provider(), credentials.provider()]);
  await credentials.provider();
  expect(loads()).toBe(1);
  expect(credentials.provider.memoized).toBe(true);
});

test("loads again before they expire", async () => {
  const { credentials, loads } = counted(() => inMinutes(4));
  await credentials.provider();
  await credentials.provider();
  expect(loads()).toBe(2);
});

test("F3: callers that fail with the same credentials renew them once", async () => {
  const { credentials, loads } = counted();
  await credentials.provider();
  const generation = credentials.generation();
  await Promise.all([credentials.renew(generation), credentials.renew(generation)]);
  await credentials.renew(generation);
  expect(loads()).toBe(2);
  expect((await credentials.provider()).accessKeyId).toBe("key-2");
});

test("a failure is not kept", async () => {
  let isBroken = true;
  const credentials = shareCredentials(async () => {
    if (isBroken) throw new Error("no network");
    return { accessKeyId: "key", secretAccessKey: "secret" };
  });
  await expect(credentials.provider()).rejects.toThrow("no network");
  isBroken = false;
  await expect(credentials.provider()).resolves.toMatchObject({ accessKeyId: "key" });
});
