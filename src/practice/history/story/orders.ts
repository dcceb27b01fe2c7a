import type { DBInstance } from "@aws-sdk/client-rds";
import { databases, describeDatabase, describeSnapshot } from "../databases.ts";
import { sunday } from "../dates.ts";
import { rdsArn } from "../inventory.ts";
import { Random } from "../random.ts";
import { tellOfCreation } from "./creation.ts";
import type { Teller } from "./teller.ts";

const minute = 60_000;

/** The PostgreSQL instance that earns the money; `to` (epoch milliseconds) is when the past ends. */
export function tellOfOrders(teller: Teller, to: number): void {
  const { inventory, moments, tell } = teller;
  const created = moments.ordersProdCreated;
  const describe = (at: number, status: string, changes: Partial<DBInstance> = {}) =>
    describeDatabase(inventory, databases.ordersProd, {
      created,
      at,
      status,
      changes: { ...(at < moments.maintenance ? { EngineVersion: "17.5" } : {}), ...changes },
    });

  const grown = moments.mysqlCreated + 70 * minute;
  tell({
    actor: "terraform",
    at: grown,
    name: "ModifyDBInstance",
    request: {
      AllowMajorVersionUpgrade: false,
      ApplyImmediately: true,
      DBInstanceIdentifier: "orders-prod",
      AllocatedStorage: 500,
      Iops: 12_000,
    },
    response: describe(grown, "available", { AllocatedStorage: 400, PendingModifiedValues: { AllocatedStorage: 500 } }),
  });

  // The pipeline takes a snapshot before it changes the schema, and drops it the day after.
  const name = "orders-prod-before-1841";
  const taken = moments.oradbPassword + 95 * minute;
  const dropped = taken + 26 * 60 * minute;
  tell({
    actor: "deploy",
    at: taken,
    name: "CreateDBSnapshot",
    request: {
      DBSnapshotIdentifier: name,
      DBInstanceIdentifier: "orders-prod",
      Tags: [{ Key: "build", Value: "1841" }],
    },
    response: describeSnapshot(inventory, describe(taken, "available"), { name, taken, status: "creating" }),
  });
  tell({
    actor: "deploy",
    at: dropped,
    name: "DeleteDBSnapshot",
    request: { DBSnapshotIdentifier: name },
    response: describeSnapshot(inventory, describe(taken, "available"), { name, taken, status: "deleted" }),
  });

  tell({
    actor: "dave",
    at: moments.failover,
    name: "RebootDBInstance",
    request: { DBInstanceIdentifier: "orders-prod", ForceFailover: true },
    response: describe(moments.failover, "rebooting"),
  });

  // RDS applies a minor version in the maintenance window. No public record of this was found: its shape is derived.
  tell({
    actor: "rds",
    at: moments.maintenance,
    name: "ApplyPendingMaintenanceAction",
    eventType: "AwsServiceEvent",
    userIdentity: { accountId: inventory.accountId, invokedBy: "rds.amazonaws.com" },
    serviceEventDetails: {
      dBInstanceArn: rdsArn(inventory, "db", "orders-prod"),
      applyAction: "db-upgrade",
      message: "Upgrading engine version from 17.5 to 17.6 in the maintenance window.",
    },
  });

  // AWS Backup takes a snapshot every Sunday.
  for (let week = 12; week >= 1; week--) {
    const at = sunday(to, week, "05:00:41");
    const job = `awsbackup:job-${new Random(inventory.seed, "backup", week).uuid()}`;
    tell({
      actor: "backup",
      at,
      name: "CreateDBSnapshot",
      request: { DBSnapshotIdentifier: job, DBInstanceIdentifier: "orders-prod", Tags: [] },
      response: {
        ...describeSnapshot(inventory, describe(at, "backing-up"), { name: job, taken: at, status: "creating" }),
        SnapshotType: "awsbackup",
      },
    });
  }
}

/** The staging copy: created by Terraform, deleted, and created anew under the same name. */
export function tellOfStaging(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  tellOfCreation(teller, "terraform", moments.stagingCreated, databases.ordersStaging);
  tell({
    actor: "terraform",
    at: moments.stagingDeleted,
    name: "DeleteDBInstance",
    request: { DBInstanceIdentifier: "orders-staging", SkipFinalSnapshot: true, DeleteAutomatedBackups: true },
    response: describeDatabase(inventory, databases.ordersStaging, {
      created: moments.stagingCreated,
      at: moments.stagingDeleted,
      status: "deleting",
    }),
  });
  tellOfCreation(teller, "terraform", moments.stagingCreatedAgain, databases.secondStaging);
}
