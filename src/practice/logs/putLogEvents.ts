import type {
  InputLogEvent,
  PutLogEventsCommandInput,
  PutLogEventsCommandOutput,
  RejectedLogEventsInfo,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Account } from "../account.ts";
import type { Operation } from "../call.ts";
import { appendEvents, bytesPerEvent } from "./append.ts";
import { check, groupName, invalidParameter, lengthBetween, present, streamName } from "./constraints.ts";
import { findGroup, findStream } from "./logGroups.ts";
import { retainedFrom } from "./scan.ts";
import type { LogGroup } from "./state.ts";

const hour = 3_600_000;
const day = 24 * hour;
const maxBatchBytes = 1_048_576;

interface PutEvent {
  readonly timestamp: number;
  readonly message: string;
}

/**
 * Puts a batch of events; those too old, too new or expired are rejected while the others are kept.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export const putLogEvents: Operation<PutLogEventsCommandInput, Omit<PutLogEventsCommandOutput, "$metadata">> = (
  { logGroupName, logStreamName, logEvents },
  { account, region },
) => {
  check(
    groupName("logGroupName", logGroupName),
    present("logStreamName", logStreamName) ?? streamName("logStreamName", logStreamName),
    present("logEvents", logEvents) ?? lengthBetween("logEvents", logEvents, 1, 10_000),
    ...(logEvents ?? []).flatMap(checkEvent),
  );
  const group = findGroup(account, region, logGroupName ?? "");
  const stream = findStream(group, logStreamName ?? "");
  const events = (logEvents ?? []).map(({ timestamp = 0, message = "" }) => ({
    timestamp: Math.trunc(timestamp),
    message,
  }));
  checkBatch(events);
  const rejected = rejectedOf(account, group, events);
  const accepted = events.slice(
    Math.max(rejected.tooOldLogEventEndIndex ?? 0, rejected.expiredLogEventEndIndex ?? 0),
    rejected.tooNewLogEventStartIndex,
  );
  const [first] = accepted;
  const last = accepted.at(-1);
  if (first && last && last.timestamp - first.timestamp > day) {
    throw invalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
  appendEvents(account, region, group.name, stream.name, accepted);
  return {
    nextSequenceToken: sequenceTokenOf(account),
    ...(Object.keys(rejected).length === 0 ? {} : { rejectedLogEventsInfo: rejected }),
  };
};

/** What AWS still answers although it ignores it in requests. */
export function sequenceTokenOf(account: Account): string {
  return `49${account.state.logs.nextSequence.toString().padStart(54, "0")}`;
}

function checkEvent({ timestamp, message }: InputLogEvent, i: number): (string | undefined)[] {
  const name = `logEvents.${i + 1}.member`;
  return [
    present(`${name}.timestamp`, timestamp),
    present(`${name}.message`, message) ?? lengthBetween(`${name}.message`, message, 1, Number.POSITIVE_INFINITY),
  ];
}

function checkBatch(events: readonly PutEvent[]): void {
  let bytes = 0;
  let previous = Number.NEGATIVE_INFINITY;
  for (const { timestamp, message } of events) {
    if (timestamp < previous) {
      throw invalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
    }
    previous = timestamp;
    bytes += Buffer.byteLength(message) + bytesPerEvent;
  }
  if (bytes > maxBatchBytes) {
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${maxBatchBytes}`);
  }
}

/** The events are in order of time, so that the good ones stand together. */
function rejectedOf(account: Account, group: LogGroup, events: readonly PutEvent[]): RejectedLogEventsInfo {
  const now = account.now();
  const tooOld = events.findLastIndex(({ timestamp }) => timestamp < now - 14 * day) + 1;
  const expired = events.findLastIndex(({ timestamp }) => timestamp < retainedFrom(account, group)) + 1;
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + 2 * hour);
  return {
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
    ...(tooNew >= 0 ? { tooNewLogEventStartIndex: tooNew } : {}),
  };
}
