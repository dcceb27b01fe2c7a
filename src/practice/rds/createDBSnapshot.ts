import type { CreateDBSnapshotMessage, CreateDBSnapshotResult } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { checkTags } from "./checks.ts";
import { begin, isBusy } from "./course.ts";
import { instanceNamed, shownSnapshot } from "./lookup.ts";
import { snapshotIdentifier } from "./names.ts";
import { checkNewSnapshot, takeSnapshot } from "./snapshot.ts";

/** Takes a manual snapshot; the instance is `backing-up` meanwhile. */
export const createDBSnapshot: Operation<CreateDBSnapshotMessage, CreateDBSnapshotResult> = (input, call) => {
  const { account, region } = call;
  const name = snapshotIdentifier("DBSnapshotIdentifier", input.DBSnapshotIdentifier);
  checkTags(input.Tags);
  const instance = instanceNamed(call, input.DBInstanceIdentifier);
  checkNewSnapshot(account, region, instance, name);
  const stored = takeSnapshot(account, region, instance, name, input.Tags);
  if (!isBusy(instance)) begin(account, region, instance, [{ status: "backing-up", outcome: "nothing" }]);
  return { DBSnapshot: shownSnapshot(stored) };
};
