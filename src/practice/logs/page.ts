import { bytesPerEvent } from "./append.ts";
import type { Position } from "./position.ts";
import { type ScannedEvent, scannedPosition } from "./scan.ts";

/** Most bytes of events that one answer holds (FACTS 55). */
const maxBytes = 1024 * 1024;

export interface PageLimits {
  /** Most events. */
  readonly limit: number;
  /** Most bytes of events that are looked at; without it all. */
  readonly scanBytes?: number;
}

export interface Page {
  readonly events: readonly ScannedEvent[];
  /** The last event that was looked at, where there may be more after it. */
  readonly stoppedAt?: Position;
}

/** Takes the events that match until the page is full or enough has been looked at. */
export function takePage(
  events: Iterable<ScannedEvent>,
  matches: (message: string) => boolean,
  { limit, scanBytes = Number.POSITIVE_INFINITY }: PageLimits,
): Page {
  const taken: ScannedEvent[] = [];
  let takenBytes = 0;
  let scannedBytes = 0;
  let previous: ScannedEvent | undefined;
  for (const event of events) {
    if (matches(event.message)) {
      takenBytes += Buffer.byteLength(event.message) + bytesPerEvent;
      if (takenBytes > maxBytes && previous !== undefined && taken.length > 0) {
        return { events: taken, stoppedAt: scannedPosition(previous) };
      }
      taken.push(event);
    }
    // Characters are near enough to bytes here, and counting them costs nothing.
    scannedBytes += event.message.length + bytesPerEvent;
    if (taken.length >= limit || scannedBytes >= scanBytes) {
      return { events: taken, stoppedAt: scannedPosition(event) };
    }
    previous = event;
  }
  return { events: taken };
}
