/** How fast the account lives, and how much its calls do. All times in milliseconds. */
export interface Settings {
  /** From a call to its record in event history, log group and bucket. On AWS about five minutes (FACTS 31). */
  readonly deliveryDelay: number;
  /** From one digest file to the next. On AWS an hour (FACTS 39). */
  readonly digestInterval: number;
  /** How long an RDS instance is in a state that passes by itself, by state; on AWS minutes. */
  readonly stateDurations: Readonly<Record<string, number>>;
  /** How long a new IAM role cannot be used yet (FACTS 90). */
  readonly rolePropagation: number;
  /** Most bytes of log events that one FilterLogEvents call scans before it answers with a token (FACTS 55). */
  readonly scanBytesPerCall: number;
}

/** Fast enough to watch. */
export const defaultSettings: Settings = {
  deliveryDelay: 2_000,
  digestInterval: 3_600_000,
  stateDurations: {
    creating: 12_000,
    modifying: 6_000,
    rebooting: 5_000,
    renaming: 5_000,
    starting: 6_000,
    stopping: 6_000,
    deleting: 8_000,
    "backing-up": 4_000,
    "resetting-master-credentials": 4_000,
    "storage-optimization": 8_000,
  },
  rolePropagation: 3_000,
  scanBytesPerCall: 16 * 1024 * 1024,
};
