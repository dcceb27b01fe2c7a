/**
 * The practice account in a worker thread of the extension, so that its work never holds the editor up. `workerData` is a
 * `WorkerOptions`; the thread answers with `WorkerMessage`s and ends on `{ type: "stop" }`.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerMessage, WorkerOptions } from "./index.ts";
import { sharePracticeAccount } from "./share.ts";

async function run(options: WorkerOptions): Promise<void> {
  const { stop, ...account } = await sharePracticeAccount(options);
  post({ type: "ready", account });
  parentPort?.on("message", async (message: { type?: unknown }) => {
    if (message.type !== "stop") return;
    await stop();
    post({ type: "stopped" });
    parentPort?.close();
  });
}

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

run(workerData as WorkerOptions).catch((error: unknown) => {
  post({ type: "error", message: error instanceof Error ? error.message : String(error) });
});
