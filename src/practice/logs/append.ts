import type { Account } from "../account.ts";
import { addStream, findGroup } from "./logGroups.ts";
import type { LogStream, StoredEvent } from "./state.ts";

/** What AWS adds to the UTF-8 bytes of each message when it counts. */
export const bytesPerEvent = 26;

/**
 * Puts events into a stream, which is made where it is missing; the times are epoch milliseconds in any order.
 * @throws ResourceNotFoundException where there is no such log group.
 */
export function appendEvents(
  account: Account,
  region: string,
  groupName: string,
  streamName: string,
  events: readonly { readonly timestamp: number; readonly message: string }[],
): void {
  const group = findGroup(account, region, groupName);
  const stream = group.streams.get(streamName) ?? addStream(account, group, streamName);
  const ingestionTime = account.now();
  for (const { timestamp, message } of events) {
    insert(stream, { timestamp, ingestionTime, message, sequence: account.state.logs.nextSequence++ });
    stream.storedBytes += Buffer.byteLength(message) + bytesPerEvent;
  }
  if (events.length > 0) stream.lastIngestionTime = ingestionTime;
}

/** Nearly every event is the newest; the others find their place from the end. */
function insert(stream: LogStream, event: StoredEvent): void {
  const { events } = stream;
  const before = events.findLastIndex((other) => other.timestamp <= event.timestamp);
  if (before === events.length - 1) events.push(event);
  else events.splice(before + 1, 0, event);
}
