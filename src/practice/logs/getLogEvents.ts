import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../call.ts";
import { between, check, present, streamName } from "./constraints.ts";
import { findStream, requestedGroup } from "./logGroups.ts";
import { takePage } from "./page.ts";
import { eventIdOf, type Position, readEventId, startOf } from "./position.ts";
import { scan, scannedPosition } from "./scan.ts";
import { invalidToken, tokenLifetime } from "./token.ts";

interface Place {
  readonly direction: "f" | "b";
  readonly position: Position | undefined;
}

/** A page of one stream, always oldest first; its tokens lead to the events after and before it. */
export const getLogEvents: Operation<GetLogEventsCommandInput, Omit<GetLogEventsCommandOutput, "$metadata">> = (
  input,
  call,
) => {
  const { logStreamName, startTime, endTime, limit, nextToken, startFromHead } = input;
  check(
    present("logStreamName", logStreamName) ?? streamName("logStreamName", logStreamName),
    between("startTime", startTime, 0, Number.MAX_SAFE_INTEGER),
    between("endTime", endTime, 0, Number.MAX_SAFE_INTEGER),
    between("limit", limit, 1, 10_000),
  );
  const { account, now } = call;
  const group = requestedGroup(call, input);
  const stream = findStream(group, logStreamName ?? "");
  const place: Place =
    nextToken === undefined ? { direction: startFromHead ? "f" : "b", position: undefined } : readPlace(nextToken, now);
  const range = {
    from: startTime ?? 0,
    // Here, unlike in FilterLogEvents, the end is exclusive.
    to: endTime === undefined ? Number.MAX_SAFE_INTEGER : endTime - 1,
    order: place.direction === "f" ? "ascending" : "descending",
    beyond: place.position,
  } as const;
  const page = takePage(scan(account, group, [stream], range), () => true, { limit: limit ?? 10_000 });
  const events = place.direction === "f" ? page.events : page.events.toReversed();
  const [first] = events;
  const last = events.at(-1);
  // At either end of the stream the token stays as it is, and the other one turns back.
  const edge = place.position ?? startOf(range.from);
  const before = first ? scannedPosition(first) : place.direction === "f" ? edge + 1n : edge;
  const after = last ? scannedPosition(last) : place.direction === "b" ? edge - 1n : edge;
  const isAtEnd = first === undefined && nextToken !== undefined;
  return {
    events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: isAtEnd && place.direction === "f" ? nextToken : writePlace("f", after, now),
    nextBackwardToken: isAtEnd && place.direction === "b" ? nextToken : writePlace("b", before, now),
  };
};

function writePlace(direction: Place["direction"], position: Position, now: number): string {
  return `${direction}/${eventIdOf(position < 0n ? 0n : position)}/${now.toString(36)}`;
}

function readPlace(token: string, now: number): Place {
  const [direction, id = "", writtenAt = ""] = token.split("/");
  const position = readEventId(id);
  const age = now - Number.parseInt(writtenAt, 36);
  if ((direction !== "f" && direction !== "b") || position === undefined || !(age <= tokenLifetime))
    throw invalidToken();
  return { direction, position };
}
