import {
  type CreateDBInstanceMessage,
  type CreateDBInstanceResult,
  DBClusterNotFoundFault,
  InstanceQuotaExceededFault,
  StorageQuotaExceededFault,
} from "@aws-sdk/client-rds";
import type { Call, Operation } from "../call.ts";
import type { Engine } from "./catalogue.ts";
import {
  checkAuthority,
  checkGroups,
  checkIam,
  checkInsightsRetention,
  checkLogTypes,
  checkMaxStorage,
  checkMonitoring,
  checkMultiAZ,
  checkRetention,
  checkTags,
} from "./checks.ts";
import { begin } from "./course.ts";
import { checkClass, engineOf, licenseOf, versionOf } from "./engine.ts";
import { alreadyExists, invalidValue, missing, passwordsExclude } from "./errors.ts";
import { type InstanceSettings, newInstance } from "./instance.ts";
import { regionOfCall, shown } from "./lookup.ts";
import { checkPassword, databaseName, identifier, masterUserName, portOf } from "./names.ts";
import { checkZone, subnetGroup } from "./network.ts";
import type { RdsRegion, Stage } from "./state.ts";
import { storageOf } from "./storage.ts";
import { windowsFor } from "./windows.ts";

/** DB instances that an account can have in a Region (FACTS 119). */
export const instanceQuota = 40;
/** GiB that the DB instances of an account can have in a Region. */
export const storageQuota = 100_000;

/** Creates a DB instance: `creating`, then `backing-up`, then `available`. */
export const createDBInstance: Operation<CreateDBInstanceMessage, CreateDBInstanceResult> = (input, call) => {
  const { account, region } = call;
  const settings = checked(input, call);
  const instance = newInstance(account.state, region, settings, { at: call.now, status: "creating" });
  const { db } = instance;
  if (!input.ManageMasterUserPassword) db.PendingModifiedValues.MasterUserPassword = "****";
  begin(account, region, instance, birth(db.BackupRetentionPeriod));
  return { DBInstance: shown(instance, account) };
};

/** What an instance goes through before it can be used; with automated backups there is a first one. */
export function birth(backupRetentionPeriod: number): Stage[] {
  const creating: Stage = { status: "creating", outcome: "created" };
  return backupRetentionPeriod > 0 ? [creating, { status: "backing-up", outcome: "backedUp" }] : [creating];
}

/** Refuses a name that is taken, an instance or gibibytes too many. */
export function checkRoom({ instances }: RdsRegion, name: string, allocated: number): void {
  if (instances.has(name)) throw alreadyExists();
  if (instances.size >= instanceQuota) {
    throw new InstanceQuotaExceededFault({ message: "DB Instance quota exceeded", $metadata: {} });
  }
  const used = [...instances.values()].reduce((sum, { db }) => sum + db.AllocatedStorage, 0);
  if (used + allocated > storageQuota) {
    throw new StorageQuotaExceededFault({ message: "DB Instance storage quota exceeded", $metadata: {} });
  }
}

/** The request with what RDS adds to it, or RDS's error. */
function checked(input: CreateDBInstanceMessage, call: Call): InstanceSettings {
  const { account, region } = call;
  const stored = regionOfCall(call);
  const name = identifier("DBInstanceIdentifier", input.DBInstanceIdentifier);
  const engine = engineOf(input.Engine);
  if (input.DBClusterIdentifier) {
    const message = `DBCluster ${input.DBClusterIdentifier.toLowerCase()} not found.`;
    throw new DBClusterNotFoundFault({ message, $metadata: {} });
  }
  const version = versionOf(engine, input.EngineVersion);
  const license = licenseOf(engine, input.LicenseModel);
  const className = checkClass(engine, version, license, input.DBInstanceClass);
  const storage = storageOf({
    engine,
    allocated: input.AllocatedStorage,
    type: input.StorageType,
    iops: input.Iops,
    throughput: input.StorageThroughput,
  });
  const user = masterUserName(engine, input.MasterUsername);
  checkMasterPassword(engine, input);
  const database = databaseName(engine, input.DBName);
  const port = portOf(engine, input.Port);
  checkMaxStorage(input.MaxAllocatedStorage, storage.allocated);
  checkRetention(input.BackupRetentionPeriod);
  checkMultiAZ(engine, input.MultiAZ, input.AvailabilityZone);
  checkZone(region, input.AvailabilityZone);
  checkIam(engine, input.EnableIAMDatabaseAuthentication);
  checkMonitoring(input.MonitoringInterval, input.MonitoringRoleArn);
  checkInsightsRetention(input.PerformanceInsightsRetentionPeriod);
  checkLogTypes(engine, version, input.EnableCloudwatchLogsExports);
  checkAuthority(input.CACertificateIdentifier);
  checkGroups(engine, version, input.DBParameterGroupName, input.OptionGroupName);
  checkTags(input.Tags);
  subnetGroup(stored.network, input.DBSubnetGroupName);
  checkRoom(stored, name, storage.allocated);
  const windows = windowsFor(account.state, region, input.PreferredBackupWindow, input.PreferredMaintenanceWindow);
  return {
    ...input,
    DBInstanceIdentifier: name,
    DBInstanceClass: className,
    Engine: engine.name,
    EngineVersion: version,
    LicenseModel: license,
    MasterUsername: user,
    DBName: database,
    Port: port,
    AllocatedStorage: storage.allocated,
    StorageType: storage.type,
    Iops: storage.iops,
    StorageThroughput: storage.throughput,
    PreferredBackupWindow: windows.backup,
    PreferredMaintenanceWindow: windows.maintenance,
  };
}

function checkMasterPassword(engine: Engine, input: CreateDBInstanceMessage): void {
  if (input.ManageMasterUserPassword) {
    if (input.MasterUserPassword !== undefined) throw passwordsExclude();
    return;
  }
  if (input.MasterUserSecretKmsKeyId !== undefined) {
    throw invalidValue("A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.");
  }
  if (input.MasterUserPassword === undefined) throw missing("MasterUserPassword");
  checkPassword(engine, input.MasterUserPassword);
}
