import { creationOf, databases, describeDatabase } from "../databases.ts";
import { rdsArn } from "../inventory.ts";
import { tellOfCreation } from "./creation.ts";
import { arnOf, denied, type Teller } from "./teller.ts";

const minute = 60_000;

/** The CRM that was given up: protected at first, then deleted without a final snapshot (FACTS 112 and 113). */
export function tellOfLegacyCrm(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const deleted = moments.legacyCrmDeleted;
  const request = { DBInstanceIdentifier: "legacy-crm", SkipFinalSnapshot: true, DeleteAutomatedBackups: true };
  const describe = (at: number, status: string) =>
    describeDatabase(inventory, databases.legacyCrm, {
      created: moments.legacyCrmCreated,
      at,
      status,
      changes: { DeletionProtection: false },
    });
  tell({
    actor: "alice",
    at: deleted - 9 * minute,
    name: "DeleteDBInstance",
    request,
    error: {
      code: "InvalidParameterCombinationException",
      message: "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    },
  });
  tell({
    actor: "alice",
    at: deleted - 4 * minute,
    name: "ModifyDBInstance",
    request: {
      AllowMajorVersionUpgrade: false,
      ApplyImmediately: true,
      DBInstanceIdentifier: "legacy-crm",
      DeletionProtection: false,
    },
    response: describe(deleted - 4 * minute, "available"),
  });
  tell({ actor: "alice", at: deleted, name: "DeleteDBInstance", request, response: describe(deleted, "deleting") });
  tell({
    actor: "bob",
    at: deleted + 2 * minute,
    name: "DeleteDBInstance",
    request,
    error: { code: "InvalidDBInstanceStateFault", message: "Instance legacy-crm is already being deleted." },
  });
  tell({
    actor: "bob",
    at: deleted + 31 * minute,
    name: "DescribeDBInstances",
    readOnly: true,
    request: { DBInstanceIdentifier: "legacy-crm" },
    error: { code: "DBInstanceNotFoundFault", message: "DBInstance legacy-crm not found." },
  });
}

/** The ledger on Db2, whose parameter group had to come first. */
export function tellOfLedger(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const created = moments.ledgerCreated;
  const group = { DBParameterGroupName: "ledger-db2", DBParameterGroupFamily: "db2-se-12.1", Description: "Ledger" };
  tell({
    actor: "terraform",
    at: created - 12 * minute,
    name: "CreateDBInstance",
    request: creationOf(inventory, databases.ledger),
    error: { code: "DBParameterGroupNotFoundFault", message: "DBParameterGroup not found: ledger-db2" },
  });
  tell({
    actor: "terraform",
    at: created - 2 * minute,
    name: "CreateDBParameterGroup",
    request: { ...group, Tags: [{ Key: "managed-by", Value: "terraform" }] },
    response: { ...group, DBParameterGroupArn: rdsArn(inventory, "pg", "ledger-db2") },
  });
  tellOfCreation(teller, "terraform", created, databases.ledger);
}

/** The reporting server: read by many, changed by root once, and never by those who may not. */
export function tellOfReporting(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const arn = rdsArn(inventory, "db", "reporting");
  const refused = moments.oradbUnprotected + 3 * 60 * minute;
  tell({
    actor: "erin",
    at: refused,
    name: "StopDBInstance",
    error: denied(arnOf(teller, "erin", refused), "rds:StopDBInstance", arn),
  });
  const exported = moments.failover + 30 * minute;
  tell({
    actor: "federated",
    at: exported,
    name: "StartExportTask",
    error: denied(arnOf(teller, "federated", exported), "rds:StartExportTask"),
  });
  const modified = moments.rootAtWork + 11 * minute;
  tell({
    actor: "root",
    at: modified,
    name: "ModifyDBInstance",
    request: {
      AllowMajorVersionUpgrade: false,
      ApplyImmediately: true,
      DBInstanceIdentifier: "reporting",
      BackupRetentionPeriod: 7,
    },
    response: describeDatabase(inventory, databases.reporting, {
      created: moments.reportingCreated,
      at: modified,
      status: "available",
      changes: { BackupRetentionPeriod: 1, PendingModifiedValues: { BackupRetentionPeriod: 7 } },
    }),
  });
  const today = moments.deniedToday;
  tell({
    actor: "carol",
    at: today,
    name: "RebootDBInstance",
    error: denied(arnOf(teller, "carol", today), "rds:RebootDBInstance", arn),
  });
}
