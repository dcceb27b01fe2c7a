/** Lets calls through at a steady rate. One is shared by everything that draws on the same quota. */
export interface Pace {
  /** Resolves when the next call may be made; rejects with the signal's reason when that aborts first. */
  turn(signal: AbortSignal): Promise<void>;
}

/** Time as the pace sees it, in milliseconds. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/**
 * A token bucket. Up to `burst` calls go at once after a rest; over any longer time the rate holds.
 *
 * @param rate calls per second
 */
export function createPace(rate: number, burst: number, clock: Clock): Pace {
  const gap = 1000 / rate;
  // The time at which a bucket that was emptied would be empty again; it never lags more than `burst` calls behind.
  let next = Number.NEGATIVE_INFINITY;
  return {
    async turn(signal) {
      signal.throwIfAborted();
      const now = clock.now();
      next = Math.max(next, now - (burst - 1) * gap);
      const wait = next - now;
      next += gap;
      if (wait > 0) await clock.sleep(wait, signal);
    },
  };
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", stop);
        resolve();
      }, milliseconds);
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    }),
};

/** FilterLogEvents calls per second and account that AWS allows in a Region (FACTS 59). */
export function filterLogEventsRate(region: string): number {
  if (region === "us-east-1") return 25;
  return SLOW_REGIONS.has(region) ? 5 : 10;
}

const SLOW_REGIONS = new Set(["ap-northeast-3", "ap-southeast-3", "ca-west-1", "eu-central-1", "il-central-1"]);
