import { gunzipSync, gzipSync } from "node:zlib";
import type { Account } from "../account.ts";
import { randomAlphanumerics } from "../ids.ts";
import { appendEvents } from "../logs/append.ts";
import { putObject } from "../s3/objects.ts";
import { logGroupOf } from "./destinations.ts";
import { addToEventHistory } from "./eventHistory.ts";
import { logFileKey, logFolder, parseLogFileName } from "./objectKeys.ts";
import type { StoredRecord, Trail } from "./state.ts";

/** A log file of CloudTrail from elsewhere. */
export interface ImportFile {
  /** Its key, its path, or its name only; folders from `AWSLogs/` on are kept. */
  readonly name: string;
  /** `{"Records": […]}`, with gzip or without. */
  readonly body: Uint8Array;
}

/** What became of an import. */
export interface ImportResult {
  readonly files: number;
  readonly records: number;
  /** Files that are no log files, and why. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Puts log files into the bucket of a trail under their keys, and their records into its log group and into event
 * history with their own times: the minute of delivery in the file's name, else the time of the event.
 * The log group's retention is lifted, because it would hide older records at once.
 * `trailArn`: the account's first trail unless given.
 * @throws `Error` where the account has no such trail.
 */
export function importRecords(account: Account, files: readonly ImportFile[], trailArn?: string): ImportResult {
  const { trails } = account.state.cloudTrail;
  const trail = trailArn === undefined ? trails.values().next().value : trails.get(trailArn);
  if (trail === undefined) throw new Error("The practice account has no trail that could take the records.");
  const refused: { name: string; reason: string }[] = [];
  let records = 0;
  for (const file of files) {
    try {
      records += importFile(account, trail, file);
    } catch (error) {
      refused.push({ name: file.name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { files: files.length - refused.length, records, refused };
}

function importFile(account: Account, trail: Trail, { name, body }: ImportFile): number {
  const isZipped = body[0] === 0x1f && body[1] === 0x8b;
  const records = readRecords(isZipped ? gunzipSync(body) : body);
  const first = records[0];
  if (first === undefined) return 0;
  const named = parseLogFileName(name);
  const stored = records.map(({ message, eventId, eventTime }): StoredRecord => {
    // A name tells whole minutes: what happened within that minute was not delivered before it happened.
    const deliveredAt = Math.max(named?.deliveredAt ?? eventTime, eventTime);
    return { eventTime, deliveredAt, eventId, message };
  });
  const file = named ?? {
    accountId: first.accountId ?? account.state.accountId,
    region: first.region,
    deliveredAt: Math.max(...stored.map(({ deliveredAt }) => deliveredAt)),
  };
  putObject(account, trail.s3BucketName, keyOf(account, trail, name, file), isZipped ? body : gzipSync(body), {
    contentType: "application/json",
    contentEncoding: "gzip",
    lastModified: file.deliveredAt,
  });
  for (const region of new Set(records.map((record) => record.region))) {
    const ofRegion = stored.filter((_, index) => records[index]?.region === region);
    addToEventHistory(account.state.cloudTrail, region, ofRegion);
  }
  const group = logGroupOf(trail);
  const logGroup = group && account.state.logs.groups.get(group.region)?.get(group.name);
  if (group !== undefined && logGroup !== undefined) {
    delete logGroup.retentionInDays;
    const stream = `${file.accountId}_CloudTrail_${file.region}`;
    const events = stored.map(({ message, eventTime }) => ({ timestamp: named?.deliveredAt ?? eventTime, message }));
    appendEvents(account, group.region, group.name, stream, events);
  }
  return records.length;
}

/** One record, with what is needed to file it. */
interface ReadRecord {
  readonly message: string;
  readonly eventId: string;
  readonly eventTime: number;
  readonly region: string;
  readonly accountId: string | undefined;
}

/** @throws `Error` where the text is not what a log file holds. */
function readRecords(text: Uint8Array): ReadRecord[] {
  const parsed: unknown = JSON.parse(Buffer.from(text).toString("utf8"));
  const records = (parsed as { Records?: unknown } | null)?.Records;
  if (!Array.isArray(records)) throw new Error("It has no Records.");
  return (records as unknown[]).map((record, index) => {
    const { eventTime, eventID, awsRegion, recipientAccountId } = (record ?? {}) as Record<string, unknown>;
    const time = typeof eventTime === "string" ? Date.parse(eventTime) : Number.NaN;
    if (Number.isNaN(time) || typeof eventID !== "string" || typeof awsRegion !== "string") {
      throw new Error(`Record ${index + 1} has no eventTime, eventID or awsRegion.`);
    }
    return {
      message: JSON.stringify(record),
      eventId: eventID,
      eventTime: time,
      region: awsRegion,
      accountId: typeof recipientAccountId === "string" ? recipientAccountId : undefined,
    };
  });
}

/** The file's own key under the trail's prefix; a key made for it where its name is none of CloudTrail's. */
function keyOf(
  account: Account,
  trail: Trail,
  name: string,
  file: { accountId: string; region: string; deliveredAt: number },
): string {
  const path = name.replaceAll("\\", "/");
  if (parseLogFileName(path) === undefined) return logFileKey(trail, file, randomAlphanumerics(account.state, 16));
  const inside = path.lastIndexOf("AWSLogs/");
  const prefix = trail.s3KeyPrefix ? `${trail.s3KeyPrefix}/` : "";
  const zipped = path.endsWith(".gz") ? path : `${path}.gz`;
  if (inside >= 0) return `${prefix}${zipped.slice(inside)}`;
  return `${logFolder(trail, file)}${zipped.slice(zipped.lastIndexOf("/") + 1)}`;
}
