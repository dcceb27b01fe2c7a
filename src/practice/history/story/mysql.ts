import { creationOf, databases, describeDatabase } from "../databases.ts";
import { rdsArn } from "../inventory.ts";
import { tellOfCreation } from "./creation.ts";
import type { Teller } from "./teller.ts";

const minute = 60_000;

/** The MySQL instance that was born as `mysql-db` and is called `mysqldb` now (FACTS 116). */
export function tellOfMysql(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const created = moments.mysqlCreated;
  tell({
    actor: "bob",
    at: created - 6 * minute,
    name: "CreateDBInstance",
    request: { ...creationOf(inventory, databases.mysql), MasterUsername: "rdsadmin" },
    error: {
      code: "InvalidParameterValueException",
      message: "MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine",
    },
  });
  tellOfCreation(teller, "bob", created, databases.mysql);

  const renamed = moments.mysqlRenamed;
  tell({
    actor: "dave",
    at: renamed,
    name: "ModifyDBInstance",
    request: {
      AllowMajorVersionUpgrade: false,
      ApplyImmediately: true,
      DBInstanceIdentifier: "mysql-db",
      NewDBInstanceIdentifier: "mysqldb",
    },
    response: describeDatabase(inventory, databases.mysql, {
      created,
      at: renamed,
      status: "available",
      changes: { PendingModifiedValues: { DBInstanceIdentifier: "mysqldb" } },
    }),
  });
  tell({
    actor: "dave",
    at: renamed + 14 * minute,
    name: "AddTagsToResource",
    request: { ResourceName: rdsArn(inventory, "db", "mysqldb"), Tags: [{ Key: "formerly", Value: "mysql-db" }] },
  });
  tell({
    actor: "bob",
    at: renamed + 21 * minute,
    name: "RebootDBInstance",
    request: { DBInstanceIdentifier: "mysql-db" },
    error: { code: "DBInstanceNotFoundFault", message: "DBInstance mysql-db not found." },
  });
  const rebooted = renamed + 22 * minute;
  tell({
    actor: "bob",
    at: rebooted,
    name: "RebootDBInstance",
    request: { DBInstanceIdentifier: "mysqldb" },
    response: describeDatabase(inventory, databases.mysql, {
      created,
      at: rebooted,
      status: "rebooting",
      name: "mysqldb",
    }),
  });
}
