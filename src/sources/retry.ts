import { isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";
import type { SdkError } from "@smithy/types";
import type { Clock } from "./pace.ts";

/**
 * Calls until it succeeds, with growing waits that are partly chance, so that callers who failed together do not
 * come back together (F2). Errors that waiting cannot mend are thrown at once, others after the last attempt.
 */
export async function retrying<T>(
  call: () => Promise<T>,
  { attempts, clock, signal }: { readonly attempts: number; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (attempt >= attempts || !isWorthRetrying(error)) throw error;
      const longest = Math.min(20_000, 250 * 2 ** attempt);
      await clock.sleep(longest * (0.5 + Math.random() / 2), signal);
    }
  }
}

function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const failure = error as SdkError;
  return isThrottlingError(failure) || isTransientError(failure) || isServerError(failure);
}
