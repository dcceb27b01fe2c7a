import type { PendingModifiedValues } from "@aws-sdk/client-rds";
import type { Account } from "../account.ts";
import { defaultOptionGroup, findEngine, majorOf, parameterFamily } from "./engine.ts";
import { noteInstance } from "./events.ts";
import { certify, endpointOf, settle } from "./instance.ts";
import { regionOf } from "./network.ts";
import { newSnapshot } from "./snapshot.ts";
import { type Outcome, rdsArn, type StoredInstance } from "./state.ts";

type Apply = (account: Account, region: string, instance: StoredInstance) => void;

/** What is done to an instance at the end of a stage. */
export const outcomes: Readonly<Record<Outcome, Apply>> = {
  nothing: () => {},
  created(account, region, instance) {
    const { db } = instance;
    db.InstanceCreateTime = new Date(account.now());
    settle(account.state, region, instance, account.now());
    delete db.PendingModifiedValues.MasterUserPassword;
    if (db.MasterUserSecret) db.MasterUserSecret.SecretStatus = "active";
    tell(account, region, instance, "creation", "DB instance created");
  },
  backedUp(account, region, instance) {
    const { db } = instance;
    if (db.BackupRetentionPeriod > 0) {
      const at = new Date(account.now()).toISOString();
      const name = `rds:${db.DBInstanceIdentifier}-${at.slice(0, 10)}-${at.slice(11, 13)}-${at.slice(14, 16)}`;
      const stored = newSnapshot(account.state, region, instance, name, { type: "automated", at: account.now() });
      regionOf(account.state, region).snapshots.set(name, stored);
    }
    tell(account, region, instance, "backup", "Finished DB Instance backup");
  },
  modified(account, region, instance) {
    const before = { ...instance.db };
    const values = take(
      instance,
      (key) => !["MasterUserPassword", "EngineVersion", "DBInstanceIdentifier"].includes(key),
    );
    const { DBInstanceClass, AllocatedStorage, MultiAZ, Port, IAMDatabaseAuthenticationEnabled: iam } = values;
    const { db } = instance;
    if (DBInstanceClass !== undefined) {
      db.DBInstanceClass = DBInstanceClass;
      tell(account, region, instance, "configuration change", "Finished applying modification to DB instance class");
    }
    if (AllocatedStorage !== undefined) {
      db.AllocatedStorage = AllocatedStorage;
      tell(account, region, instance, "configuration change", "Finished applying modification to allocated storage");
    }
    if (values.StorageType !== undefined) db.StorageType = values.StorageType;
    if (values.StorageThroughput !== undefined) db.StorageThroughput = values.StorageThroughput;
    if (values.Iops === 0) delete db.Iops;
    else if (values.Iops !== undefined) db.Iops = values.Iops;
    if (values.LicenseModel !== undefined) db.LicenseModel = values.LicenseModel;
    if (iam !== undefined) db.IAMDatabaseAuthenticationEnabled = iam;
    if (values.CACertificateIdentifier !== undefined) certify(instance, values.CACertificateIdentifier, account.now());
    if (values.BackupRetentionPeriod !== undefined) {
      db.BackupRetentionPeriod = values.BackupRetentionPeriod;
      const enabled = values.BackupRetentionPeriod > 0;
      tell(account, region, instance, "configuration change", `${enabled ? "Enabled" : "Disabled"} automatic backups`);
    }
    if (MultiAZ !== undefined) {
      db.MultiAZ = MultiAZ;
      settle(account.state, region, instance, account.now());
      const kind = MultiAZ ? "a Multi-AZ" : "a standard (Single-AZ)";
      tell(
        account,
        region,
        instance,
        "configuration change",
        `Finished applying modification to convert to ${kind} DB instance`,
      );
    }
    if (Port !== undefined) {
      instance.port = Port;
      db.Endpoint = endpointOf(account.state, region, db.DBInstanceIdentifier, Port);
    }
    if (Port !== undefined || before.DBInstanceClass !== db.DBInstanceClass) restarted(account, region, instance);
  },
  upgraded(account, region, instance) {
    const { db } = instance;
    const { EngineVersion: version } = take(instance, (key) => key === "EngineVersion");
    const engine = findEngine(db.Engine);
    if (version === undefined || engine === undefined) return;
    const major = majorOf(engine, version) !== majorOf(engine, db.EngineVersion);
    db.EngineVersion = version;
    if (major) {
      db.DBParameterGroups = [
        { DBParameterGroupName: `default.${parameterFamily(engine, version)}`, ParameterApplyStatus: "in-sync" },
      ];
      db.OptionGroupMemberships = [{ OptionGroupName: defaultOptionGroup(engine, version), Status: "in-sync" }];
    }
    restarted(account, region, instance);
    tell(account, region, instance, "maintenance", `Database instance upgraded to version ${version}`);
  },
  renamed(account, region, instance) {
    const { DBInstanceIdentifier: name } = take(instance, (key) => key === "DBInstanceIdentifier");
    const { instances } = regionOf(account.state, region);
    const { db } = instance;
    // Somebody may have taken the name since: then the instance keeps its own.
    if (name === undefined || instances.has(name)) return;
    const old = db.DBInstanceIdentifier;
    instances.delete(old);
    instances.set(name, instance);
    db.DBInstanceIdentifier = name;
    db.DBInstanceArn = rdsArn(account.state, region, "db", name);
    db.Endpoint = endpointOf(account.state, region, name, instance.port);
    restarted(account, region, instance);
    tell(account, region, instance, "notification", `Renamed instance from ${old} to ${name}`);
  },
  passwordReset(account, region, instance) {
    take(instance, (key) => key === "MasterUserPassword");
    if (instance.db.MasterUserSecret) instance.db.MasterUserSecret.SecretStatus = "active";
    tell(account, region, instance, "configuration change", "Reset master credentials");
  },
  rebooted: restarted,
  failedOver(account, region, instance) {
    const { db } = instance;
    const { AvailabilityZone: primary, SecondaryAvailabilityZone: standby } = db;
    if (primary !== undefined && standby !== undefined) {
      db.AvailabilityZone = standby;
      db.SecondaryAvailabilityZone = primary;
    }
    restarted(account, region, instance);
    tell(account, region, instance, "failover", "Multi-AZ instance failover completed");
  },
  started(account, region, instance) {
    delete instance.db.AutomaticRestartTime;
    tell(account, region, instance, "notification", "DB instance started");
  },
  stopped(account, region, instance) {
    const restart = account.now() + 7 * 24 * 3_600_000;
    instance.db.AutomaticRestartTime = new Date(restart);
    account.schedule(restart, "rds.autostart", { region, resourceId: instance.db.DbiResourceId, at: restart });
    tell(account, region, instance, "notification", "DB instance stopped");
  },
  deleted(account, region, instance) {
    const stored = regionOf(account.state, region);
    stored.instances.delete(instance.db.DBInstanceIdentifier);
    if (instance.deleteAutomatedBackups) {
      for (const [name, { snapshot }] of stored.snapshots) {
        const own = snapshot.DbiResourceId === instance.db.DbiResourceId;
        if (own && snapshot.SnapshotType === "automated") stored.snapshots.delete(name);
      }
    }
    tell(account, region, instance, "deletion", "DB instance deleted");
  },
};

/** Takes out of PendingModifiedValues what is on its way, as far as `wanted`. */
function take(instance: StoredInstance, wanted: (key: keyof PendingModifiedValues) => boolean): PendingModifiedValues {
  const pending = instance.db.PendingModifiedValues;
  const keys = instance.applying.filter(wanted);
  const taken = Object.fromEntries(keys.map((key) => [key, pending[key]])) as PendingModifiedValues;
  for (const key of keys) delete pending[key];
  instance.applying = instance.applying.filter((key) => !keys.includes(key));
  return taken;
}

function restarted(account: Account, region: string, instance: StoredInstance): void {
  for (const group of instance.db.DBParameterGroups ?? []) group.ParameterApplyStatus = "in-sync";
  tell(account, region, instance, "availability", "DB instance restarted");
}

function tell(account: Account, region: string, { db }: StoredInstance, category: string, message: string): void {
  noteInstance(regionOf(account.state, region), db, account.now(), category, message);
}
