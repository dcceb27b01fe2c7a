import { DBSnapshotAlreadyExistsFault, SnapshotQuotaExceededFault, type Tag } from "@aws-sdk/client-rds";
import type { Account, JobHandler } from "../account.ts";
import type { State } from "../state.ts";
import { wrongInstanceState } from "./errors.ts";
import { noteSnapshot } from "./events.ts";
import { regionOf } from "./network.ts";
import { rdsArn, type Snapshot, type StoredInstance, type StoredSnapshot } from "./state.ts";

/** Manual snapshots that an account can have in a Region. */
export const manualSnapshotQuota = 100;

/** A snapshot that is complete, of an instance at a time (epoch milliseconds). */
export function newSnapshot(
  state: State,
  region: string,
  { db, port }: StoredInstance,
  name: string,
  {
    type,
    at,
    tags = db.CopyTagsToSnapshot ? db.TagList : [],
  }: { type: "manual" | "automated"; at: number; tags?: readonly Tag[] },
): StoredSnapshot {
  const snapshot: Snapshot = {
    DBSnapshotIdentifier: name,
    DBInstanceIdentifier: db.DBInstanceIdentifier,
    Engine: db.Engine,
    AllocatedStorage: db.AllocatedStorage,
    Status: "available",
    Port: port,
    AvailabilityZone: db.AvailabilityZone,
    VpcId: db.DBSubnetGroup?.VpcId,
    InstanceCreateTime: db.InstanceCreateTime,
    MasterUsername: db.MasterUsername,
    EngineVersion: db.EngineVersion,
    LicenseModel: db.LicenseModel,
    SnapshotType: type,
    OptionGroupName: db.OptionGroupMemberships?.[0]?.OptionGroupName,
    PercentProgress: 100,
    StorageType: db.StorageType,
    StorageThroughput: db.StorageThroughput,
    Encrypted: db.StorageEncrypted,
    DBSnapshotArn: rdsArn(state, region, "snapshot", name),
    IAMDatabaseAuthenticationEnabled: db.IAMDatabaseAuthenticationEnabled,
    ProcessorFeatures: [],
    DbiResourceId: db.DbiResourceId,
    TagList: tags.map((tag) => ({ ...tag })),
    SnapshotTarget: "region",
    DedicatedLogVolume: db.DedicatedLogVolume,
  };
  if (db.Iops !== undefined) snapshot.Iops = db.Iops;
  if (db.KmsKeyId !== undefined) snapshot.KmsKeyId = db.KmsKeyId;
  if (db.Timezone !== undefined) snapshot.Timezone = db.Timezone;
  if (db.MultiTenant !== undefined) snapshot.MultiTenant = db.MultiTenant;
  date(snapshot, at);
  return { snapshot, restore: [] };
}

/** Refuses a snapshot that cannot be made: of an instance in the wrong status, of a name in use, one too many. */
export function checkNewSnapshot(account: Account, region: string, { db }: StoredInstance, name: string): void {
  const { snapshots } = regionOf(account.state, region);
  if (!["available", "storage-optimization"].includes(db.DBInstanceStatus)) {
    throw wrongInstanceState(
      `Cannot create a snapshot because the database instance ${db.DBInstanceIdentifier} ` +
        "is not currently in the available state.",
    );
  }
  checkSnapshotName(snapshots, name);
  const manual = [...snapshots.values()].filter(({ snapshot }) => snapshot.SnapshotType === "manual").length;
  if (manual >= manualSnapshotQuota) {
    const message = "The request cannot be processed because it would exceed the maximum number of snapshots.";
    throw new SnapshotQuotaExceededFault({ message, $metadata: {} });
  }
}

/** Begins a manual snapshot: complete after as long as an instance is backing up. */
export function takeSnapshot(
  account: Account,
  region: string,
  instance: StoredInstance,
  name: string,
  tags?: readonly Tag[],
): StoredSnapshot {
  const stored = newSnapshot(account.state, region, instance, name, {
    type: "manual",
    at: account.now(),
    ...(tags?.length ? { tags } : {}),
  });
  const { snapshot } = stored;
  snapshot.Status = "creating";
  snapshot.PercentProgress = 0;
  delete snapshot.SnapshotCreateTime;
  delete snapshot.OriginalSnapshotCreateTime;
  const { snapshots } = regionOf(account.state, region);
  snapshots.set(name, stored);
  const takes = account.settings.stateDurations["backing-up"] ?? 5_000;
  account.schedule(account.now() + takes, "rds.snapshot", { region, name, resourceId: instance.db.DbiResourceId });
  noteSnapshot(regionOf(account.state, region), snapshot, account.now(), "creation", "Creating manual snapshot");
  return stored;
}

/** Completes a snapshot. */
export const completeSnapshot: JobHandler = (account, { data }) => {
  const region = regionOf(account.state, String(data.region));
  const snapshot = region.snapshots.get(String(data.name))?.snapshot;
  if (snapshot?.Status !== "creating" || snapshot.DbiResourceId !== data.resourceId) return;
  snapshot.Status = "available";
  snapshot.PercentProgress = 100;
  date(snapshot, account.now());
  noteSnapshot(region, snapshot, account.now(), "creation", "Manual snapshot created");
};

function checkSnapshotName(snapshots: ReadonlyMap<string, StoredSnapshot>, name: string): void {
  if (!snapshots.has(name)) return;
  const message = `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`;
  throw new DBSnapshotAlreadyExistsFault({ message, $metadata: {} });
}

function date(snapshot: Snapshot, at: number): void {
  snapshot.SnapshotCreateTime = new Date(at);
  snapshot.OriginalSnapshotCreateTime = new Date(at);
}
