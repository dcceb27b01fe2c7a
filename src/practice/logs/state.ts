import type { LogGroupClass } from "@aws-sdk/client-cloudwatch-logs";

/** One log event that was put. */
export interface StoredEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** Epoch milliseconds. */
  readonly ingestionTime: number;
  readonly message: string;
  /** Order of arrival within the account: decides between events of one millisecond. */
  readonly sequence: number;
}

/** One log stream. */
export interface LogStream {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly creationTime: number;
  /** Whether the account's past (`account.history`) is the older part of this stream, without being kept here. */
  readonly history: boolean;
  /** In order of `timestamp`, then `sequence`. */
  readonly events: StoredEvent[];
  /** UTF-8 bytes of the messages in `events`, with 26 more for each, as AWS counts them. */
  storedBytes: number;
  /** Epoch milliseconds. */
  lastIngestionTime?: number;
}

/** One log group. */
export interface LogGroup {
  readonly name: string;
  /** Without the ending `:*`. */
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly creationTime: number;
  readonly logGroupClass: LogGroupClass;
  readonly kmsKeyId?: string;
  retentionInDays?: number;
  deletionProtectionEnabled?: boolean;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStream>;
}

/** CloudWatch Logs by Region, then by name of the log group. */
export interface LogsState {
  readonly groups: Map<string, Map<string, LogGroup>>;
  /** `sequence` of the next event. */
  nextSequence: number;
}

/** An account without log groups. */
export function newLogsState(): LogsState {
  return { groups: new Map(), nextSequence: 0 };
}
