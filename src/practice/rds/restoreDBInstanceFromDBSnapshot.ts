import type {
  RestoreDBInstanceFromDBSnapshotMessage,
  RestoreDBInstanceFromDBSnapshotResult,
} from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { checkGroups, checkLogTypes, checkMultiAZ, checkTags } from "./checks.ts";
import { begin } from "./course.ts";
import { birth, checkRoom } from "./createDBInstance.ts";
import { checkClass, engineOf, licenseOf } from "./engine.ts";
import { wrongSnapshotState } from "./errors.ts";
import { newInstance } from "./instance.ts";
import { regionOfCall, shown, snapshotNamed } from "./lookup.ts";
import { identifier, portOf } from "./names.ts";
import { checkZone, subnetGroup } from "./network.ts";
import { storageOf } from "./storage.ts";

/** Makes a new DB instance of a snapshot, with the snapshot's settings unless others are given. */
export const restoreDBInstanceFromDBSnapshot: Operation<
  RestoreDBInstanceFromDBSnapshotMessage,
  RestoreDBInstanceFromDBSnapshotResult
> = (input, call) => {
  const { account, region } = call;
  const name = identifier("DBInstanceIdentifier", input.DBInstanceIdentifier);
  const { snapshot } = snapshotNamed(call, input.DBSnapshotIdentifier);
  if (snapshot.Status !== "available") {
    throw wrongSnapshotState(`DBSnapshot ${snapshot.DBSnapshotIdentifier} is not in available state.`);
  }
  const engine = engineOf(input.Engine ?? snapshot.Engine);
  const version = snapshot.EngineVersion;
  const license = licenseOf(engine, input.LicenseModel ?? snapshot.LicenseModel);
  const smallest = engine.classes.find((className) => className.endsWith(".large"));
  const className = checkClass(engine, version, license, input.DBInstanceClass ?? smallest);
  const type = input.StorageType ?? snapshot.StorageType;
  const provisioned = type === "io1" || type === "io2" ? snapshot.Iops : undefined;
  const storage = storageOf({
    engine,
    allocated: input.AllocatedStorage ?? snapshot.AllocatedStorage,
    type,
    iops: input.Iops ?? provisioned,
    throughput: input.StorageThroughput,
  });
  checkMultiAZ(engine, input.MultiAZ, input.AvailabilityZone);
  checkZone(region, input.AvailabilityZone);
  checkGroups(engine, version, input.DBParameterGroupName, input.OptionGroupName);
  checkLogTypes(engine, version, input.EnableCloudwatchLogsExports);
  checkTags(input.Tags);
  subnetGroup(regionOfCall(call).network, input.DBSubnetGroupName);
  checkRoom(regionOfCall(call), name, storage.allocated);
  const settings = {
    ...input,
    DBInstanceIdentifier: name,
    DBInstanceClass: className,
    Engine: engine.name,
    EngineVersion: version,
    LicenseModel: license,
    MasterUsername: snapshot.MasterUsername,
    Port: portOf(engine, input.Port ?? snapshot.Port),
    AllocatedStorage: storage.allocated,
    StorageType: storage.type,
    Iops: storage.iops,
    StorageThroughput: storage.throughput,
    StorageEncrypted: snapshot.Encrypted,
    KmsKeyId: snapshot.KmsKeyId,
    Tags: input.Tags ?? snapshot.TagList,
  };
  const instance = newInstance(account.state, region, settings, { at: call.now, status: "creating" });
  begin(account, region, instance, birth(instance.db.BackupRetentionPeriod));
  return { DBInstance: shown(instance, account) };
};
