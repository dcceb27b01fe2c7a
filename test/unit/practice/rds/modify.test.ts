import { describe, expect, test } from "vitest";
import { nextMaintenance } from "../../../../src/practice/rds/windows.ts";
import { minute, password, rdsAccount, refusal } from "./calls.ts";

describe("ModifyDBInstance", () => {
  test("what restarts the instance waits for the maintenance window, and is done then", () => {
    const account = rdsAccount();
    const { PreferredMaintenanceWindow = "" } = account.created();
    const answer = account.modify({ DBInstanceClass: "db.t3.small", DeletionProtection: true });
    expect(answer).toMatchObject({
      DBInstanceStatus: "available",
      DBInstanceClass: "db.t3.micro",
      DeletionProtection: true,
      PendingModifiedValues: { DBInstanceClass: "db.t3.small" },
    });
    const window = nextMaintenance(PreferredMaintenanceWindow, account.account.now());
    account.advance(window - account.account.now() - 1);
    expect(account.describe().DBInstanceClass).toBe("db.t3.micro");
    account.advance(minute);
    expect(account.describe()).toMatchObject({ DBInstanceClass: "db.t3.small", PendingModifiedValues: {} });
  });

  test("with ApplyImmediately it is available for a moment still, then modifying, then changed", () => {
    const account = rdsAccount();
    account.created();
    const answer = account.modify({ DBInstanceClass: "db.t3.small", ApplyImmediately: true });
    expect(answer).toMatchObject({
      DBInstanceStatus: "available",
      PendingModifiedValues: { DBInstanceClass: "db.t3.small" },
    });
    account.advance(2_000);
    expect(account.describe()).toMatchObject({ DBInstanceStatus: "modifying", DBInstanceClass: "db.t3.micro" });
    expect(refusal(() => account.modify({ MultiAZ: true }))).toEqual({
      code: "InvalidDBInstanceStateFault",
      message: "Database instance is not in available state.",
    });
    account.advance(minute);
    expect(account.describe()).toMatchObject({
      DBInstanceStatus: "available",
      DBInstanceClass: "db.t3.small",
      PendingModifiedValues: {},
    });
    expect(account.events()).toContain("Finished applying modification to DB instance class");
  });

  test("ApplyImmediately takes along what others have left waiting", () => {
    const account = rdsAccount();
    account.created();
    account.modify({ MultiAZ: true });
    account.modify({ CACertificateIdentifier: "rds-ca-rsa4096-g1", ApplyImmediately: true });
    account.advance(minute);
    const db = account.describe();
    expect(db).toMatchObject({
      MultiAZ: true,
      CACertificateIdentifier: "rds-ca-rsa4096-g1",
      PendingModifiedValues: {},
    });
    expect(db.SecondaryAvailabilityZone).toMatch(/^us-east-1[a-f]$/);
  });

  test("a request between ApplyImmediately and its beginning loses nothing", () => {
    const account = rdsAccount();
    account.created();
    account.modify({ DBInstanceClass: "db.t3.small", ApplyImmediately: true });
    account.modify({ MultiAZ: true });
    account.advance(minute);
    expect(account.describe()).toMatchObject({
      DBInstanceClass: "db.t3.small",
      MultiAZ: false,
      PendingModifiedValues: { MultiAZ: true },
    });
  });

  test("taking back a waiting value leaves nothing waiting", () => {
    const account = rdsAccount();
    account.created();
    account.modify({ DBInstanceClass: "db.t3.small" });
    expect(account.modify({ DBInstanceClass: "db.t3.micro" }).PendingModifiedValues).toEqual({});
  });

  test("the password is reset at once, and hidden while it is", () => {
    const account = rdsAccount();
    account.created();
    expect(account.modify({ MasterUserPassword: `${password}-2` }).PendingModifiedValues).toEqual({
      MasterUserPassword: "****",
    });
    account.advance(2_000);
    expect(account.describe().DBInstanceStatus).toBe("resetting-master-credentials");
    account.advance(minute);
    expect(account.describe().PendingModifiedValues).toEqual({});
    expect(account.events()).toContain("Reset master credentials");
  });

  test("a renamed instance keeps its resource id, its tags and its past; ARN and endpoint change", () => {
    const account = rdsAccount();
    const before = account.created({ Tags: [{ Key: "team", Value: "payments" }] });
    account.modify({ NewDBInstanceIdentifier: "NewName", ApplyImmediately: true });
    account.advance(2_000);
    expect(account.describe().DBInstanceStatus).toBe("renaming");
    account.advance(minute);
    const after = account.describe("newname");
    expect(after).toMatchObject({
      DBInstanceStatus: "available",
      DbiResourceId: before.DbiResourceId,
      InstanceCreateTime: before.InstanceCreateTime,
      TagList: before.TagList,
      DBInstanceArn: "arn:aws:rds:us-east-1:123456789012:db:newname",
    });
    expect(after.Endpoint?.Address).toBe(before.Endpoint?.Address?.replace(/^db\./, "newname."));
    expect(refusal(() => account.describe("db")).code).toBe("DBInstanceNotFoundFault");
    account.created();
    expect(account.describe("db").DbiResourceId).not.toBe(before.DbiResourceId);
  });

  test("refuses the name of another instance", () => {
    const account = rdsAccount();
    account.created();
    account.created({ DBInstanceIdentifier: "other" });
    expect(refusal(() => account.modify({ NewDBInstanceIdentifier: "OTHER", ApplyImmediately: true })).code).toBe(
      "DBInstanceAlreadyExistsFault",
    );
  });

  test("storage grows by a tenth at least, then is optimized; meanwhile it cannot change again", () => {
    const account = rdsAccount();
    account.created({ AllocatedStorage: 100 });
    expect(account.modify({ AllocatedStorage: 101, ApplyImmediately: true }).PendingModifiedValues).toMatchObject({
      AllocatedStorage: 110,
    });
    account.advance(8_000);
    expect(account.describe()).toMatchObject({ DBInstanceStatus: "storage-optimization", AllocatedStorage: 110 });
    expect(refusal(() => account.modify({ AllocatedStorage: 200 }))).toEqual({
      code: "InvalidParameterCombination",
      message:
        "You can't currently modify the storage of this DB instance because the previous storage change is being optimized.",
    });
    account.rds("RebootDBInstance", { DBInstanceIdentifier: "db" });
    account.advance(5_000);
    expect(account.describe().DBInstanceStatus).toBe("storage-optimization");
    account.advance(minute);
    expect(account.describe().DBInstanceStatus).toBe("available");
  });

  test("storage never shrinks", () => {
    const account = rdsAccount();
    account.created({ AllocatedStorage: 100 });
    expect(refusal(() => account.modify({ AllocatedStorage: 50 }))).toEqual({
      code: "InvalidParameterCombination",
      message: "Invalid storage size for engine name mysql and storage type gp3: 50",
    });
  });

  test("storage with IOPS of its own changes together with them", () => {
    const account = rdsAccount();
    account.created({ AllocatedStorage: 100, StorageType: "io1", Iops: 1_000 });
    expect(refusal(() => account.modify({ AllocatedStorage: 200 })).message).toBe(
      "You must specify both the storage size and iops when modifying the storage size or iops on a DB instance that has iops.",
    );
    account.modify({ AllocatedStorage: 200, Iops: 2_000, ApplyImmediately: true });
    account.advance(minute);
    expect(account.describe()).toMatchObject({ AllocatedStorage: 200, Iops: 2_000 });
    account.modify({ StorageType: "gp3", ApplyImmediately: true });
    account.advance(minute);
    expect(account.describe()).toMatchObject({ StorageType: "gp3", Iops: 3_000, StorageThroughput: 125 });
    account.modify({ StorageType: "gp2", ApplyImmediately: true });
    account.advance(minute);
    expect(account.describe()).toMatchObject({ StorageType: "gp2", StorageThroughput: 0 });
    expect(account.describe().Iops).toBeUndefined();
  });

  test("another port comes at once, whatever ApplyImmediately says", () => {
    const account = rdsAccount();
    account.created();
    account.modify({ DBPortNumber: 3310 });
    account.advance(minute);
    expect(account.describe()).toMatchObject({ Endpoint: { Port: 3310 }, PendingModifiedValues: {} });
    expect(account.events()).toContain("DB instance restarted");
  });

  test("upgrades go up, and to another major version only when that is allowed", () => {
    const account = rdsAccount();
    account.created({ EngineVersion: "8.0.42" });
    const upgrade = (EngineVersion: string, AllowMajorVersionUpgrade?: boolean) => () =>
      account.modify({ EngineVersion, AllowMajorVersionUpgrade, ApplyImmediately: true });
    expect(refusal(upgrade("8.0.40")).message).toBe("Cannot upgrade mysql from 8.0.42 to 8.0.40");
    expect(refusal(upgrade("5.6")).message).toBe("Cannot find upgrade path from 8.0.42 to 5.6.");
    expect(refusal(upgrade("8.4.8"))).toEqual({
      code: "InvalidParameterCombination",
      message: "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    });
    upgrade("8.4.8", true)();
    account.advance(2_000);
    expect(account.describe().DBInstanceStatus).toBe("upgrading");
    account.advance(minute);
    expect(account.describe()).toMatchObject({
      EngineVersion: "8.4.8",
      DBParameterGroups: [{ DBParameterGroupName: "default.mysql8.4" }],
      OptionGroupMemberships: [{ OptionGroupName: "default:mysql-8-4" }],
    });
  });

  test("moves the password into Secrets Manager and out again", () => {
    const account = rdsAccount();
    account.created();
    expect(refusal(() => account.modify({ ManageMasterUserPassword: false })).message).toBe(
      "MasterUserPassword must be provided when ManageMasterUserPassword is set to false.",
    );
    account.modify({ ManageMasterUserPassword: true, ApplyImmediately: true });
    account.advance(minute);
    expect(account.describe().MasterUserSecret?.SecretStatus).toBe("active");
    expect(refusal(() => account.modify({ MasterUserPassword: password }))).toEqual({
      code: "InvalidParameterValue",
      message: "You can't specify MasterUserPassword for an instance with ManageMasterUserPassword enabled.",
    });
    account.modify({ ManageMasterUserPassword: false, MasterUserPassword: password, ApplyImmediately: true });
    account.advance(minute);
    expect(account.describe().MasterUserSecret).toBeUndefined();
  });

  test("changes of backups: days at once, on and off with a restart", () => {
    const account = rdsAccount();
    account.created();
    expect(account.modify({ BackupRetentionPeriod: 14 })).toMatchObject({
      BackupRetentionPeriod: 14,
      PendingModifiedValues: {},
    });
    account.modify({ BackupRetentionPeriod: 0, ApplyImmediately: true });
    account.advance(minute);
    expect(account.describe().BackupRetentionPeriod).toBe(0);
    expect(account.events()).toContain("Disabled automatic backups");
  });

  test("a new maintenance window moves what waits", () => {
    const account = rdsAccount();
    account.created();
    account.modify({ DBInstanceClass: "db.t3.small" });
    const window = "sun:12:00-sun:13:00";
    account.modify({ PreferredMaintenanceWindow: window, PreferredBackupWindow: "03:00-03:30" });
    account.advance(nextMaintenance(window, account.account.now()) - account.account.now() + minute);
    expect(account.describe().DBInstanceClass).toBe("db.t3.small");
  });

  test("knows no instance by its resource id", () => {
    const account = rdsAccount();
    const { DbiResourceId = "" } = account.created();
    expect(refusal(() => account.modify({ DBInstanceIdentifier: DbiResourceId }))).toEqual({
      code: "DBInstanceNotFoundFault",
      message: `DB instance not found: ${DbiResourceId.toLowerCase()}`,
    });
  });

  test("a refused request changes nothing", () => {
    const account = rdsAccount();
    account.created();
    const before = account.describe();
    refusal(() => account.modify({ DeletionProtection: true, MultiAZ: true, AllocatedStorage: 5 }));
    refusal(() => account.modify({ DeletionProtection: true, DBPortNumber: 80 }));
    refusal(() => account.modify({ ManageMasterUserPassword: true, PerformanceInsightsKMSKeyId: "alias/nothing" }));
    expect(account.describe()).toEqual(before);
  });
});
