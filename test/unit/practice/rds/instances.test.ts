import { serialize } from "node:v8";
import type { DBInstance, DBInstanceMessage, DBSnapshotMessage } from "@aws-sdk/client-rds";
import { describe, expect, test } from "vitest";
import { newInstance } from "../../../../src/practice/rds/instance.ts";
import { startTime } from "../account.ts";
import { minute, mysql, password, rdsAccount, refusal } from "./calls.ts";

const statuses = (account: ReturnType<typeof rdsAccount>, total: number, by = 500): string[] => {
  const seen: string[] = [];
  for (let passed = 0; passed <= total; passed += by) {
    const { DBInstanceStatus: status = "" } = account.describe();
    if (seen.at(-1) !== status) seen.push(status);
    account.advance(by);
  }
  return seen;
};

describe("CreateDBInstance", () => {
  test("answers with an instance that has no endpoint yet and hides the password", () => {
    const account = rdsAccount();
    const { DBInstance: db } = account.rds("CreateDBInstance", { ...mysql, DBInstanceIdentifier: "MyDB" }) as {
      DBInstance: DBInstance;
    };
    expect(db).toMatchObject({
      DBInstanceIdentifier: "mydb",
      DBInstanceStatus: "creating",
      DBInstanceArn: "arn:aws:rds:us-east-1:123456789012:db:mydb",
      PendingModifiedValues: { MasterUserPassword: "****" },
      LicenseModel: "general-public-license",
      StorageType: "gp3",
      Iops: 3000,
      StorageThroughput: 125,
      EngineVersion: "8.4.8",
      DBParameterGroups: [{ DBParameterGroupName: "default.mysql8.4", ParameterApplyStatus: "in-sync" }],
      OptionGroupMemberships: [{ OptionGroupName: "default:mysql-8-4", Status: "in-sync" }],
    });
    expect(db.DbiResourceId).toMatch(/^db-[A-Z0-9]{26}$/);
    expect(db.Endpoint).toBeUndefined();
    expect(db.InstanceCreateTime).toBeUndefined();
  });

  test("goes from creating over backing-up to available, with an automated snapshot and events", () => {
    const account = rdsAccount();
    account.rds("CreateDBInstance", mysql);
    expect(statuses(account, 20_000)).toEqual(["creating", "backing-up", "available"]);
    const db = account.describe();
    expect(db.Endpoint?.Address).toMatch(/^db\.c[a-z0-9]{11}\.us-east-1\.rds\.amazonaws\.com$/);
    expect(db.Endpoint).toMatchObject({ Port: 3306, HostedZoneId: "Z2R2ITUGPM61AM" });
    expect(db.PendingModifiedValues).toEqual({});
    expect(db.CertificateDetails?.ValidTill).toBeInstanceOf(Date);
    const { DBSnapshots = [] } = account.rds("DescribeDBSnapshots", { SnapshotType: "automated" }) as DBSnapshotMessage;
    expect(DBSnapshots.map((snapshot) => snapshot.DBSnapshotIdentifier)).toEqual(["rds:db-2026-08-01-12-00"]);
    expect(account.events()).toEqual(["DB instance created", "Backing up DB instance", "Finished DB Instance backup"]);
  });

  test("without automated backups there is no first one", () => {
    const account = rdsAccount();
    account.rds("CreateDBInstance", { ...mysql, BackupRetentionPeriod: 0 });
    expect(statuses(account, 20_000)).toEqual(["creating", "available"]);
    expect(account.describe().LatestRestorableTime).toBeUndefined();
  });

  test("X14: keeps the password in no form", () => {
    const account = rdsAccount();
    account.created();
    account.modify({ MasterUserPassword: `${password}-2`, ApplyImmediately: true });
    account.advance(minute);
    expect(serialize(account.account.state).includes(password)).toBe(false);
  });

  test("lets Secrets Manager keep the password", () => {
    const account = rdsAccount();
    const { MasterUserPassword: _, ...rest } = mysql;
    const answer = account.rds("CreateDBInstance", { ...rest, ManageMasterUserPassword: true }) as {
      DBInstance: DBInstance;
    };
    expect(answer.DBInstance.MasterUserSecret?.SecretStatus).toBe("creating");
    expect(answer.DBInstance.MasterUserSecret?.SecretArn).toMatch(/:secret:rds!db-[0-9a-f-]{36}-\w{6}$/);
    expect(answer.DBInstance.PendingModifiedValues).toEqual({});
    account.advance(minute);
    expect(account.describe().MasterUserSecret?.SecretStatus).toBe("active");
  });

  test("has what the engine has: Oracle a SID and character sets, SQL Server a collation", () => {
    const account = rdsAccount();
    const oracle = {
      ...mysql,
      Engine: "oracle-se2",
      DBInstanceClass: "db.m6i.large",
      LicenseModel: "license-included",
    };
    expect(account.created({ ...oracle, DBName: "sales" })).toMatchObject({
      DBName: "SALES",
      CharacterSetName: "AL32UTF8",
      NcharCharacterSetName: "AL16UTF16",
      DBParameterGroups: [{ DBParameterGroupName: "default.oracle-se2-19" }],
    });
    const express = account.created({ ...mysql, Engine: "sqlserver-ex", DBInstanceIdentifier: "mssql" });
    expect(express.CharacterSetName).toBe("SQL_Latin1_General_CP1_CI_AS");
    expect(express.DBParameterGroups?.[0]?.DBParameterGroupName).toBe("default.sqlserver-ex-16.0");
    expect(express.OptionGroupMemberships?.[0]?.OptionGroupName).toBe("default:sqlserver-ex-16-00");
  });

  test("takes the newest minor version of a major version", () => {
    expect(rdsAccount().created({ EngineVersion: "8.0" }).EngineVersion).toBe("8.0.45");
  });

  test.each<[string, object, string, string]>([
    ["a name in use", { DBInstanceIdentifier: "TAKEN" }, "DBInstanceAlreadyExistsFault", "DB instance already exists"],
    [
      "no name",
      { DBInstanceIdentifier: undefined },
      "InvalidParameterValue",
      "The parameter DBInstanceIdentifier must be provided and must not be blank.",
    ],
    ["an unknown engine", { Engine: "cobol" }, "InvalidParameterValue", "Invalid DB engine: cobol"],
    [
      "an unknown version",
      { EngineVersion: "4.1" },
      "InvalidParameterCombination",
      "Cannot find version 4.1 for mysql",
    ],
    [
      "a class that does not exist",
      { DBInstanceClass: "db.t9.enormous" },
      "InvalidParameterValue",
      "Invalid DB Instance class: db.t9.enormous",
    ],
    [
      "a class that the engine does not run on",
      { Engine: "oracle-se2", DBInstanceClass: "db.r7g.large", LicenseModel: "license-included" },
      "InvalidParameterCombination",
      "RDS does not support creating a DB instance with the following combination: DBInstanceClass=db.r7g.large, " +
        "Engine=oracle-se2, EngineVersion=19.0.0.0.ru-2026-04.rur-2026-04.r1, LicenseModel=license-included. " +
        "For supported combinations of instance class and database engine version, see the documentation.",
    ],
    [
      "another engine's license",
      { LicenseModel: "bring-your-own-license" },
      "InvalidParameterValue",
      "Invalid license model 'bring-your-own-license' for engine 'mysql'. Valid license models are: general-public-license",
    ],
    [
      "no storage",
      { AllocatedStorage: undefined },
      "InvalidParameterValue",
      "The parameter AllocatedStorage must be provided and must not be null.",
    ],
    [
      "too little storage",
      { AllocatedStorage: 10 },
      "InvalidParameterCombination",
      "Invalid storage size for engine name mysql and storage type gp3: 10",
    ],
    [
      "IOPS on a small gp3 volume",
      { AllocatedStorage: 399, StorageType: "gp3", Iops: 12_000 },
      "InvalidParameterCombination",
      "You can't specify IOPS or storage throughput for engine mysql and a storage size less than 400.",
    ],
    [
      "io1 without IOPS",
      { AllocatedStorage: 100, StorageType: "io1" },
      "InvalidParameterCombination",
      "The storage type io1 requires iops to be specified.",
    ],
    [
      "too many IOPS for the storage",
      { AllocatedStorage: 100, StorageType: "io1", Iops: 6_000 },
      "InvalidParameterCombination",
      "Invalid iops to storage (GiB) ratio for engine name mysql and storage type io1: 60.0000",
    ],
    [
      "throughput without gp3",
      { StorageType: "gp2", StorageThroughput: 125 },
      "InvalidParameterCombination",
      "You can't specify storage throughput for storage type gp2.",
    ],
    [
      "less storage at most than now",
      { MaxAllocatedStorage: 19 },
      "InvalidParameterCombination",
      "Max storage size must be greater than storage size",
    ],
    [
      "a reserved user name",
      { Engine: "postgres", MasterUsername: "admin" },
      "InvalidParameterValue",
      "MasterUsername admin cannot be used as it is a reserved word used by the engine",
    ],
    ["a user name too long", { MasterUsername: "a".repeat(17) }, "InvalidParameterValue", "Invalid master user name"],
    [
      "no password",
      { MasterUserPassword: undefined },
      "InvalidParameterValue",
      "The parameter MasterUserPassword must be provided and must not be blank.",
    ],
    [
      "a short password",
      { MasterUserPassword: "1234567" },
      "InvalidParameterValue",
      "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.",
    ],
    [
      "a password with a slash",
      { MasterUserPassword: "12345678/" },
      "InvalidParameterValue",
      "The parameter MasterUserPassword is not a valid password. " +
        "Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.",
    ],
    [
      "two ways to a password",
      { ManageMasterUserPassword: true },
      "InvalidParameterValue",
      "MasterUserPassword and ManageMasterUserPassword are mutually exclusive. Specify only one of these parameters.",
    ],
    [
      "a database name for SQL Server",
      { Engine: "sqlserver-ex", DBName: "sales" },
      "InvalidParameterValue",
      "DBName must be null for engine: sqlserver-ex",
    ],
    [
      "a database name that begins with a digit",
      { DBName: "1abc" },
      "InvalidParameterValue",
      "DBName must begin with a letter and contain only alphanumeric characters.",
    ],
    ["a low port", { Port: 1149 }, "InvalidParameterValue", "Invalid endpoint port 1149. Valid range is: 1150-65535"],
    [
      "a port of SQL Server's own",
      { Engine: "sqlserver-ex", Port: 3389 },
      "InvalidParameterValue",
      "Port 3389 is reserved for this configuration.",
    ],
    [
      "too long a retention",
      { BackupRetentionPeriod: 36 },
      "InvalidParameterValue",
      "Invalid backup retention period: 36. Retention period must be between 0 and 35.",
    ],
    [
      "a zone for a Multi-AZ instance",
      { MultiAZ: true, AvailabilityZone: "us-east-1a" },
      "InvalidParameterCombination",
      "Requesting a specific availability zone is not valid for Multi-AZ instances.",
    ],
    [
      "a Region as a zone",
      { AvailabilityZone: "us-east-1" },
      "InvalidParameterValue",
      "us-east-1 is not a valid availability zone.",
    ],
    [
      "windows that overlap",
      { PreferredBackupWindow: "03:00-04:00", PreferredMaintenanceWindow: "Mon:03:30-Mon:04:30" },
      "InvalidParameterValue",
      "The backup window and maintenance window must not overlap.",
    ],
    [
      "a subnet group that is not there",
      { DBSubnetGroupName: "nowhere" },
      "DBSubnetGroupNotFoundFault",
      "DB subnet group 'nowhere' does not exist.",
    ],
    [
      "another engine's parameter group",
      { DBParameterGroupName: "default.postgres16" },
      "InvalidParameterCombination",
      "The parameter group default.postgres16 with DBParameterGroupFamily postgres16 can't be used for this instance. " +
        "Use a parameter group with DBParameterGroupFamily mysql8.4.",
    ],
    [
      "IAM authentication of Oracle",
      { Engine: "oracle-ee", DBInstanceClass: "db.m6i.large", EnableIAMDatabaseAuthentication: true },
      "InvalidParameterCombination",
      "IAM Database Authentication is not supported for this configuration.",
    ],
  ])("refuses %s in AWS's words", (_, settings, code, message) => {
    const account = rdsAccount();
    account.created({ DBInstanceIdentifier: "taken" });
    expect(refusal(() => account.rds("CreateDBInstance", { ...mysql, ...settings }))).toEqual({ code, message });
    expect(account.account.state.rds.regions.get("us-east-1")?.instances.size).toBe(1);
  });

  test("refuses the 41st instance of a Region, not of another", () => {
    const account = rdsAccount();
    for (let i = 0; i < 40; i++) account.rds("CreateDBInstance", { ...mysql, DBInstanceIdentifier: `db-${i}` });
    expect(refusal(() => account.rds("CreateDBInstance", mysql))).toEqual({
      code: "InstanceQuotaExceededFault",
      message: "DB Instance quota exceeded",
    });
    account.rds("CreateDBInstance", mysql, "eu-west-1");
  });

  test("refuses more storage than the quota", () => {
    const account = rdsAccount();
    account.created({ AllocatedStorage: 60_000 });
    const more = { ...mysql, DBInstanceIdentifier: "more", AllocatedStorage: 60_000 };
    expect(refusal(() => account.rds("CreateDBInstance", more)).code).toBe("StorageQuotaExceededFault");
  });
});

describe("RebootDBInstance", () => {
  test("restarts, and not again meanwhile", () => {
    const account = rdsAccount();
    account.created();
    account.rds("RebootDBInstance", { DBInstanceIdentifier: "DB" });
    expect(account.describe().DBInstanceStatus).toBe("rebooting");
    expect(refusal(() => account.rds("RebootDBInstance", { DBInstanceIdentifier: "db" }))).toEqual({
      code: "InvalidDBInstanceStateFault",
      message: "Instance cannot currently reboot due to an in-progress management operation.",
    });
    account.advance(minute);
    expect(account.describe().DBInstanceStatus).toBe("available");
    expect(account.events().slice(-2)).toEqual(["DB instance shutdown", "DB instance restarted"]);
  });

  test("fails over only where there is a standby", () => {
    const account = rdsAccount();
    account.created();
    expect(refusal(() => account.rds("RebootDBInstance", { DBInstanceIdentifier: "db", ForceFailover: true }))).toEqual(
      {
        code: "InvalidParameterCombination",
        message:
          "ForceFailover cannot be specified since the instance is not configured for either MultiAZ or High Availability",
      },
    );
    const before = account.created({ DBInstanceIdentifier: "two", MultiAZ: true });
    account.rds("RebootDBInstance", { DBInstanceIdentifier: "two", ForceFailover: true });
    account.advance(minute);
    const after = account.describe("two");
    expect(after.AvailabilityZone).toBe(before.SecondaryAvailabilityZone);
    expect(after.SecondaryAvailabilityZone).toBe(before.AvailabilityZone);
  });
});

describe("StopDBInstance and StartDBInstance", () => {
  test("stop, and start again", () => {
    const account = rdsAccount();
    account.created();
    account.rds("StopDBInstance", { DBInstanceIdentifier: "db" });
    expect(statuses(account, 8_000)).toEqual(["stopping", "stopped"]);
    expect(refusal(() => account.rds("StopDBInstance", { DBInstanceIdentifier: "db" })).message).toBe(
      "Instance db is not in available state.",
    );
    expect(refusal(() => account.modify({ DBInstanceClass: "db.t3.small" })).message).toBe(
      "Database instance is not in available state.",
    );
    account.rds("StartDBInstance", { DBInstanceIdentifier: "db" });
    expect(statuses(account, 8_000)).toEqual(["starting", "available"]);
    expect(account.describe().AutomaticRestartTime).toBeUndefined();
  });

  test("refuse to start what runs", () => {
    const account = rdsAccount();
    account.created();
    expect(refusal(() => account.rds("StartDBInstance", { DBInstanceIdentifier: "db" }))).toEqual({
      code: "InvalidDBInstanceStateFault",
      message:
        "Instance db cannot be started as it is not in one of the following statuses: 'stopped, " +
        "inaccessible-encryption-credentials-recoverable, incompatible-network (only valid for non-SqlServer instances)'.",
    });
  });

  test("after seven days it starts by itself", () => {
    const account = rdsAccount();
    account.created();
    account.rds("StopDBInstance", { DBInstanceIdentifier: "db" });
    account.advance(minute);
    const restart = account.describe().AutomaticRestartTime?.getTime() ?? 0;
    account.advance(restart - account.account.now() - 1);
    expect(account.describe().DBInstanceStatus).toBe("stopped");
    account.advance(minute);
    expect(account.describe().DBInstanceStatus).toBe("available");
  });
});

describe("DeleteDBInstance", () => {
  test("wants a final snapshot or explicitly none, never both", () => {
    const account = rdsAccount();
    account.created();
    const remove = (settings: object) => () =>
      account.rds("DeleteDBInstance", { DBInstanceIdentifier: "db", ...settings });
    expect(refusal(remove({}))).toEqual({
      code: "InvalidParameterCombination",
      message: "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
    });
    expect(refusal(remove({ SkipFinalSnapshot: true, FinalDBSnapshotIdentifier: "last" })).code).toBe(
      "InvalidParameterCombination",
    );
    expect(account.describe().DBInstanceStatus).toBe("available");
  });

  test("takes the final snapshot, then the instance and its automated snapshots are gone", () => {
    const account = rdsAccount();
    const { DbiResourceId } = account.created();
    account.rds("DeleteDBInstance", { DBInstanceIdentifier: "db", FinalDBSnapshotIdentifier: "Last-One" });
    expect(account.describe().DBInstanceStatus).toBe("deleting");
    expect(
      refusal(() => account.rds("DeleteDBInstance", { DBInstanceIdentifier: "db", SkipFinalSnapshot: true })),
    ).toEqual({
      code: "InvalidDBInstanceStateFault",
      message: "Instance db is already being deleted.",
    });
    account.advance(minute);
    expect(refusal(() => account.describe())).toEqual({
      code: "DBInstanceNotFoundFault",
      message: "DBInstance db not found.",
    });
    const { DBSnapshots = [] } = account.rds("DescribeDBSnapshots") as DBSnapshotMessage;
    expect(DBSnapshots).toMatchObject([
      { DBSnapshotIdentifier: "last-one", Status: "available", SnapshotType: "manual", DbiResourceId },
    ]);
  });

  test("is refused while protected, and allowed once protection is off", () => {
    const account = rdsAccount();
    account.created({ DeletionProtection: true });
    const remove = () => account.rds("DeleteDBInstance", { DBInstanceIdentifier: "db", SkipFinalSnapshot: true });
    expect(refusal(remove)).toEqual({
      code: "InvalidParameterCombination",
      message: "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    });
    account.modify({ DeletionProtection: false });
    remove();
    account.advance(minute);
    expect((account.rds("DescribeDBInstances") as DBInstanceMessage).DBInstances).toEqual([]);
  });

  test("a stopped instance cannot leave a final snapshot", () => {
    const account = rdsAccount();
    account.created();
    account.rds("StopDBInstance", { DBInstanceIdentifier: "db" });
    account.advance(minute);
    expect(
      refusal(() => account.rds("DeleteDBInstance", { DBInstanceIdentifier: "db", FinalDBSnapshotIdentifier: "last" })),
    ).toEqual({
      code: "InvalidDBInstanceStateFault",
      message: "Cannot create a snapshot because the database instance db is not currently in the available state.",
    });
  });

  test("while it is being created takes its own time, and nothing else comes of it", () => {
    const account = rdsAccount();
    account.rds("CreateDBInstance", mysql);
    account.advance(10_000);
    account.rds("DeleteDBInstance", { DBInstanceIdentifier: "db", SkipFinalSnapshot: true });
    account.advance(7_000);
    expect(account.describe().DBInstanceStatus).toBe("deleting");
    account.advance(1_000);
    expect((account.rds("DescribeDBInstances") as DBInstanceMessage).DBInstances).toEqual([]);
  });
});

describe("DescribeDBInstances", () => {
  test("lists by identifier, in pages", () => {
    const account = rdsAccount();
    for (let i = 0; i < 25; i++) {
      newInstance(
        account.account.state,
        "us-east-1",
        { DBInstanceIdentifier: `db-${String(24 - i).padStart(2, "0")}`, Engine: "postgres" },
        { at: startTime, status: "available" },
      );
    }
    const first = account.rds("DescribeDBInstances", { MaxRecords: 20 }) as DBInstanceMessage;
    const second = account.rds("DescribeDBInstances", { MaxRecords: 20, Marker: first.Marker }) as DBInstanceMessage;
    const names = [...(first.DBInstances ?? []), ...(second.DBInstances ?? [])].map((db) => db.DBInstanceIdentifier);
    expect(names).toEqual(Array.from({ length: 25 }, (_, i) => `db-${String(i).padStart(2, "0")}`));
    expect(second.Marker).toBeUndefined();
    expect(refusal(() => account.rds("DescribeDBInstances", { MaxRecords: 5 })).message).toBe(
      "Invalid value 5 for MaxRecords. Must be between 20 and 100",
    );
    expect(refusal(() => account.rds("DescribeDBInstances", { Marker: "page-2" })).code).toBe("InvalidParameterValue");
  });

  test("finds by ARN and by filters", () => {
    const account = rdsAccount();
    const db = account.created();
    account.created({ DBInstanceIdentifier: "pg", Engine: "postgres", MasterUsername: "postgres" });
    expect(account.describe(db.DBInstanceArn).DBInstanceIdentifier).toBe("db");
    const by = (Name: string, Values: string[]) =>
      (account.rds("DescribeDBInstances", { Filters: [{ Name, Values }] }) as DBInstanceMessage).DBInstances?.map(
        (found) => found.DBInstanceIdentifier,
      );
    expect(by("engine", ["postgres"])).toEqual(["pg"]);
    expect(by("dbi-resource-id", [db.DbiResourceId ?? ""])).toEqual(["db"]);
    expect(by("db-instance-id", ["PG", db.DBInstanceArn ?? ""])).toEqual(["db", "pg"]);
    expect(refusal(() => by("color", ["red"])).message).toBe("Unrecognized filter name: color");
  });

  test("gives copies: what an audit trail keeps does not change later", () => {
    const account = rdsAccount();
    const before = account.created();
    account.modify({ DBInstanceClass: "db.t3.small", ApplyImmediately: true });
    account.advance(minute);
    expect(before.DBInstanceClass).toBe("db.t3.micro");
    expect(account.describe().DBInstanceClass).toBe("db.t3.small");
  });
});

test("an account can be given instances that have long been there", () => {
  const account = rdsAccount();
  const at = startTime - 30 * 86_400_000;
  newInstance(
    account.account.state,
    "us-east-1",
    {
      DBInstanceIdentifier: "OraDB",
      Engine: "oracle-se2",
      DBInstanceClass: "db.m6i.large",
      Tags: [{ Key: "a", Value: "b" }],
    },
    { at, status: "stopped", resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
  );
  const db = account.describe("oradb");
  expect(db).toMatchObject({
    DBInstanceStatus: "stopped",
    DbiResourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    InstanceCreateTime: new Date(at),
    TagList: [{ Key: "a", Value: "b" }],
    Endpoint: { Port: 1521 },
  });
  account.rds("StartDBInstance", { DBInstanceIdentifier: "oradb" });
  account.advance(minute);
  expect(account.describe("oradb").DBInstanceStatus).toBe("available");
});
