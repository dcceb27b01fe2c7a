import type { RebootDBInstanceMessage, RebootDBInstanceResult } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { begin, isBusy } from "./course.ts";
import { invalidCombination, wrongInstanceState } from "./errors.ts";
import { instanceNamed, shown } from "./lookup.ts";

/** Restarts the database of an instance, with `ForceFailover` on the standby (FACTS 109). */
export const rebootDBInstance: Operation<RebootDBInstanceMessage, RebootDBInstanceResult> = (input, call) => {
  const instance = instanceNamed(call, input.DBInstanceIdentifier);
  const { db } = instance;
  if (isBusy(instance)) {
    throw wrongInstanceState("Instance cannot currently reboot due to an in-progress management operation.");
  }
  if (!["available", "storage-optimization"].includes(db.DBInstanceStatus)) {
    throw wrongInstanceState("Database instance is not in available state.");
  }
  if (input.ForceFailover && !db.MultiAZ) {
    throw invalidCombination(
      "ForceFailover cannot be specified since the instance is not configured for either MultiAZ or High Availability",
    );
  }
  const outcome = input.ForceFailover ? "failedOver" : "rebooted";
  begin(call.account, call.region, instance, [{ status: "rebooting", outcome }]);
  return { DBInstance: shown(instance, call.account) };
};
