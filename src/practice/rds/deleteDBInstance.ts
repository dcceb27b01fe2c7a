import type { DeleteDBInstanceMessage, DeleteDBInstanceResult } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { begin } from "./course.ts";
import { invalidCombination, wrongInstanceState } from "./errors.ts";
import { instanceNamed, shown } from "./lookup.ts";
import { snapshotIdentifier } from "./names.ts";
import { checkNewSnapshot, takeSnapshot } from "./snapshot.ts";
import type { Stage } from "./state.ts";

/** Deletes a DB instance, with a final snapshot or explicitly without (FACTS 112). */
export const deleteDBInstance: Operation<DeleteDBInstanceMessage, DeleteDBInstanceResult> = (input, call) => {
  const { account, region } = call;
  const { FinalDBSnapshotIdentifier: final, SkipFinalSnapshot: skip } = input;
  if (skip && final !== undefined) {
    throw invalidCombination("FinalDBSnapshotIdentifier can not be specified when SkipFinalSnapshot is specified.");
  }
  if (!skip && final === undefined) {
    throw invalidCombination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
  }
  const name = final === undefined ? undefined : snapshotIdentifier("FinalDBSnapshotIdentifier", final);
  const instance = instanceNamed(call, input.DBInstanceIdentifier);
  const { db } = instance;
  if (db.DBInstanceStatus === "deleting") {
    throw wrongInstanceState(`Instance ${db.DBInstanceIdentifier} is already being deleted.`);
  }
  if (db.DeletionProtection) {
    throw invalidCombination("Cannot delete protected DB Instance, please disable deletion protection and try again.");
  }
  if (name !== undefined && db.ReadReplicaSourceDBInstanceIdentifier !== undefined) {
    throw invalidCombination("FinalDBSnapshotIdentifier can not be specified when deleting a replica instance");
  }
  const stages: Stage[] = [{ status: "deleting", outcome: "deleted" }];
  if (name !== undefined) {
    checkNewSnapshot(account, region, instance, name);
    takeSnapshot(account, region, instance, name);
    stages.unshift({ status: "deleting", takes: "backing-up", outcome: "nothing" });
  }
  instance.deleteAutomatedBackups = input.DeleteAutomatedBackups ?? true;
  db.PendingModifiedValues = {};
  instance.applying = [];
  begin(account, region, instance, stages);
  return { DBInstance: shown(instance, account) };
};
