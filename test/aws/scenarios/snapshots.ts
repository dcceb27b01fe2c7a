import {
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DeleteDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshotsCommand,
  type DescribeDBSnapshotsCommandInput,
  ModifyDBSnapshotAttributeCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
} from "@aws-sdk/client-rds";
import type { Scenario, Seen } from "./scenario.ts";

/** Snapshots taken, shared, restored and deleted. */
export const snapshots: Scenario = {
  name: "DB snapshots",
  async play({ clients: { rds }, accountId, settle }, { does, gives, refuses }) {
    const DBInstanceIdentifier = "shop";
    await does(
      "CreateDBInstance: MySQL",
      rds.send(
        new CreateDBInstanceCommand({
          DBInstanceIdentifier,
          Engine: "mysql",
          DBInstanceClass: "db.t4g.micro",
          AllocatedStorage: 20,
          MasterUsername: "admin",
          MasterUserPassword: "correct-horse",
        }),
      ),
    );
    await settle();
    const take = (DBSnapshotIdentifier: string, of = DBInstanceIdentifier) =>
      rds.send(new CreateDBSnapshotCommand({ DBSnapshotIdentifier, DBInstanceIdentifier: of }));
    await gives(
      "CreateDBSnapshot: a first one",
      take("Shop-Copy"),
      ({ DBSnapshot }) => ({
        id: DBSnapshot?.DBSnapshotIdentifier,
        arn: DBSnapshot?.DBSnapshotArn,
        of: DBSnapshot?.DBInstanceIdentifier,
        status: DBSnapshot?.Status,
        type: DBSnapshot?.SnapshotType,
        engine: DBSnapshot?.Engine,
      }),
      {
        id: "shop-copy",
        arn: `arn:aws:rds:us-east-1:${accountId}:snapshot:shop-copy`,
        of: DBInstanceIdentifier,
        status: "creating",
        type: "manual",
        engine: "mysql",
      },
    );
    await settle();
    await refuses("CreateDBSnapshot: again", take("shop-copy"), "400 DBSnapshotAlreadyExistsFault");
    await refuses("CreateDBSnapshot: of one that is not there", take("copy", "none"), "404 DBInstanceNotFoundFault");
    for (const name of ["rds:copy", "1copy", "copy-", "my--copy"]) {
      await refuses(`CreateDBSnapshot: named ${name}`, take(name), "400 InvalidParameterValue");
    }
    const list = (input: DescribeDBSnapshotsCommandInput) => rds.send(new DescribeDBSnapshotsCommand(input));
    const names = ({
      DBSnapshots,
    }: {
      readonly DBSnapshots?: readonly { readonly DBSnapshotIdentifier?: string | undefined }[] | undefined;
    }): Seen => DBSnapshots?.map((snapshot) => snapshot.DBSnapshotIdentifier);
    await gives(
      "DescribeDBSnapshots: of an instance, taken by hand",
      list({ DBInstanceIdentifier, SnapshotType: "manual" }),
      names,
      ["shop-copy"],
    );
    await gives(
      "DescribeDBSnapshots: by name",
      list({ DBSnapshotIdentifier: "shop-copy" }),
      ({ DBSnapshots }) =>
        DBSnapshots?.map(({ Status, PercentProgress, AllocatedStorage, MasterUsername }) => ({
          Status,
          PercentProgress,
          AllocatedStorage,
          MasterUsername,
        })),
      [{ Status: "available", PercentProgress: 100, AllocatedStorage: 20, MasterUsername: "admin" }],
    );
    await refuses(
      "DescribeDBSnapshots: one that is not there",
      list({ DBSnapshotIdentifier: "none" }),
      "404 DBSnapshotNotFoundFault",
    );
    await gives(
      "DescribeDBSnapshots: of an instance that is not there",
      list({ DBInstanceIdentifier: "none" }),
      names,
      [],
    );

    const DBSnapshotIdentifier = "shop-copy";
    const attributes = ({
      DBSnapshotAttributesResult,
    }: {
      readonly DBSnapshotAttributesResult?:
        | {
            readonly DBSnapshotAttributes?:
              | readonly {
                  readonly AttributeName?: string | undefined;
                  readonly AttributeValues?: readonly string[] | undefined;
                }[]
              | undefined;
          }
        | undefined;
    }): Seen =>
      DBSnapshotAttributesResult?.DBSnapshotAttributes?.map(
        ({ AttributeName, AttributeValues }) => `${AttributeName}: ${AttributeValues?.join() ?? ""}`,
      );
    const share = (ValuesToAdd: string[], ValuesToRemove?: string[], AttributeName = "restore") =>
      rds.send(
        new ModifyDBSnapshotAttributeCommand({ DBSnapshotIdentifier, AttributeName, ValuesToAdd, ValuesToRemove }),
      );
    await gives(
      "DescribeDBSnapshotAttributes: before it is shared",
      rds.send(new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier })),
      attributes,
      ["restore: "],
    );
    await gives("ModifyDBSnapshotAttribute: with an account", share(["193672423079"]), attributes, [
      "restore: 193672423079",
    ]);
    await gives("ModifyDBSnapshotAttribute: with everybody instead", share(["all"], ["193672423079"]), attributes, [
      "restore: all",
    ]);
    await refuses("ModifyDBSnapshotAttribute: with what is no account", share(["nobody"]), "400 InvalidParameterValue");
    await refuses(
      "ModifyDBSnapshotAttribute: one that there is not",
      share(["all"], undefined, "colour"),
      "400 InvalidParameterValue",
    );
    await refuses(
      "DescribeDBSnapshotAttributes: of one that is not there",
      rds.send(new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: "none" })),
      "404 DBSnapshotNotFoundFault",
    );

    const restore = (target: string, from = DBSnapshotIdentifier) =>
      rds.send(
        new RestoreDBInstanceFromDBSnapshotCommand({
          DBInstanceIdentifier: target,
          DBSnapshotIdentifier: from,
          DBInstanceClass: "db.t4g.small",
        }),
      );
    await refuses(
      "RestoreDBInstanceFromDBSnapshot: over one that is there",
      restore("shop"),
      "400 DBInstanceAlreadyExistsFault",
    );
    await refuses(
      "RestoreDBInstanceFromDBSnapshot: from one that is not there",
      restore("shop-2", "none"),
      "404 DBSnapshotNotFoundFault",
    );
    await gives(
      "RestoreDBInstanceFromDBSnapshot: as a new instance",
      restore("shop-2"),
      ({ DBInstance }) => ({
        id: DBInstance?.DBInstanceIdentifier,
        status: DBInstance?.DBInstanceStatus,
        engine: DBInstance?.Engine,
        class: DBInstance?.DBInstanceClass,
        user: DBInstance?.MasterUsername,
      }),
      { id: "shop-2", status: "creating", engine: "mysql", class: "db.t4g.small", user: "admin" },
    );
    await settle();
    await gives(
      "DescribeDBInstances: both",
      rds.send(new DescribeDBInstancesCommand({})),
      ({ DBInstances }) => DBInstances?.map((db) => `${db.DBInstanceIdentifier} ${db.DBInstanceStatus}`),
      ["shop available", "shop-2 available"],
    );
    await gives(
      "DeleteDBSnapshot: one that is there",
      rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier })),
      ({ DBSnapshot }) => DBSnapshot?.Status,
      "deleted",
    );
    await refuses(
      "DeleteDBSnapshot: again",
      rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier })),
      "404 DBSnapshotNotFoundFault",
    );
  },
};
