/**
 * One practice account for all windows of a person: the first window serves it, the others use it, and when that window
 * closes another one goes on with the kept account at the same address.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import type { PracticeAccount, PracticeOptions, WorkerOptions } from "./index.ts";
import { type StartedPractice, startPracticeAccount } from "./start.ts";

/** How often a served account is written to its file, in milliseconds. */
const saveInterval = 15_000;
/** How often a window that uses another's account looks whether it is still served, in milliseconds. */
const watchInterval = 1_000;
/** A window that takes longer than this to start has been ended meanwhile, in milliseconds. */
const longestStart = 30_000;

const announcementSchema = v.object({
  endpoint: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)),
  region: v.string(),
  accountId: v.string(),
  credentials: v.object({ accessKeyId: v.string(), secretAccessKey: v.string() }),
});
type Announcement = v.InferOutput<typeof announcementSchema>;

/**
 * Serves the account kept in `stateFile`, or joins the one that another window serves from it. Without a file, serves a
 * new account for this window alone.
 * @throws the operating system's error where the chosen port is taken by something else.
 */
export async function sharePracticeAccount({ port, stateFile }: WorkerOptions): Promise<PracticeAccount> {
  if (stateFile === undefined) return startPracticeAccount({ port });
  return inTurn(stateFile, async () => {
    const served = readAnnouncement(stateFile);
    if (served !== undefined && (await answers(served))) return join(served, stateFile);
    // A window that ended without a word leaves others behind that look for the account at its address.
    const left = served === undefined ? undefined : await startIfFree(portOf(served), stateFile);
    return serve(stateFile, left ?? (await start(port, stateFile)));
  });
}

/** Windows that open at the same time go one after the other: else each would serve an account of its own. */
async function inTurn<T>(stateFile: string, work: () => Promise<T>): Promise<T> {
  const turn = `${stateFile}.starting`;
  mkdirSync(dirname(turn), { recursive: true });
  while (!take(turn)) await sleep(100);
  try {
    return await work();
  } finally {
    rmSync(turn, { force: true });
  }
}

function take(turn: string): boolean {
  try {
    writeFileSync(turn, "", { flag: "wx" });
    return true;
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    const takenAt = statSync(turn, { throwIfNoEntry: false })?.mtimeMs;
    if (takenAt !== undefined && Date.now() - takenAt > longestStart) rmSync(turn, { force: true });
    return false;
  }
}

/** Goes on with the kept account, or opens a new one where there is none that can be read. */
async function start(port: number, stateFile: string): Promise<StartedPractice> {
  let snapshot: PracticeOptions = {};
  if (existsSync(stateFile)) snapshot = { snapshot: readFileSync(stateFile) };
  try {
    return await startPracticeAccount({ port, ...snapshot });
  } catch (error) {
    if (isPortTaken(error) || snapshot.snapshot === undefined) throw error;
    // Kept for whoever wants to look into it; the practice account itself begins anew.
    renameSync(stateFile, `${stateFile}.unreadable`);
    return startPracticeAccount({ port });
  }
}

async function startIfFree(port: number, stateFile: string): Promise<StartedPractice | undefined> {
  try {
    return await start(port, stateFile);
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    return undefined;
  }
}

function serve(stateFile: string, practice: StartedPractice): PracticeAccount {
  const { endpoint, region, accountId, credentials } = practice;
  const save = () => write(stateFile, practice.snapshot());
  save();
  write(announcementFile(stateFile), JSON.stringify({ endpoint, region, accountId, credentials }));
  const saving = setInterval(() => {
    try {
      save();
    } catch (error) {
      // A full disk must not end the account that people work on; the next turn tries again.
      console.error("The practice account could not be kept.", error);
    }
  }, saveInterval);
  saving.unref();
  return {
    endpoint,
    region,
    accountId,
    credentials,
    async stop() {
      clearInterval(saving);
      // The address is free only after the account is kept: whoever takes over must find all of it.
      save();
      rmSync(announcementFile(stateFile), { force: true });
      await practice.stop();
    },
  };
}

/** Uses the account of another window, and takes over when that one is gone. */
function join(served: Announcement, stateFile: string): PracticeAccount {
  let own: PracticeAccount | undefined;
  let takingOver: Promise<void> | undefined;
  const watching = setInterval(() => {
    takingOver ??= takeOver()
      .catch((error: unknown) => console.error("The practice account could not be taken over.", error))
      .finally(() => {
        takingOver = undefined;
      });
  }, watchInterval);
  watching.unref();

  async function takeOver(): Promise<void> {
    if (await answers(served)) return;
    // Where the address is taken, a third window was faster.
    const practice = await startIfFree(portOf(served), stateFile);
    if (practice === undefined) return;
    clearInterval(watching);
    own = serve(stateFile, practice);
  }

  return {
    ...served,
    async stop() {
      clearInterval(watching);
      await takingOver;
      await own?.stop();
    },
  };
}

async function answers({ endpoint, credentials }: Announcement): Promise<boolean> {
  try {
    const headers = { authorization: `Bearer ${credentials.secretAccessKey}` };
    const response = await fetch(`${endpoint}/_practice/inbox`, { headers, signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Nobody there, or somebody else.
    return false;
  }
}

function readAnnouncement(stateFile: string): Announcement | undefined {
  const file = announcementFile(stateFile);
  if (!existsSync(file)) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), announcementSchema), readFileSync(file, "utf8"));
  return parsed.success ? parsed.output : undefined;
}

function announcementFile(stateFile: string): string {
  return `${stateFile}.served`;
}

/** Replaces a file in one step, readable by its owner only: it holds the account's key. */
function write(file: string, content: Uint8Array | string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function portOf({ endpoint }: Announcement): number {
  return Number(new URL(endpoint).port);
}

function isPortTaken(error: unknown): boolean {
  return hasCode(error, "EADDRINUSE") || hasCode(error, "EACCES");
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
