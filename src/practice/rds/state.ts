import type {
  DBInstance,
  DBSnapshot,
  DBSubnetGroup,
  PendingMaintenanceAction,
  PendingModifiedValues,
  Event as RdsEvent,
} from "@aws-sdk/client-rds";
import type { State } from "../state.ts";

/** `Shape` with the members that are there from its first moment on. */
type Known<Shape, Keys extends keyof Shape> = Shape & { [Key in Keys]-?: NonNullable<Shape[Key]> };

/** A DB instance as DescribeDBInstances gives it. */
export type Instance = Known<
  DBInstance,
  | "AllocatedStorage"
  | "BackupRetentionPeriod"
  | "DBInstanceArn"
  | "DBInstanceClass"
  | "DBInstanceIdentifier"
  | "DBInstanceStatus"
  | "DbiResourceId"
  | "Engine"
  | "EngineVersion"
  | "LicenseModel"
  | "MasterUsername"
  | "PendingModifiedValues"
  | "PreferredBackupWindow"
  | "PreferredMaintenanceWindow"
  | "StorageType"
  | "TagList"
>;

/** What has happened to an instance when a stage is over, see `course.ts`. */
export type Outcome =
  | "nothing"
  | "created"
  | "backedUp"
  | "modified"
  | "upgraded"
  | "renamed"
  | "passwordReset"
  | "rebooted"
  | "failedOver"
  | "started"
  | "stopped"
  | "deleted";

/** A status that passes by itself. */
export interface Stage {
  readonly status: string;
  /** Key of `settings.stateDurations` where it is not the status. */
  readonly takes?: string;
  readonly outcome: Outcome;
}

/** A DB instance and what it is going through. The master password is not kept in any form. */
export interface StoredInstance {
  readonly db: Instance;
  /** Port that the endpoint has or will have. */
  port: number;
  /** What is still to come, the present stage first; empty in `available` and `stopped`. */
  stages: Stage[];
  /** Whether the first of `stages` has begun. */
  underway: boolean;
  /** Counts the courses begun, so that a step of an abandoned one does nothing. */
  turn: number;
  /** The members of PendingModifiedValues that are on their way and do not wait for the maintenance window. */
  applying: (keyof PendingModifiedValues)[];
  /** Epoch milliseconds of the maintenance window in which the waiting values are applied. */
  maintenanceAt?: number;
  maintenanceActions: PendingMaintenanceAction[];
  deleteAutomatedBackups: boolean;
}

/** A DB snapshot as DescribeDBSnapshots gives it. */
export type Snapshot = Known<
  DBSnapshot,
  | "AllocatedStorage"
  | "DBInstanceIdentifier"
  | "DBSnapshotArn"
  | "DBSnapshotIdentifier"
  | "DbiResourceId"
  | "Engine"
  | "EngineVersion"
  | "SnapshotType"
  | "Status"
  | "TagList"
>;

/** A DB snapshot and who may restore it. */
export interface StoredSnapshot {
  readonly snapshot: Snapshot;
  /** Account numbers, or `all`. */
  restore: string[];
}

/** What RDS finds in a Region that belongs to other services: a VPC, a security group, a KMS key. */
export interface Network {
  readonly vpcId: string;
  readonly securityGroupId: string;
  readonly subnetGroups: Map<string, DBSubnetGroup>;
  /** Of the key that RDS encrypts with unless told otherwise (`aws/rds`). */
  readonly rdsKeyArn: string;
  /** Of the key that Secrets Manager encrypts with unless told otherwise (`aws/secretsmanager`). */
  readonly secretsKeyArn: string;
  /** Between the identifier and the Region in each endpoint of the account. */
  readonly endpointLabel: string;
  readonly hostedZoneId: string;
}

/** RDS in one Region. */
export interface RdsRegion {
  /** By identifier, lower case. */
  readonly instances: Map<string, StoredInstance>;
  /** By identifier, lower case. */
  readonly snapshots: Map<string, StoredSnapshot>;
  /** In order of time. */
  readonly events: RdsEvent[];
  readonly network: Network;
}

/** RDS by Region. */
export interface RdsState {
  readonly regions: Map<string, RdsRegion>;
}

/** An account without databases. */
export function newRdsState(): RdsState {
  return { regions: new Map() };
}

/** ARN of something of RDS, such as `arn:aws:rds:us-east-1:123456789012:db:oradb`. */
export function rdsArn(state: State, region: string, kind: string, name: string): string {
  return `arn:${state.partition}:rds:${region}:${state.accountId}:${kind}:${name}`;
}
