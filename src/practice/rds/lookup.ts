import type { Account } from "../account.ts";
import type { Call } from "../call.ts";
import { instanceNotFound, snapshotNotFound } from "./errors.ts";
import { identifier } from "./names.ts";
import { regionOf } from "./network.ts";
import type { Instance, RdsRegion, Snapshot, StoredInstance, StoredSnapshot } from "./state.ts";

/** The caller's Region. */
export function regionOfCall({ account, region }: Pick<Call, "account" | "region">): RdsRegion {
  return regionOf(account.state, region);
}

/** The instance of that identifier, whatever its case, or RDS's error. */
export function instanceNamed(call: Pick<Call, "account" | "region">, name: string | undefined): StoredInstance {
  const stored = identifier("DBInstanceIdentifier", name);
  const instance = regionOfCall(call).instances.get(stored);
  if (instance === undefined) throw instanceNotFound(stored);
  return instance;
}

/** The snapshot of that identifier or ARN, whatever its case, or RDS's error. */
export function snapshotNamed(call: Pick<Call, "account" | "region">, name: string | undefined): StoredSnapshot {
  const stored = nameInArn(name)?.toLowerCase();
  // Automated snapshots have a colon in their name, which no request can give to a snapshot.
  const key = stored?.startsWith("rds:") ? stored : identifier("DBSnapshotIdentifier", stored, 255);
  const snapshot = regionOfCall(call).snapshots.get(key);
  if (snapshot === undefined) throw snapshotNotFound(key);
  return snapshot;
}

/** The name at the end of an ARN of RDS; what is not an ARN is a name already. */
export function nameInArn(text: string | undefined): string | undefined {
  return text?.replace(/^arn:[\w-]+:rds:[\w-]+:\d{12}:[\w-]+:/, "");
}

/** A copy of an instance as a response shows it: later changes do not reach it. */
export function shown({ db }: StoredInstance, account: Account): Instance {
  const copy = structuredClone(db);
  const created = db.InstanceCreateTime?.getTime();
  const fiveMinutes = 5 * 60_000;
  const latest = Math.floor(account.now() / fiveMinutes) * fiveMinutes;
  if (db.BackupRetentionPeriod > 0 && created !== undefined && latest > created) {
    copy.LatestRestorableTime = new Date(latest);
  }
  return copy;
}

/** A copy of a snapshot as a response shows it. */
export function shownSnapshot({ snapshot }: StoredSnapshot): Snapshot {
  return structuredClone(snapshot);
}
