/**
 * The practice account in a worker thread of the extension, so that its work never holds the editor up. `workerData` is a
 * {@link WorkerOptions}; the thread answers with {@link WorkerMessage}s and ends on `{ type: "stop" }`.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerMessage, WorkerOptions } from "./index.ts";
import { type StartedPractice, startPracticeAccount } from "./start.ts";

/** How often a changed account is written to its file, in milliseconds. */
const saveInterval = 15_000;

async function run({ port, stateFile }: WorkerOptions): Promise<void> {
  const practice = await start(port, stateFile);
  const { endpoint, region, accountId, credentials } = practice;
  post({ type: "ready", account: { endpoint, region, accountId, credentials } });
  const save = stateFile === undefined ? () => {} : () => keep(practice, stateFile);
  const saving = setInterval(save, saveInterval);
  parentPort?.on("message", async (message: { type?: unknown }) => {
    if (message.type !== "stop") return;
    clearInterval(saving);
    await practice.stop();
    save();
    post({ type: "stopped" });
    parentPort?.close();
  });
}

/** Goes on with the kept account, or opens a new one where there is none that can be read. */
async function start(port: number, stateFile: string | undefined): Promise<StartedPractice> {
  if (stateFile !== undefined && existsSync(stateFile)) {
    try {
      return await startPracticeAccount({ port, snapshot: readFileSync(stateFile) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw error;
      renameSync(stateFile, `${stateFile}.unreadable`);
    }
  }
  return startPracticeAccount({ port });
}

function keep(practice: StartedPractice, stateFile: string): void {
  mkdirSync(dirname(stateFile), { recursive: true });
  const fresh = `${stateFile}.new`;
  writeFileSync(fresh, practice.snapshot(), { mode: 0o600 });
  renameSync(fresh, stateFile);
}

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

run(workerData as WorkerOptions).catch((error: unknown) => {
  post({ type: "error", message: error instanceof Error ? error.message : String(error) });
});
