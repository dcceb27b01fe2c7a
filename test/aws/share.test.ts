import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize } from "node:v8";
import { CreateTopicCommand, ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PracticeAccount } from "../../src/practice/index.ts";
import { sharePracticeAccount } from "../../src/practice/share.ts";
import { startPracticeAccount } from "../../src/practice/start.ts";

let folder: string;
let stateFile: string;
const windows: PracticeAccount[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "practice-"));
  stateFile = join(folder, "storage", "practice-account");
});
afterEach(async () => {
  for (const window of windows.splice(0)) await window.stop();
  rmSync(folder, { recursive: true });
});

async function openWindow(): Promise<PracticeAccount> {
  const window = await sharePracticeAccount({ port: 0, stateFile });
  windows.push(window);
  return window;
}

function topicsOf({ endpoint, region, credentials }: PracticeAccount) {
  const client = new SNSClient({ endpoint, region, credentials, maxAttempts: 1 });
  return {
    add: (Name: string) => client.send(new CreateTopicCommand({ Name })),
    names: async () =>
      ((await client.send(new ListTopicsCommand({}))).Topics ?? []).map(({ TopicArn }) => TopicArn?.split(":").at(-1)),
  };
}

test("two windows work on one account", async () => {
  const [first, second] = [await openWindow(), await openWindow()];
  expect(second.endpoint).toBe(first.endpoint);
  await topicsOf(first).add("made-in-the-first");
  expect(await topicsOf(second).names()).toContain("made-in-the-first");
});

test("two windows that open at the same time work on one account", async () => {
  const [first, second] = await Promise.all([openWindow(), openWindow()]);
  expect(second).toMatchObject({ endpoint: first.endpoint, credentials: first.credentials });
});

test("a window that was ended while it started keeps no other from starting", async () => {
  mkdirSync(join(folder, "storage"));
  writeFileSync(`${stateFile}.starting`, "");
  utimesSync(`${stateFile}.starting`, 0, 0);
  await expect(openWindow()).resolves.toHaveProperty("endpoint");
});

test("when the window that serves it closes, another goes on at the same address with nothing lost", async () => {
  const [first, second] = [await openWindow(), await openWindow()];
  await topicsOf(first).add("kept");
  await first.stop();
  await vi.waitFor(async () => expect(await topicsOf(second).names()).toContain("kept"), { timeout: 15_000 });
  const third = await openWindow();
  expect(third.endpoint).toBe(second.endpoint);
});

test("an account is there again after all windows were closed", async () => {
  const before = await openWindow();
  await topicsOf(before).add("kept");
  await before.stop();
  const after = await openWindow();
  expect(before.credentials).toMatchObject({ ...after.credentials });
  expect(await topicsOf(after).names()).toContain("kept");
});

test("X14: the files that hold its key are its owner's only", async () => {
  await openWindow();
  for (const file of [stateFile, `${stateFile}.served`]) {
    expect(existsSync(file)).toBe(true);
    if (process.platform !== "win32") expect(statSync(file).mode & 0o077).toBe(0);
  }
});

test("a file that cannot be read is put aside, and a new account opened", async () => {
  await (await openWindow()).stop();
  writeFileSync(stateFile, "no account");
  await topicsOf(await openWindow()).names();
  expect(readFileSync(`${stateFile}.unreadable`, "utf8")).toBe("no account");
});

test("a file that holds an account without anybody leaves the chosen port free for a new account", async () => {
  const port = await freePort();
  const past = { seed: 1, size: 0, to: 0 };
  const state = { accountId: "1", region: "us-east-1", past, iam: { principals: new Map() }, jobs: [] };
  mkdirSync(join(folder, "storage"));
  writeFileSync(stateFile, serialize({ version: 1, state }));
  const window = await sharePracticeAccount({ port, stateFile });
  windows.push(window);
  expect(window.endpoint).toBe(`http://127.0.0.1:${port}`);
});

test("where a window ended without a word, the next one goes on at the address that others look at", async () => {
  const before = await openWindow();
  const announced = readFileSync(`${stateFile}.served`);
  await before.stop();
  writeFileSync(`${stateFile}.served`, announced);
  expect((await openWindow()).endpoint).toBe(before.endpoint);
});

test("a forged announcement leads nowhere", async () => {
  await (await openWindow()).stop();
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const forged = { endpoint: "https://evil.example", region: "us-east-1", accountId: "1", credentials };
  writeFileSync(`${stateFile}.served`, JSON.stringify(forged));
  const window = await openWindow();
  expect(window.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect(window.credentials).not.toMatchObject(credentials);
});

async function freePort(): Promise<number> {
  const other = await startPracticeAccount({ empty: true });
  await other.stop();
  return Number(new URL(other.endpoint).port);
}
