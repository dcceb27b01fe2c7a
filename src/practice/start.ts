import { deserialize, serialize } from "node:v8";
import { Account, type Clock } from "./account.ts";
import { onCompleted } from "./cloudtrail/completed.ts";
import { createHistory } from "./history/generate.ts";
import { seedAccount } from "./history/seed.ts";
import { addOwner } from "./iam/owner.ts";
import type { PracticeAccount, PracticeOptions } from "./index.ts";
import { Faults } from "./server/faults.ts";
import { listen } from "./server/listen.ts";
import { jobs, services } from "./services.ts";
import { defaultSettings } from "./settings.ts";
import { newState, type State } from "./state.ts";

/** A running practice account, seen from inside. */
export interface StartedPractice extends PracticeAccount {
  readonly account: Account;
  readonly faults: Faults;
  /** All that the account holds, to start it from again. */
  snapshot(): Uint8Array;
}

const realTime: Clock = { now: () => Date.now() };

/**
 * Starts a practice account on 127.0.0.1.
 * @throws the operating system's error where the port is taken, an `Error` where the snapshot is of another kind.
 */
export async function startPracticeAccount(options: PracticeOptions = {}): Promise<StartedPractice> {
  const clock = options.clock ?? realTime;
  const state = options.snapshot === undefined ? openAccount(options, clock) : restore(options.snapshot);
  const [owner] = state.iam.principals.values();
  if (owner === undefined) throw new Error("The practice account has nobody who could use it.");
  const account = new Account({
    state,
    history: createHistory({ accountId: state.accountId, region: state.region, ...state.past }),
    settings: { ...defaultSettings, ...options.settings },
    clock,
    jobs,
    onCompleted,
  });
  const faults = new Faults();
  const onDefect = (error: unknown) => console.error(error);
  const server = await listen(
    { account, services, faults, wallClock: () => Date.now(), onDefect },
    options.port ?? 0,
    options.control ?? false,
  );
  account.endpoint = server.endpoint;
  if (options.snapshot === undefined && !options.empty) seedAccount(account);
  return {
    endpoint: server.endpoint,
    region: state.region,
    accountId: state.accountId,
    credentials: { accessKeyId: owner.accessKeyId, secretAccessKey: owner.secretAccessKey },
    account,
    faults,
    snapshot: () => serialize({ version: snapshotVersion, state }),
    stop: () => server.close(),
  };
}

/** Raised whenever the shape of the state changes, so that an older account is not misread. */
const snapshotVersion = 1;

function restore(snapshot: Uint8Array): State {
  const kept = deserialize(snapshot) as { version?: unknown; state: State };
  if (kept.version !== snapshotVersion) throw new Error("The kept practice account is of another version.");
  return kept.state;
}

function openAccount(options: PracticeOptions, clock: Clock): State {
  const state = newState("111122223333", "us-east-1", {
    seed: options.seed ?? 1,
    size: options.empty ? 0 : (options.size ?? 20_000),
    to: Math.floor(clock.now() / 60_000) * 60_000,
  });
  addOwner(state);
  return state;
}
