import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";

import type { ErrorDialect, WireError } from "./wire/wire.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Operations are written `logs:FilterLogEvents`; `logs:*` and `*` stand for many. */
const perOperation = v.record(v.string(), count);

/** What shall go wrong, for tests and benchmarks. Counts are of calls and are used up; the rest lasts until replaced. */
export const faultPlanSchema = v.strictObject({
  /** Milliseconds that each call takes longer. */
  latency: v.optional(count),
  /** Calls per second above which an operation is throttled. */
  rates: v.optional(perOperation),
  /** Operations answered with AccessDenied. */
  denied: v.optional(v.array(v.string())),
  /** Calls answered with an expired token. */
  expired: v.optional(perOperation),
  /** Calls whose connection is cut after so many bytes of the answer. */
  cut: v.optional(v.record(v.string(), v.strictObject({ afterBytes: count, times: count }))),
  /** Pages that come back empty but with a token. */
  emptyPages: v.optional(perOperation),
  /** Empty pages that come back with the token they were asked with. */
  repeatedTokens: v.optional(perOperation),
  /** Whether downloaded `.gz` objects lack their last bytes. */
  truncateGzip: v.optional(v.boolean()),
});

/** See {@link faultPlanSchema}. */
export type FaultPlan = v.InferOutput<typeof faultPlanSchema>;

const startToken = "practice-start";

/** Breaks calls on demand. A fault never changes what the account holds. */
export class Faults {
  #plan: FaultPlan = {};
  /** Times of recent calls per throttled operation, in milliseconds. */
  readonly #recent = new Map<string, number[]>();
  throttled = 0;

  /** Replaces the plan; counts begin anew. */
  set(plan: FaultPlan): void {
    this.#plan = structuredClone(plan);
    this.#recent.clear();
    this.throttled = 0;
  }

  /** Waits out the latency. */
  async delay(): Promise<void> {
    if (this.#plan.latency) await sleep(this.#plan.latency);
  }

  /** The error to answer with in place of doing the operation. */
  refuse(operation: string, callerArn: string, dialect: ErrorDialect): WireError | undefined {
    if (this.#use(this.#plan.expired, operation)) {
      const code = dialect === "json" ? "ExpiredTokenException" : "ExpiredToken";
      const status = dialect === "query" ? 403 : 400;
      return { code, message: "The security token included in the request is expired", status };
    }
    if (this.#isThrottled(operation)) {
      this.throttled++;
      if (dialect === "s3") return { code: "SlowDown", message: "Please reduce your request rate.", status: 503 };
      const code = dialect === "json" ? "ThrottlingException" : "Throttling";
      return { code, message: "Rate exceeded", status: 400 };
    }
    if (this.#plan.denied?.some((pattern) => covers(pattern, operation))) {
      return {
        code: dialect === "json" ? "AccessDeniedException" : "AccessDenied",
        message: `User: ${callerArn} is not authorized to perform: ${operation} because no identity-based policy allows the ${operation} action`,
        status: dialect === "json" ? 400 : 403,
      };
    }
    return undefined;
  }

  /** Takes our own token out of an input, so that the operation starts where the first page would. */
  input(input: unknown): unknown {
    const token = tokenOf(input);
    if (token !== startToken) return input;
    const { nextToken: _n, NextToken: _N, ...rest } = input as Record<string, unknown>;
    return rest;
  }

  /** An empty page in place of the operation's own, or `undefined`. */
  emptyPage(operation: string, input: unknown): Record<string, unknown> | undefined {
    const lower = operation.startsWith("logs:");
    const page = (token: string) => (lower ? { events: [], nextToken: token } : { Events: [], NextToken: token });
    const asked = tokenOf(input) ?? startToken;
    if (this.#use(this.#plan.repeatedTokens, operation)) return page(asked);
    if (this.#use(this.#plan.emptyPages, operation)) return page(asked);
    return undefined;
  }

  /** Cuts the end off a gzip object. */
  body(key: string, body: Uint8Array): Uint8Array {
    return this.#plan.truncateGzip && key.endsWith(".gz") ? body.subarray(0, Math.max(0, body.length - 12)) : body;
  }

  /** After how many bytes the connection is to be cut. */
  cutAfter(operation: string): number | undefined {
    for (const [pattern, cut] of Object.entries(this.#plan.cut ?? {})) {
      if (!covers(pattern, operation) || cut.times === 0) continue;
      cut.times--;
      return cut.afterBytes;
    }
    return undefined;
  }

  #use(counts: Record<string, number> | undefined, operation: string): boolean {
    if (counts === undefined) return false;
    const pattern = Object.keys(counts).find((name) => covers(name, operation) && (counts[name] ?? 0) > 0);
    if (pattern === undefined) return false;
    counts[pattern] = (counts[pattern] ?? 0) - 1;
    return true;
  }

  #isThrottled(operation: string): boolean {
    const rates = this.#plan.rates ?? {};
    const pattern = Object.keys(rates).find((name) => covers(name, operation));
    if (pattern === undefined) return false;
    const present = performance.now();
    const recent = (this.#recent.get(operation) ?? []).filter((time) => present - time < 1_000);
    const refused = recent.length >= (rates[pattern] ?? 0);
    if (!refused) recent.push(present);
    this.#recent.set(operation, recent);
    return refused;
  }
}

function covers(pattern: string, operation: string): boolean {
  return (
    pattern === "*" || pattern === operation || (pattern.endsWith(":*") && operation.startsWith(pattern.slice(0, -1)))
  );
}

function tokenOf(input: unknown): string | undefined {
  const { nextToken, NextToken } = input as { nextToken?: string; NextToken?: string };
  return nextToken ?? NextToken;
}
