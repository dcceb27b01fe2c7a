import {
  CreateDBInstanceCommand,
  type CreateDBInstanceCommandInput,
  DeleteDBInstanceCommand,
  type DeleteDBInstanceCommandInput,
  DescribeDBEngineVersionsCommand,
  DescribeDBInstancesCommand,
  type DescribeDBInstancesCommandInput,
  DescribeOrderableDBInstanceOptionsCommand,
  ModifyDBInstanceCommand,
  type ModifyDBInstanceCommandInput,
  RebootDBInstanceCommand,
} from "@aws-sdk/client-rds";
import type { Scenario } from "./scenario.ts";

const postgres: CreateDBInstanceCommandInput = {
  DBInstanceIdentifier: "orders",
  Engine: "postgres",
  DBInstanceClass: "db.t4g.medium",
  AllocatedStorage: 20,
  MasterUsername: "owner",
  MasterUserPassword: "correct-horse-battery",
};

/** What RDS refuses of those who create and change DB instances, and what it offers them. */
export const instanceRules: Scenario = {
  name: "DB instance rules",
  async play({ clients: { rds }, settle }, { does, gives, refuses }) {
    const create = (more: Partial<CreateDBInstanceCommandInput> = {}) =>
      rds.send(new CreateDBInstanceCommand({ ...postgres, ...more }));
    const describe = (input: DescribeDBInstancesCommandInput) => rds.send(new DescribeDBInstancesCommand(input));
    const modify = (more: Partial<ModifyDBInstanceCommandInput> = {}) =>
      rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: "orders", ...more }));
    await does("CreateDBInstance: one that is in order", create());
    await settle();
    await refuses(
      "DescribeDBInstances: by a filter that there is not",
      describe({ Filters: [{ Name: "colour", Values: ["red"] }] }),
      "400 InvalidParameterValue",
    );
    await refuses("DescribeDBInstances: nineteen at once", describe({ MaxRecords: 19 }), "400 InvalidParameterValue");

    const rules: readonly (readonly [string, Partial<CreateDBInstanceCommandInput>, string])[] = [
      ["again", {}, "400 DBInstanceAlreadyExistsFault"],
      ["an identifier that ends in a hyphen", { DBInstanceIdentifier: "orders-" }, "400 InvalidParameterValue"],
      ["an identifier that begins with a digit", { DBInstanceIdentifier: "1orders" }, "400 InvalidParameterValue"],
      ["an identifier with two hyphens in a row", { DBInstanceIdentifier: "my--orders" }, "400 InvalidParameterValue"],
      ["an identifier of 64 letters", { DBInstanceIdentifier: "o".repeat(64) }, "400 InvalidParameterValue"],
      ["an engine that there is not", { DBInstanceIdentifier: "a", Engine: "cobol" }, "400 InvalidParameterValue"],
      [
        "a version that there is not",
        { DBInstanceIdentifier: "b", EngineVersion: "1.0" },
        "400 InvalidParameterCombination",
      ],
      [
        "a class that there is not",
        { DBInstanceIdentifier: "c", DBInstanceClass: "db.huge" },
        "400 InvalidParameterValue",
      ],
      [
        "a password of seven letters",
        { DBInstanceIdentifier: "d", MasterUserPassword: "seven77" },
        "400 InvalidParameterValue",
      ],
      [
        "a password with an @",
        { DBInstanceIdentifier: "e", MasterUserPassword: "correct@horse" },
        "400 InvalidParameterValue",
      ],
      ["a reserved user", { DBInstanceIdentifier: "f", MasterUsername: "rdsadmin" }, "400 InvalidParameterValue"],
      ["no user", { DBInstanceIdentifier: "g", MasterUsername: undefined }, "400 InvalidParameterValue"],
      ["5 GiB", { DBInstanceIdentifier: "h", AllocatedStorage: 5 }, "400 InvalidParameterCombination"],
      ["a backup for 36 days", { DBInstanceIdentifier: "i", BackupRetentionPeriod: 36 }, "400 InvalidParameterValue"],
      ["port 80", { DBInstanceIdentifier: "j", Port: 80 }, "400 InvalidParameterValue"],
      [
        "a subnet group that is not there",
        { DBInstanceIdentifier: "k", DBSubnetGroupName: "none" },
        "404 DBSubnetGroupNotFoundFault",
      ],
      [
        "a parameter group that is not there",
        { DBInstanceIdentifier: "l", DBParameterGroupName: "none" },
        "404 DBParameterGroupNotFoundFault",
      ],
    ];
    for (const [what, more, refusal] of rules) {
      await refuses(`CreateDBInstance: ${what}`, create(more), refusal);
    }

    await refuses(
      "ModifyDBInstance: less storage",
      modify({ AllocatedStorage: 19, ApplyImmediately: true }),
      "400 InvalidParameterCombination",
    );
    await refuses(
      "ModifyDBInstance: a class that there is not",
      modify({ DBInstanceClass: "db.huge" }),
      "400 InvalidParameterValue",
    );
    await refuses(
      "RebootDBInstance: with failover, in one zone",
      rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: "orders", ForceFailover: true })),
      "400 InvalidParameterCombination",
    );
    await gives(
      "DescribeDBEngineVersions: of Oracle SE2, the newest major one",
      rds.send(new DescribeDBEngineVersionsCommand({ Engine: "oracle-se2", DefaultOnly: true })),
      ({ DBEngineVersions }) =>
        DBEngineVersions?.map(({ Engine, MajorEngineVersion }) => `${Engine} ${MajorEngineVersion}`),
      ["oracle-se2 19"],
    );
    await gives(
      "DescribeOrderableDBInstanceOptions: of MySQL on db.t4g.micro",
      rds.send(new DescribeOrderableDBInstanceOptionsCommand({ Engine: "mysql", DBInstanceClass: "db.t4g.micro" })),
      ({ OrderableDBInstanceOptions = [] }) => ({
        some: OrderableDBInstanceOptions.length > 0,
        engines: [...new Set(OrderableDBInstanceOptions.map(({ Engine }) => Engine))],
        classes: [...new Set(OrderableDBInstanceOptions.map((option) => option.DBInstanceClass))],
      }),
      { some: true, engines: ["mysql"], classes: ["db.t4g.micro"] },
    );
    await refuses(
      "DescribeOrderableDBInstanceOptions: of an engine that there is not",
      rds.send(new DescribeOrderableDBInstanceOptionsCommand({ Engine: "cobol" })),
      "400 InvalidParameterValue",
    );
    await does("CreateDBInstance: another", create({ DBInstanceIdentifier: "other" }));
    await does("CreateDBInstance: a third", create({ DBInstanceIdentifier: "third" }));
    await settle();
    const remove = (input: DeleteDBInstanceCommandInput) => rds.send(new DeleteDBInstanceCommand(input));
    await does(
      "ModifyDBInstance: protection on",
      modify({ DBInstanceIdentifier: "third", DeletionProtection: true, ApplyImmediately: true }),
    );
    await settle();
    await refuses(
      "DeleteDBInstance: one that is protected",
      remove({ DBInstanceIdentifier: "third", SkipFinalSnapshot: true }),
      "400 InvalidParameterCombination",
    );
    await refuses(
      "ModifyDBInstance: the name of another",
      modify({ DBInstanceIdentifier: "third", NewDBInstanceIdentifier: "other", ApplyImmediately: true }),
      "400 DBInstanceAlreadyExistsFault",
    );
    await refuses(
      "DeleteDBInstance: neither with a last snapshot nor without",
      remove({ DBInstanceIdentifier: "orders" }),
      "400 InvalidParameterCombination",
    );
    await refuses(
      "DeleteDBInstance: with a last snapshot and without",
      remove({ DBInstanceIdentifier: "other", SkipFinalSnapshot: true, FinalDBSnapshotIdentifier: "last" }),
      "400 InvalidParameterCombination",
    );
  },
};
