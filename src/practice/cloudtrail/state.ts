import type { AdvancedEventSelector, EventSelector, Tag } from "@aws-sdk/client-cloudtrail";

/** What GetTrailStatus tells of the deliveries to one destination; times in epoch milliseconds (FACTS 96–98). */
export interface DeliveryStatus {
  /** When the latest delivery succeeded. */
  time?: number;
  /** The error of the latest attempt; absent where it succeeded. */
  error?: string;
}

/** Where the chain of digest files of one Region stands (FACTS 39–42). */
export interface DigestChain {
  /** Epoch milliseconds up to which log files are covered. */
  coveredTo: number;
  /** The digest before the next one; absent where the next one starts a chain. */
  previous?: {
    readonly bucket: string;
    readonly key: string;
    /** SHA-256 of the inflated bytes, in hexadecimal digits. */
    readonly hash: string;
    /** Hexadecimal digits. */
    readonly signature: string;
  };
}

/** A log file that no digest names yet. */
export interface DeliveredFile {
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  /** SHA-256 of the inflated bytes, in hexadecimal digits. */
  readonly hash: string;
  /** Epoch milliseconds, as the next three. */
  readonly deliveredAt: number;
  readonly oldestEventTime: number;
  readonly newestEventTime: number;
}

/** One trail. It lives in its home Region; the shadows that others see are made when asked for. */
export interface Trail {
  readonly name: string;
  readonly homeRegion: string;
  readonly arn: string;
  s3BucketName: string;
  s3KeyPrefix?: string;
  snsTopicArn?: string;
  includeGlobalServiceEvents: boolean;
  isMultiRegionTrail: boolean;
  logFileValidationEnabled: boolean;
  /** With the ending `:*`. */
  cloudWatchLogsLogGroupArn?: string;
  cloudWatchLogsRoleArn?: string;
  kmsKeyId?: string;
  tags: Tag[];
  /** At most one of the next two is set; neither means all management events. */
  eventSelectors?: EventSelector[];
  advancedEventSelectors?: AdvancedEventSelector[];
  isLogging: boolean;
  /** Epoch milliseconds. */
  startLoggingTime?: number;
  /** Epoch milliseconds. */
  stopLoggingTime?: number;
  readonly status: {
    readonly delivery: DeliveryStatus;
    readonly digest: DeliveryStatus;
    readonly notification: DeliveryStatus;
    readonly logs: DeliveryStatus;
  };
  /** By Region. */
  readonly digests: Map<string, DigestChain>;
  /** In order of delivery. */
  undigested: DeliveredFile[];
  /** When digest files were started, in epoch milliseconds; absent while there are none. */
  digestsSince?: number;
  /** Records that could not be put into the bucket yet. */
  backlog: PendingRecord[];
}

/** One record of event history that is not part of `account.history`. */
export interface StoredRecord {
  /** Epoch milliseconds, whole seconds. */
  readonly eventTime: number;
  /** Epoch milliseconds. */
  readonly deliveredAt: number;
  readonly eventId: string;
  /** The record as one line of JSON. */
  readonly message: string;
}

/** A record on its way to event history and trails. */
export interface PendingRecord {
  readonly eventTime: number;
  readonly eventId: string;
  readonly region: string;
  readonly message: string;
  /** Whether event history takes it: management events only (FACTS 77). */
  readonly isManagement: boolean;
  /** ARNs of the trails that take it, as they were when the call was made. */
  readonly trails: readonly string[];
}

/** The key pair that signs digest files (FACTS 41–43), in DER. */
export interface SigningKey {
  /** PKCS #8. */
  readonly privateKey: Uint8Array;
  /** PKCS #1, as ListPublicKeys gives it. */
  readonly publicKey: Uint8Array;
  /** Hexadecimal digits. */
  readonly fingerprint: string;
  /** Epoch milliseconds. */
  readonly validFrom: number;
}

/** CloudTrail's data of an account. */
export interface CloudTrailState {
  /** By ARN. */
  readonly trails: Map<string, Trail>;
  /** Event history after `account.history`, by Region, in order of `deliveredAt`. */
  readonly records: Map<string, StoredRecord[]>;
  pending: PendingRecord[];
  signingKey?: SigningKey;
}

/** An account without trails. */
export function newCloudTrailState(): CloudTrailState {
  return { trails: new Map(), records: new Map(), pending: [] };
}

/** What a new trail is made of, for the seeded account as well as for CreateTrail. */
export type TrailParts = Pick<Trail, "name" | "homeRegion" | "arn" | "s3BucketName"> & Partial<Trail>;

/** A trail with AWS's defaults, which does not log yet (FACTS 92). */
export function newTrail(parts: TrailParts): Trail {
  return {
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: false,
    logFileValidationEnabled: false,
    tags: [],
    isLogging: false,
    status: { delivery: {}, digest: {}, notification: {}, logs: {} },
    digests: new Map(),
    undigested: [],
    backlog: [],
    ...parts,
  };
}
