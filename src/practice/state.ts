import type { CloudTrailState } from "./cloudtrail/state.ts";
import type { IamState } from "./iam/state.ts";
import type { LogsState } from "./logs/state.ts";
import type { RdsState } from "./rds/state.ts";
import type { S3State } from "./s3/state.ts";
import type { SnsState } from "./sns/state.ts";
import type { SqsState } from "./sqs/state.ts";

/** Something that will happen at a time. `data` is plain, so that the queue survives a restart. */
export interface Job {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Such as `rds.step`: the service, a dot, what is done. */
  readonly kind: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
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
