import { createHash } from "node:crypto";
import type { History, HistoryLogFile } from "../history/history.ts";
import type { ObjectVersion } from "./state.ts";

/** What a listing says of an object. */
export interface ObjectSummary {
  /** Epoch milliseconds. */
  readonly lastModified: number;
  /** MD5 in hexadecimal digits, without quotes. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

interface PastIndex {
  readonly files: ReadonlyMap<string, HistoryLogFile>;
  readonly summaries: Map<string, ObjectSummary>;
}

/** The past never changes, so its keys, and the sizes that were asked for, are worked out once. */
const indexes = new WeakMap<History, PastIndex>();

/** Keys of all log files of the past. */
export function pastKeys(history: History): IterableIterator<string> {
  return indexOf(history).files.keys();
}

/** A log file of the past as an object, or `undefined`. */
export function pastObject(history: History, key: string): ObjectVersion | undefined {
  const file = indexOf(history).files.get(key);
  if (file === undefined) return undefined;
  const body = file.body();
  return {
    versionId: "null",
    lastModified: file.deliveredAt,
    deleteMarker: false,
    body,
    etag: md5(body),
    contentType: "application/json",
    contentEncoding: "gzip",
    metadata: {},
  };
}

/** What a listing says of a log file of the past. */
export function pastSummary(history: History, key: string): ObjectSummary | undefined {
  const { summaries } = indexOf(history);
  let summary = summaries.get(key);
  if (summary === undefined) {
    const object = pastObject(history, key);
    if (object === undefined) return undefined;
    summary = { lastModified: object.lastModified, etag: object.etag, size: object.body.length };
    summaries.set(key, summary);
  }
  return summary;
}

/** Lower-case hexadecimal digits. */
export function md5(body: Uint8Array): string {
  return createHash("md5").update(body).digest("hex");
}

function indexOf(history: History): PastIndex {
  let index = indexes.get(history);
  if (index === undefined) {
    const files = new Map([...history.logFiles(history.from, history.to)].map((file) => [file.key, file]));
    index = { files, summaries: new Map() };
    indexes.set(history, index);
  }
  return index;
}
