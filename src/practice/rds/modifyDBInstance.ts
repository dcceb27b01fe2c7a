import {
  DBInstanceNotFoundFault,
  type ModifyDBInstanceMessage,
  type ModifyDBInstanceResult,
} from "@aws-sdk/client-rds";
import type { JobHandler } from "../account.ts";
import type { Call, Operation } from "../call.ts";
import type { Engine } from "./catalogue.ts";
import { immediateKeys, pendingAfter, stagesFor } from "./changes.ts";
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
} from "./checks.ts";
import { begin, byResourceId, durationOf, isBusy } from "./course.ts";
import { engineOf } from "./engine.ts";
import { alreadyExists, invalidCombination, invalidValue, passwordsExclude, wrongInstanceState } from "./errors.ts";
import { newSecret } from "./instance.ts";
import { regionOfCall, shown } from "./lookup.ts";
import { checkPassword, identifier } from "./names.ts";
import { keyArn, subnetGroup } from "./network.ts";
import type { StoredInstance } from "./state.ts";
import { checkWindows, nextMaintenance } from "./windows.ts";

type Pending = StoredInstance["db"]["PendingModifiedValues"];

/**
 * Changes a DB instance. What needs a restart waits in PendingModifiedValues for the maintenance window, or goes with
 * `ApplyImmediately`, which takes along whatever was waiting before (FACTS 114, 115).
 */
export const modifyDBInstance: Operation<ModifyDBInstanceMessage, ModifyDBInstanceResult> = (input, call) => {
  const { account, region } = call;
  const instance = changeable(input, call);
  const engine = engineOf(instance.db.Engine);
  check(instance, engine, input, call);
  const pending = pendingAfter(instance, engine, input);
  const name = pending.DBInstanceIdentifier;
  if (input.NewDBInstanceIdentifier !== undefined && name && regionOfCall(call).instances.has(name)) {
    throw alreadyExists();
  }
  setPassword(instance, engine, input, pending, call);
  setAtOnce(instance, input, call);
  instance.db.PendingModifiedValues = pending;
  const keys = Object.keys(pending) as (keyof Pending)[];
  instance.applying = keys.filter(
    (key) => input.ApplyImmediately || immediateKeys.includes(key) || instance.applying.includes(key),
  );
  waitForWindow(
    call,
    instance,
    keys.some((key) => !instance.applying.includes(key)),
  );
  const stages = stagesFor(instance.applying);
  const first = stages[0];
  if (first !== undefined) {
    begin(account, region, instance, stages, Math.min(1_000, durationOf(account, first.status) / 4));
  }
  return { DBInstance: shown(instance, account) };
};

/** Applies what waits when the maintenance window begins; in the next one if the instance is not available. */
export const maintain: JobHandler = (account, { data }, at) => {
  const region = String(data.region);
  const instance = byResourceId(account, region, String(data.resourceId));
  if (instance?.maintenanceAt !== at) return;
  delete instance.maintenanceAt;
  const keys = Object.keys(instance.db.PendingModifiedValues) as (keyof Pending)[];
  if (keys.length === 0) return;
  if (instance.db.DBInstanceStatus !== "available" || isBusy(instance)) {
    waitForWindow({ account, region, now: at }, instance, true);
    return;
  }
  instance.applying = keys;
  begin(account, region, instance, stagesFor(keys));
};

function changeable(input: ModifyDBInstanceMessage, call: Call): StoredInstance {
  const name = identifier("DBInstanceIdentifier", input.DBInstanceIdentifier);
  const instance = regionOfCall(call).instances.get(name);
  if (instance === undefined) {
    throw new DBInstanceNotFoundFault({ message: `DB instance not found: ${name}`, $metadata: {} });
  }
  const { DBInstanceStatus: status } = instance.db;
  if (!["available", "storage-optimization", "storage-full", "incompatible-parameters"].includes(status)) {
    throw wrongInstanceState("Database instance is not in available state.");
  }
  return instance;
}

function check(instance: StoredInstance, engine: Engine, input: ModifyDBInstanceMessage, call: Call): void {
  const { db } = instance;
  checkRetention(input.BackupRetentionPeriod);
  checkMultiAZ(engine, input.MultiAZ, undefined);
  checkIam(engine, input.EnableIAMDatabaseAuthentication);
  checkMonitoring(
    input.MonitoringInterval,
    input.MonitoringRoleArn ?? (input.MonitoringInterval ? db.MonitoringRoleArn : undefined),
  );
  checkInsightsRetention(input.PerformanceInsightsRetentionPeriod);
  checkLogTypes(engine, db.EngineVersion, input.CloudwatchLogsExportConfiguration?.EnableLogTypes);
  checkAuthority(input.CACertificateIdentifier);
  checkGroups(engine, input.EngineVersion ?? db.EngineVersion, input.DBParameterGroupName, input.OptionGroupName);
  checkMaxStorage(input.MaxAllocatedStorage, input.AllocatedStorage ?? db.AllocatedStorage);
  if (input.PreferredBackupWindow !== undefined || input.PreferredMaintenanceWindow !== undefined) {
    checkWindows(
      input.PreferredBackupWindow ?? db.PreferredBackupWindow,
      input.PreferredMaintenanceWindow ?? db.PreferredMaintenanceWindow,
    );
  }
  const { network } = regionOfCall(call);
  if (input.DBSubnetGroupName !== undefined) subnetGroup(network, input.DBSubnetGroupName);
  keyArn(call.account.state, call.region, input.PerformanceInsightsKMSKeyId, network.rdsKeyArn);
}

function setPassword(
  { db }: StoredInstance,
  engine: Engine,
  input: ModifyDBInstanceMessage,
  pending: Pending,
  { account, region }: Call,
): void {
  const { ManageMasterUserPassword: manage, MasterUserPassword: password } = input;
  const managed = db.MasterUserSecret !== undefined;
  if (manage && password !== undefined) throw passwordsExclude();
  if (manage === false && password === undefined) {
    throw invalidCombination("MasterUserPassword must be provided when ManageMasterUserPassword is set to false.");
  }
  if (manage === undefined && managed && password !== undefined) {
    throw invalidValue("You can't specify MasterUserPassword for an instance with ManageMasterUserPassword enabled.");
  }
  if (input.MasterUserSecretKmsKeyId !== undefined && !manage && !managed) {
    throw invalidValue("A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.");
  }
  if (input.RotateMasterUserPassword && !(manage ?? managed)) {
    throw invalidCombination(
      "RotateMasterUserPassword can only be specified when ManageMasterUserPassword is enabled.",
    );
  }
  if (password !== undefined) {
    checkPassword(engine, password);
    delete db.MasterUserSecret;
    pending.MasterUserPassword = "****";
  } else if (manage && !managed) {
    db.MasterUserSecret = newSecret(account.state, region, input.MasterUserSecretKmsKeyId);
    pending.MasterUserPassword = "****";
  } else if (input.RotateMasterUserPassword && db.MasterUserSecret !== undefined) {
    db.MasterUserSecret.SecretStatus = "rotating";
    pending.MasterUserPassword = "****";
  }
}

/** Settings that neither restart the instance nor wait. */
function setAtOnce({ db }: StoredInstance, input: ModifyDBInstanceMessage, call: Call): void {
  const { account, region } = call;
  const { network } = regionOfCall(call);
  const retention = input.BackupRetentionPeriod;
  if (retention && db.BackupRetentionPeriod > 0) db.BackupRetentionPeriod = retention;
  db.PreferredBackupWindow = input.PreferredBackupWindow ?? db.PreferredBackupWindow;
  db.PreferredMaintenanceWindow = input.PreferredMaintenanceWindow?.toLowerCase() ?? db.PreferredMaintenanceWindow;
  db.AutoMinorVersionUpgrade = input.AutoMinorVersionUpgrade ?? db.AutoMinorVersionUpgrade;
  db.CopyTagsToSnapshot = input.CopyTagsToSnapshot ?? db.CopyTagsToSnapshot;
  db.DeletionProtection = input.DeletionProtection ?? db.DeletionProtection;
  db.PubliclyAccessible = input.PubliclyAccessible ?? db.PubliclyAccessible;
  db.DatabaseInsightsMode = input.DatabaseInsightsMode ?? db.DatabaseInsightsMode;
  db.NetworkType = input.NetworkType ?? db.NetworkType;
  db.MonitoringInterval = input.MonitoringInterval ?? db.MonitoringInterval;
  if (db.MonitoringInterval === 0) delete db.MonitoringRoleArn;
  else if (input.MonitoringRoleArn !== undefined) db.MonitoringRoleArn = input.MonitoringRoleArn;
  const most = input.MaxAllocatedStorage;
  // As much as is allocated means that storage does not grow by itself.
  if (most === (input.AllocatedStorage ?? db.AllocatedStorage)) delete db.MaxAllocatedStorage;
  else if (most !== undefined) db.MaxAllocatedStorage = most;
  if (input.VpcSecurityGroupIds?.length) {
    db.VpcSecurityGroups = input.VpcSecurityGroupIds.map((id) => ({ VpcSecurityGroupId: id, Status: "active" }));
  }
  if (input.DBSubnetGroupName !== undefined) db.DBSubnetGroup = subnetGroup(network, input.DBSubnetGroupName);
  if (input.EnablePerformanceInsights !== undefined) db.PerformanceInsightsEnabled = input.EnablePerformanceInsights;
  if (db.PerformanceInsightsEnabled) {
    db.PerformanceInsightsRetentionPeriod =
      input.PerformanceInsightsRetentionPeriod ?? db.PerformanceInsightsRetentionPeriod ?? 7;
    db.PerformanceInsightsKMSKeyId ??= keyArn(
      account.state,
      region,
      input.PerformanceInsightsKMSKeyId,
      network.rdsKeyArn,
    );
  } else {
    delete db.PerformanceInsightsRetentionPeriod;
    delete db.PerformanceInsightsKMSKeyId;
  }
  const { EnableLogTypes = [], DisableLogTypes = [] } = input.CloudwatchLogsExportConfiguration ?? {};
  const logs = new Set([...(db.EnabledCloudwatchLogsExports ?? []), ...EnableLogTypes]);
  for (const type of DisableLogTypes) logs.delete(type);
  if (logs.size > 0) db.EnabledCloudwatchLogsExports = [...logs];
  else delete db.EnabledCloudwatchLogsExports;
}

/** Sees to it that what waits is applied when the maintenance window begins. */
function waitForWindow(
  { account, region, now }: Pick<Call, "account" | "region" | "now">,
  instance: StoredInstance,
  waits: boolean,
): void {
  if (!waits) {
    delete instance.maintenanceAt;
    return;
  }
  const at = nextMaintenance(instance.db.PreferredMaintenanceWindow, now);
  if (instance.maintenanceAt === at) return;
  instance.maintenanceAt = at;
  account.schedule(at, "rds.maintenance", { region, resourceId: instance.db.DbiResourceId });
}
