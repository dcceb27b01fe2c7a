import { type CloudTrailState, newCloudTrailState } from "./cloudtrail/state.ts";
import { type IamState, newIamState } from "./iam/state.ts";
import { type LogsState, newLogsState } from "./logs/state.ts";
import { newRdsState, type RdsState } from "./rds/state.ts";
import { newS3State, type S3State } from "./s3/state.ts";
import { newSnsState, type SnsState } from "./sns/state.ts";
import { newSqsState, type SqsState } from "./sqs/state.ts";

/** Something that will happen at a time. `data` is plain, so that the queue survives a restart. */
export interface Job {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Such as `rds.step`: the service, a dot, what is done. */
  readonly kind: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

/** The parameters of an account's past. */
export interface Past {
  readonly seed: number;
  /** Number of records; 0 for an account that has just been opened. */
  readonly size: number;
  /** Epoch milliseconds at which the past ends: when the account was first started. */
  readonly to: number;
}

/**
 * All data of an account: plain objects, maps, dates and byte arrays only, so that it can be kept by `v8.serialize`.
 * Each service owns the shape of its part and keeps it by Region where AWS does.
 */
export interface State {
  readonly accountId: string;
  readonly partition: "aws";
  /** The Region in which the account's past took place. */
  readonly region: string;
  /** What the account's generated past is a function of, see `history/history.ts`. */
  readonly past: Past;
  /** State of the pseudo-random numbers that identifiers are made of, see `ids.ts`. */
  random: number;
  readonly jobs: Job[];
  readonly cloudTrail: CloudTrailState;
  readonly iam: IamState;
  readonly logs: LogsState;
  readonly rds: RdsState;
  readonly s3: S3State;
  readonly sns: SnsState;
  readonly sqs: SqsState;
}

/** An account in which nothing is yet, not even somebody who could sign a request. */
export function newState(accountId: string, region: string, past: Past): State {
  return {
    accountId,
    partition: "aws",
    region,
    past,
    random: past.seed,
    jobs: [],
    cloudTrail: newCloudTrailState(),
    iam: newIamState(),
    logs: newLogsState(),
    rds: newRdsState(),
    s3: newS3State(),
    sns: newSnsState(),
    sqs: newSqsState(),
  };
}
