import {
  AddTagsToResourceCommand,
  CreateDBInstanceCommand,
  type CreateDBInstanceCommandInput,
  type DBInstance,
  DeleteDBInstanceCommand,
  type DeleteDBInstanceCommandInput,
  DescribeDBInstancesCommand,
  type DescribeDBInstancesCommandInput,
  type DescribeDBInstancesCommandOutput,
  DescribeDBSnapshotsCommand,
  DescribeEventsCommand,
  DescribePendingMaintenanceActionsCommand,
  ListTagsForResourceCommand,
  ModifyDBInstanceCommand,
  type ModifyDBInstanceCommandInput,
  RebootDBInstanceCommand,
  RemoveTagsFromResourceCommand,
  StartDBInstanceCommand,
  StopDBInstanceCommand,
} from "@aws-sdk/client-rds";
import type { Scenario, Seen } from "./scenario.ts";

const postgres: CreateDBInstanceCommandInput = {
  DBInstanceIdentifier: "Orders",
  Engine: "postgres",
  DBInstanceClass: "db.t4g.medium",
  AllocatedStorage: 20,
  MasterUsername: "owner",
  MasterUserPassword: "correct-horse-battery",
};

/** The life of a DB instance: created, changed, renamed, stopped, started and deleted. */
export const instances: Scenario = {
  name: "DB instances",
  async play({ clients: { rds }, accountId, settle }, { does, gives, refuses }) {
    const arn = `arn:aws:rds:us-east-1:${accountId}:db:orders`;
    const create = (more: Partial<CreateDBInstanceCommandInput> = {}) =>
      rds.send(new CreateDBInstanceCommand({ ...postgres, ...more }));
    const describe = (input: DescribeDBInstancesCommandInput = { DBInstanceIdentifier: "orders" }) =>
      rds.send(new DescribeDBInstancesCommand(input));
    const one = (see: (db: DBInstance | undefined) => Seen) => (output: DescribeDBInstancesCommandOutput) =>
      see(output.DBInstances?.[0]);
    await gives("DescribeDBInstances: none", describe({}), ({ DBInstances }) => DBInstances?.length, 0);
    await gives(
      "CreateDBInstance: PostgreSQL, with the defaults",
      create({ Tags: [{ Key: "a", Value: "1" }] }),
      ({ DBInstance }) => ({
        id: DBInstance?.DBInstanceIdentifier,
        arn: DBInstance?.DBInstanceArn,
        status: DBInstance?.DBInstanceStatus,
        pending: { ...DBInstance?.PendingModifiedValues } as Record<string, never>,
        endpoint: DBInstance?.Endpoint?.Address,
      }),
      { id: "orders", arn, status: "creating", pending: { MasterUserPassword: "****" } },
    );
    await settle();
    await gives(
      "DescribeDBInstances: once it is there",
      describe(),
      one((db) => ({
        status: db?.DBInstanceStatus,
        class: db?.DBInstanceClass,
        engine: db?.Engine,
        user: db?.MasterUsername,
        storage: [db?.AllocatedStorage, db?.StorageType],
        endpoint: [
          /^orders\.[a-z0-9]+\.us-east-1\.rds\.amazonaws\.com$/.test(db?.Endpoint?.Address ?? ""),
          db?.Endpoint?.Port,
        ],
        backup: db?.BackupRetentionPeriod,
        multiAz: db?.MultiAZ,
        license: db?.LicenseModel,
        minor: db?.AutoMinorVersionUpgrade,
        protection: db?.DeletionProtection,
        encrypted: db?.StorageEncrypted,
        resourceId: /^db-[A-Z0-9]{26}$/.test(db?.DbiResourceId ?? ""),
        certificate: db?.CACertificateIdentifier,
        created: db?.InstanceCreateTime instanceof Date,
        groups: [db?.DBParameterGroups?.length, db?.OptionGroupMemberships?.length, db?.VpcSecurityGroups?.length],
        tags: db?.TagList?.map(({ Key, Value }) => `${Key}=${Value}`),
      })),
      {
        status: "available",
        class: "db.t4g.medium",
        engine: "postgres",
        user: "owner",
        storage: [20, "gp3"],
        endpoint: [true, 5432],
        backup: 1,
        multiAz: false,
        license: "postgresql-license",
        minor: true,
        protection: false,
        encrypted: false,
        resourceId: true,
        certificate: "rds-ca-rsa2048-g1",
        created: true,
        groups: [1, 1, 1],
        tags: ["a=1"],
      },
    );
    await gives(
      "DescribeDBInstances: by ARN",
      describe({ DBInstanceIdentifier: arn }),
      ({ DBInstances }) => DBInstances?.length,
      1,
    );
    await gives(
      "DescribeDBInstances: in capitals",
      describe({ DBInstanceIdentifier: "ORDERS" }),
      ({ DBInstances }) => DBInstances?.length,
      1,
    );
    await gives(
      "DescribeDBInstances: by engine",
      describe({ Filters: [{ Name: "engine", Values: ["mysql"] }] }),
      ({ DBInstances }) => DBInstances?.length,
      0,
    );
    await refuses(
      "DescribeDBInstances: one that is not there",
      describe({ DBInstanceIdentifier: "none" }),
      "404 DBInstanceNotFoundFault",
    );
    const modify = (more: Partial<ModifyDBInstanceCommandInput> = {}) =>
      rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: "orders", ...more }));
    await gives(
      "ModifyDBInstance: a class, in the next maintenance window",
      modify({ DBInstanceClass: "db.t4g.large" }),
      ({ DBInstance }) => ({
        class: DBInstance?.DBInstanceClass,
        pending: DBInstance?.PendingModifiedValues?.DBInstanceClass,
      }),
      { class: "db.t4g.medium", pending: "db.t4g.large" },
    );
    await does("ModifyDBInstance: at once", modify({ DBInstanceClass: "db.t4g.large", ApplyImmediately: true }));
    await settle();
    await gives(
      "DescribeDBInstances: after the change",
      describe(),
      one((db) => ({
        class: db?.DBInstanceClass,
        pending: db?.PendingModifiedValues?.DBInstanceClass,
      })),
      { class: "db.t4g.large" },
    );
    await refuses(
      "ModifyDBInstance: one that is not there",
      modify({ DBInstanceIdentifier: "none" }),
      "404 DBInstanceNotFoundFault",
    );
    await gives(
      "RebootDBInstance: one that is available",
      rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: "orders" })),
      ({ DBInstance }) => DBInstance?.DBInstanceStatus,
      "rebooting",
    );
    await settle();
    await refuses(
      "RebootDBInstance: one that is not there",
      rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: "none" })),
      "404 DBInstanceNotFoundFault",
    );

    const before = await gives(
      "DescribeDBInstances: before it is renamed",
      describe(),
      ({ DBInstances }) => DBInstances?.length,
      1,
    );
    await does("ModifyDBInstance: a new name", modify({ NewDBInstanceIdentifier: "Orders-2", ApplyImmediately: true }));
    await settle();
    await refuses("DescribeDBInstances: by the name of before", describe(), "404 DBInstanceNotFoundFault");
    await gives(
      "DescribeDBInstances: by the new name",
      describe({ DBInstanceIdentifier: "orders-2" }),
      one((db) => ({
        same: db?.DbiResourceId === before?.DBInstances?.[0]?.DbiResourceId,
        arn: db?.DBInstanceArn,
        endpoint: db?.Endpoint?.Address?.split(".")[0],
      })),
      { same: true, arn: `${arn}-2`, endpoint: "orders-2" },
    );

    const DBInstanceIdentifier = "orders-2";
    await gives(
      "StopDBInstance: one that is available",
      rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier })),
      ({ DBInstance }) => DBInstance?.DBInstanceStatus,
      "stopping",
    );
    await settle();
    await refuses(
      "StopDBInstance: one that is stopped",
      rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier })),
      "400 InvalidDBInstanceStateFault",
    );
    await refuses(
      "RebootDBInstance: one that is stopped",
      rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier })),
      "400 InvalidDBInstanceStateFault",
    );
    await gives(
      "StartDBInstance: one that is stopped",
      rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier })),
      ({ DBInstance }) => DBInstance?.DBInstanceStatus,
      "starting",
    );
    await settle();
    await refuses(
      "StartDBInstance: one that is available",
      rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier })),
      "400 InvalidDBInstanceStateFault",
    );

    const ResourceName = `${arn}-2`;
    await does(
      "AddTagsToResource: another",
      rds.send(new AddTagsToResourceCommand({ ResourceName, Tags: [{ Key: "b", Value: "2" }] })),
    );
    await does(
      "RemoveTagsFromResource: the first",
      rds.send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys: ["a"] })),
    );
    await gives(
      "ListTagsForResource: what is left",
      rds.send(new ListTagsForResourceCommand({ ResourceName })),
      ({ TagList }) => TagList?.map(({ Key, Value }) => `${Key}=${Value}`),
      ["b=2"],
    );
    await refuses(
      "ListTagsForResource: of one that is not there",
      rds.send(new ListTagsForResourceCommand({ ResourceName: `${arn}-none` })),
      "404 DBInstanceNotFoundFault",
    );
    await refuses(
      "ListTagsForResource: of what is no ARN",
      rds.send(new ListTagsForResourceCommand({ ResourceName: "orders" })),
      "400 InvalidParameterValue",
    );
    await gives(
      "DescribePendingMaintenanceActions: none",
      rds.send(new DescribePendingMaintenanceActionsCommand({})),
      ({ PendingMaintenanceActions }) => PendingMaintenanceActions?.length,
      0,
    );
    await gives(
      "DescribeEvents: of the last hour",
      rds.send(new DescribeEventsCommand({ SourceType: "db-instance", SourceIdentifier: DBInstanceIdentifier })),
      ({ Events }) => Events?.some(({ EventCategories }) => EventCategories?.includes("availability")),
      true,
    );

    const remove = (more: Partial<DeleteDBInstanceCommandInput> = {}) =>
      rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, ...more }));
    await gives(
      "DeleteDBInstance: with a last snapshot",
      remove({ FinalDBSnapshotIdentifier: "last" }),
      ({ DBInstance }) => DBInstance?.DBInstanceStatus,
      "deleting",
    );
    await settle();
    await refuses("DeleteDBInstance: again", remove({ SkipFinalSnapshot: true }), "404 DBInstanceNotFoundFault");
    await gives(
      "DescribeDBSnapshots: the last one",
      rds.send(new DescribeDBSnapshotsCommand({ SnapshotType: "manual" })),
      ({ DBSnapshots }) =>
        DBSnapshots?.map(({ DBSnapshotIdentifier, DBInstanceIdentifier: of, Status }) => ({
          DBSnapshotIdentifier,
          of,
          Status,
        })),
      [{ DBSnapshotIdentifier: "last", of: DBInstanceIdentifier, Status: "available" }],
    );
  },
};
