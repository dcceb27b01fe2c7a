import type {
  StartDBInstanceMessage,
  StartDBInstanceResult,
  StopDBInstanceMessage,
  StopDBInstanceResult,
} from "@aws-sdk/client-rds";
import type { JobHandler } from "../account.ts";
import type { Operation } from "../call.ts";
import { begin, byResourceId, isBusy } from "./course.ts";
import { invalidCombination, wrongInstanceState } from "./errors.ts";
import { noteInstance } from "./events.ts";
import { instanceNamed, regionOfCall, shown } from "./lookup.ts";
import { snapshotIdentifier } from "./names.ts";
import { checkNewSnapshot, takeSnapshot } from "./snapshot.ts";

/** Stops a DB instance, on request with a snapshot before; it starts by itself after seven days (FACTS 111). */
export const stopDBInstance: Operation<StopDBInstanceMessage, StopDBInstanceResult> = (input, call) => {
  const { account, region } = call;
  const instance = instanceNamed(call, input.DBInstanceIdentifier);
  const { db } = instance;
  if (db.DBInstanceStatus !== "available" || isBusy(instance)) {
    throw wrongInstanceState(`Instance ${db.DBInstanceIdentifier} is not in available state.`);
  }
  if (db.ReadReplicaSourceDBInstanceIdentifier !== undefined || db.ReadReplicaDBInstanceIdentifiers?.length) {
    throw wrongInstanceState("Stopping or starting an instance that is, or has, a read replica is not supported.");
  }
  if (db.MultiAZ && db.Engine.startsWith("sqlserver-")) {
    throw invalidCombination("Stopping a Multi-AZ instance is not supported for SQL Server.");
  }
  if (input.DBSnapshotIdentifier !== undefined) {
    const name = snapshotIdentifier("DBSnapshotIdentifier", input.DBSnapshotIdentifier);
    checkNewSnapshot(account, region, instance, name);
    takeSnapshot(account, region, instance, name);
  }
  begin(account, region, instance, [{ status: "stopping", outcome: "stopped" }]);
  return { DBInstance: shown(instance, account) };
};

/** Starts a DB instance that was stopped. */
export const startDBInstance: Operation<StartDBInstanceMessage, StartDBInstanceResult> = (input, call) => {
  const instance = instanceNamed(call, input.DBInstanceIdentifier);
  const { db } = instance;
  const { DBInstanceStatus: status } = db;
  const network = status === "incompatible-network" && !db.Engine.startsWith("sqlserver-");
  if (!["stopped", "inaccessible-encryption-credentials-recoverable"].includes(status) && !network) {
    throw wrongInstanceState(
      `Instance ${db.DBInstanceIdentifier} cannot be started as it is not in one of the following statuses: ` +
        "'stopped, inaccessible-encryption-credentials-recoverable, " +
        "incompatible-network (only valid for non-SqlServer instances)'.",
    );
  }
  begin(call.account, call.region, instance, [{ status: "starting", outcome: "started" }]);
  return { DBInstance: shown(instance, call.account) };
};

/** Starts an instance that has been stopped for seven days. */
export const autostart: JobHandler = (account, { data }, at) => {
  const region = String(data.region);
  const instance = byResourceId(account, region, String(data.resourceId));
  if (instance?.db.DBInstanceStatus !== "stopped" || instance.db.AutomaticRestartTime?.getTime() !== at) return;
  const message = "DB instance is being started due to it exceeding the maximum allowed time being stopped.";
  noteInstance(regionOfCall({ account, region }), instance.db, at, "notification", message);
  begin(account, region, instance, [{ status: "starting", outcome: "started" }]);
};
