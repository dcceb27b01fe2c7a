import { Account } from "../../../src/practice/account.ts";
import type { Call, CompletedCall } from "../../../src/practice/call.ts";
import type { History } from "../../../src/practice/history/history.ts";
import type { Principal } from "../../../src/practice/iam/principal.ts";
import type { Service } from "../../../src/practice/service.ts";
import { defaultSettings, type Settings } from "../../../src/practice/settings.ts";
import { newState } from "../../../src/practice/state.ts";

export const accountId = "123456789012";
export const startTime = Date.parse("2026-08-01T12:00:00Z");

/** The IAM user who makes the calls of `TestAccount.call` unless another one is given. */
export const alice: Principal = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  arn: `arn:aws:iam::${accountId}:user/alice`,
  userId: "AIDACKCEVSQ6C2EXAMPLE",
  userIdentity: {
    type: "IAMUser",
    principalId: "AIDACKCEVSQ6C2EXAMPLE",
    arn: `arn:aws:iam::${accountId}:user/alice`,
    accountId,
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    userName: "alice",
  },
};

/** A past in which nothing happened. */
export const emptyHistory: History = {
  from: startTime - 90 * 86_400_000,
  to: startTime,
  size: 0,
  scan: () => [][Symbol.iterator](),
  logFiles: () => [][Symbol.iterator](),
};

export interface TestAccountOptions {
  readonly history?: History;
  readonly settings?: Partial<Settings>;
  /** Whose jobs are run. */
  readonly services?: readonly Service[];
}

/** An account without a past and a clock that stands still until `advance`. */
export interface TestAccount {
  readonly account: Account;
  /** What `account.completed` was told. */
  readonly completed: readonly CompletedCall[];
  /** Moves the clock by milliseconds and does the jobs that become due. */
  advance(milliseconds: number): void;
  /** A call by alice in us-east-1, now. */
  call(overrides?: Partial<Call>): Call;
}

export function testAccount(options: TestAccountOptions = {}): TestAccount {
  let now = startTime;
  const completed: CompletedCall[] = [];
  const account = new Account({
    state: newState(accountId, "us-east-1", { seed: 1, size: 0, to: startTime }),
    history: options.history ?? emptyHistory,
    settings: { ...defaultSettings, ...options.settings },
    clock: { now: () => now },
    jobs: Object.assign({}, ...(options.services ?? []).map(({ jobs }) => jobs ?? {})),
    onCompleted: (_account, call) => completed.push(call),
  });
  account.state.iam.principals.set(alice.accessKeyId, alice);
  return {
    account,
    completed,
    advance(milliseconds) {
      now += milliseconds;
      account.runDueJobs();
    },
    call: (overrides) => ({
      account,
      region: "us-east-1",
      caller: alice,
      now: account.now(),
      requestId: "7a62c49f-347e-4fc4-9331-6e8e1ea0f0f1",
      sourceIpAddress: "203.0.113.10",
      userAgent: "aws-sdk-js/3",
      signal: new AbortController().signal,
      ...overrides,
    }),
  };
}
