import { Worker } from "node:worker_threads";
import type { PracticeAccount, WorkerMessage, WorkerOptions } from "../../practice/index.ts";

/** What a client must know of the account. */
export type PracticeConnection = Omit<PracticeAccount, "stop">;

/** The practice account of this window. It starts at its first use and runs until the window closes. */
export interface PracticeHost {
  connection(): Promise<PracticeConnection>;
  /** Ends once the account has been written to its file. */
  stop(): Promise<void>;
}

/**
 * @param script the built `practice-worker.js`: the account has a thread of its own, so that its work never holds the
 * editor up.
 * @param options are read when the account starts.
 */
export function createPracticeHost(script: URL, options: () => WorkerOptions): PracticeHost {
  let running: { readonly worker: Worker; readonly ready: Promise<PracticeConnection> } | undefined;
  return {
    connection() {
      if (running === undefined) {
        const worker = new Worker(script, { workerData: options() });
        const started = { worker, ready: readyOf(worker) };
        // An account that could not start, or that has ended, is started anew at the next use.
        worker.once("exit", () => {
          if (running === started) running = undefined;
        });
        running = started;
      }
      return running.ready;
    },
    async stop() {
      if (running === undefined) return;
      const { worker } = running;
      running = undefined;
      await stopWorker(worker);
    },
  };
}

function readyOf(worker: Worker): Promise<PracticeConnection> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The practice account ended with code ${code}.`)));
    worker.on("message", (message: WorkerMessage) => {
      if (message.type === "ready") resolve(message.account);
      if (message.type === "error") {
        reject(new Error(message.message));
        void worker.terminate();
      }
    });
  });
}

async function stopWorker(worker: Worker): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
    worker.on("message", (message: WorkerMessage) => {
      if (message.type === "stopped") resolve();
    });
  });
  worker.postMessage({ type: "stop" });
  await stopped;
  await worker.terminate();
}
