import { createHistory, type HistoryOptions } from "../../../../src/practice/history/generate.ts";
import type { History, HistoryRecord } from "../../../../src/practice/history/history.ts";

export const place = { accountId: "111122223333", region: "us-east-1", seed: 1 } as const;
export const to = Date.parse("2026-11-22T19:33:00Z");

/** A past that ends on a Sunday evening. */
export function pastOf(size: number, options: Partial<HistoryOptions> = {}): History {
  return createHistory({ ...place, to, size, ...options });
}

/** All records of a past, in order of delivery. */
export function allOf(history: History): HistoryRecord[] {
  return [...history.scan(history.from, history.to, "ascending")];
}

/** A CloudTrail record, as far as tests look at it. */
export interface CloudTrailRecord {
  readonly eventVersion: string;
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements: Readonly<Record<string, unknown>> | null;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources?: unknown;
  readonly eventType: string;
  readonly addendum?: unknown;
  readonly sessionCredentialFromConsole?: unknown;
}

export function parsed({ message }: HistoryRecord): CloudTrailRecord {
  return JSON.parse(message) as CloudTrailRecord;
}
