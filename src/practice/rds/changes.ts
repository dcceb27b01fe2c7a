import type { ModifyDBInstanceMessage, PendingModifiedValues } from "@aws-sdk/client-rds";
import type { Engine } from "./catalogue.ts";
import { checkClass, checkUpgrade, licenseOf } from "./engine.ts";
import { invalidCombination } from "./errors.ts";
import { identifier, portOf } from "./names.ts";
import type { Stage, StoredInstance } from "./state.ts";
import { storageOf, stripingThreshold } from "./storage.ts";

type Key = keyof PendingModifiedValues;

const storageKeys: readonly Key[] = ["AllocatedStorage", "StorageType", "Iops", "StorageThroughput"];

/** What RDS does at once, whatever ApplyImmediately says (FACTS 107, 115). */
export const immediateKeys: readonly Key[] = ["MasterUserPassword", "Port"];

/**
 * PendingModifiedValues after a request: what was waiting and what is asked for, without what is so already. Values
 * that RDS refuses throw.
 */
export function pendingAfter(
  instance: StoredInstance,
  engine: Engine,
  input: ModifyDBInstanceMessage,
): PendingModifiedValues {
  const { db } = instance;
  const pending: PendingModifiedValues = { ...db.PendingModifiedValues };
  const want = <K extends Key>(
    key: K,
    wanted: PendingModifiedValues[K] | undefined,
    current: PendingModifiedValues[K],
  ) => {
    if (wanted === undefined) return;
    if (wanted === current) delete pending[key];
    else pending[key] = wanted;
  };
  if (input.EngineVersion !== undefined) {
    const version = checkUpgrade(engine, db.EngineVersion, input.EngineVersion, input.AllowMajorVersionUpgrade);
    want("EngineVersion", version, db.EngineVersion);
  }
  if (input.LicenseModel !== undefined) want("LicenseModel", licenseOf(engine, input.LicenseModel), db.LicenseModel);
  if (input.DBInstanceClass !== undefined) {
    const version = pending.EngineVersion ?? db.EngineVersion;
    const license = pending.LicenseModel ?? db.LicenseModel;
    want("DBInstanceClass", checkClass(engine, version, license, input.DBInstanceClass), db.DBInstanceClass);
  }
  const storage = storageAfter(instance, engine, input);
  if (storage !== undefined) {
    want("AllocatedStorage", storage.allocated, db.AllocatedStorage);
    want("StorageType", storage.type, db.StorageType);
    want("Iops", storage.iops ?? 0, db.Iops ?? 0);
    want("StorageThroughput", storage.throughput, db.StorageThroughput ?? 0);
  }
  if (input.NewDBInstanceIdentifier !== undefined) {
    const name = identifier("NewDBInstanceIdentifier", input.NewDBInstanceIdentifier);
    want("DBInstanceIdentifier", name, db.DBInstanceIdentifier);
  }
  if (input.DBPortNumber !== undefined) want("Port", portOf(engine, input.DBPortNumber), instance.port);
  want("MultiAZ", input.MultiAZ, db.MultiAZ ?? false);
  want(
    "IAMDatabaseAuthenticationEnabled",
    input.EnableIAMDatabaseAuthentication,
    db.IAMDatabaseAuthenticationEnabled ?? false,
  );
  want("CACertificateIdentifier", input.CACertificateIdentifier, db.CACertificateIdentifier);
  const retention = input.BackupRetentionPeriod;
  // Turning automated backups on or off restarts the instance; another number of days does not.
  if (retention !== undefined && (retention === 0 || db.BackupRetentionPeriod === 0)) {
    want("BackupRetentionPeriod", retention, db.BackupRetentionPeriod);
  }
  return pending;
}

/** What an instance goes through to get the values of `keys`. */
export function stagesFor(keys: readonly Key[]): Stage[] {
  const special: readonly Key[] = ["MasterUserPassword", "EngineVersion", "DBInstanceIdentifier"];
  const stages: Stage[] = [];
  if (keys.includes("MasterUserPassword")) {
    stages.push({ status: "resetting-master-credentials", outcome: "passwordReset" });
  }
  if (keys.some((key) => !special.includes(key))) stages.push({ status: "modifying", outcome: "modified" });
  if (keys.includes("EngineVersion")) stages.push({ status: "upgrading", takes: "modifying", outcome: "upgraded" });
  if (keys.includes("DBInstanceIdentifier")) stages.push({ status: "renaming", outcome: "renamed" });
  if (keys.some((key) => storageKeys.includes(key)))
    stages.push({ status: "storage-optimization", outcome: "nothing" });
  return stages;
}

/** The storage that is asked for; undefined if the request does not change it. */
function storageAfter({ db, stages }: StoredInstance, engine: Engine, input: ModifyDBInstanceMessage) {
  const { AllocatedStorage: wanted, StorageType: type = db.StorageType, Iops, StorageThroughput } = input;
  const changes =
    (wanted !== undefined && wanted !== db.AllocatedStorage) ||
    type !== db.StorageType ||
    (Iops !== undefined && Iops !== db.Iops) ||
    (StorageThroughput !== undefined && StorageThroughput !== db.StorageThroughput);
  if (!changes) return undefined;
  if (wanted !== undefined && wanted < db.AllocatedStorage) {
    throw invalidCombination(`Invalid storage size for engine name ${engine.name} and storage type ${type}: ${wanted}`);
  }
  if (stages.some(({ status }) => status === "storage-optimization")) {
    throw invalidCombination(
      "You can't currently modify the storage of this DB instance because the previous storage change is being optimized.",
    );
  }
  const allocated = grown(db.AllocatedStorage, wanted);
  const keeps = type === db.StorageType && hasIops(engine, type, db.AllocatedStorage);
  if (keeps && (wanted === undefined) !== (Iops === undefined)) {
    throw invalidCombination(
      "You must specify both the storage size and iops when modifying the storage size or iops on a DB instance that has iops.",
    );
  }
  const throughput = StorageThroughput ?? (keeps && type === "gp3" ? db.StorageThroughput : undefined);
  return storageOf({ engine, allocated, type, iops: Iops ?? (keeps ? db.Iops : undefined), throughput });
}

/** Storage grows by a tenth at least: less is rounded up (FACTS 106). */
function grown(current: number, wanted: number | undefined): number {
  if (wanted === undefined || wanted === current) return current;
  return Math.max(wanted, Math.ceil((current * 11) / 10));
}

/** Whether the IOPS of an instance are a setting of its own. */
function hasIops({ family }: Engine, type: string, allocated: number): boolean {
  if (type === "io1" || type === "io2") return true;
  return type === "gp3" && allocated >= Math.max(1, stripingThreshold(family)) && family !== "sqlserver";
}
