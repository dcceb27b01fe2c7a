import type { CompletedCall } from "./call.ts";
import type { History } from "./history/history.ts";
import type { Settings } from "./settings.ts";
import type { Job, State } from "./state.ts";

/** The time. Tests pass one that they move by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Does one kind of job when its time has come; `at` is the time it was due, in epoch milliseconds. */
export type JobHandler = (account: Account, job: Job, at: number) => void;

/** What an account is made of. `jobs` and `onCompleted` come from the services, see `services.ts`. */
export interface AccountParts {
  readonly state: State;
  readonly history: History;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly jobs: Readonly<Record<string, JobHandler>>;
  readonly onCompleted: (account: Account, completed: CompletedCall) => void;
}

/**
 * The practice account: plain data (`state`, which survives `v8.serialize`), its generated past, a clock, and a queue of
 * jobs due at a time. Nothing happens by itself: `runDueJobs` moves the account to the present.
 */
export class Account {
  readonly state: State;
  readonly history: History;
  readonly settings: Settings;
  /** `http://127.0.0.1:PORT` once a server has the account: what queue URLs and the links in mails begin with. */
  endpoint = "http://127.0.0.1";
  /** Told of every new job, so that a server knows when to look again. */
  onScheduled: () => void = () => undefined;
  readonly #clock: Clock;
  readonly #jobs: Readonly<Record<string, JobHandler>>;
  readonly #onCompleted: AccountParts["onCompleted"];
  #time: number | undefined;

  constructor(parts: AccountParts) {
    this.state = parts.state;
    this.history = parts.history;
    this.settings = parts.settings;
    this.#clock = parts.clock;
    this.#jobs = parts.jobs;
    this.#onCompleted = parts.onCompleted;
  }

  /** Epoch milliseconds. While a job runs, the time at which it was due, so that a late run gives the same result. */
  now(): number {
    return this.#time ?? this.#clock.now();
  }

  /** Has `kind` done once the clock reaches `at` (epoch milliseconds). Jobs due at the same time run in this order. */
  schedule(at: number, kind: string, data: Job["data"]): void {
    const job: Job = { at, kind, data };
    const after = this.state.jobs.findIndex((other) => other.at > at);
    if (after < 0) this.state.jobs.push(job);
    else this.state.jobs.splice(after, 0, job);
    this.onScheduled();
  }

  /** When the next job is due, in epoch milliseconds. */
  nextJobAt(): number | undefined {
    return this.state.jobs[0]?.at;
  }

  /** Does every job whose time has come, in order of time, also those that jobs schedule meanwhile. */
  runDueJobs(): void {
    const present = this.#clock.now();
    for (let job = this.state.jobs[0]; job !== undefined && job.at <= present; job = this.state.jobs[0]) {
      this.state.jobs.shift();
      this.#time = job.at;
      try {
        this.#jobs[job.kind]?.(this, job, job.at);
      } finally {
        this.#time = undefined;
      }
    }
  }

  /** Tells the audit trail of a call that came to an end. */
  completed(completed: CompletedCall): void {
    this.#onCompleted(this, completed);
  }
}
