import type { Clock } from "./account.ts";
import type { Settings } from "./settings.ts";

/** How a practice account is started. */
export interface PracticeOptions {
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port?: number;
  /** What the account's past and all identifiers are a function of. */
  readonly seed?: number;
  /** Number of records in the past 90 days. */
  readonly size?: number;
  /** An account that has just been opened: no past, no resources. */
  readonly empty?: boolean;
  /** Whether the control endpoint for faults answers: for tests and benchmarks. */
  readonly control?: boolean;
  readonly settings?: Partial<Settings>;
  readonly clock?: Clock;
  /** What `snapshot()` gave: the account goes on from there. Seed, size and empty do not count then. */
  readonly snapshot?: Uint8Array;
}

/** A running practice account, as far as its clients are concerned. */
export interface PracticeAccount {
  /** `http://127.0.0.1:PORT`, for every service. */
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  stop(): Promise<void>;
}

/** What the worker thread is started with. */
export interface WorkerOptions {
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  /** Where the account is kept between two starts. */
  readonly stateFile?: string;
}

/** What the worker thread tells. It ends on `{ type: "stop" }`. */
export type WorkerMessage =
  | { readonly type: "ready"; readonly account: Omit<PracticeAccount, "stop"> }
  | { readonly type: "error"; readonly message: string }
  | { readonly type: "stopped" };
