import type {
  DescribePendingMaintenanceActionsMessage,
  PendingMaintenanceActionsMessage,
  ResourcePendingMaintenanceActions,
} from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { regionOfCall } from "./lookup.ts";
import { checkFilters, page } from "./paging.ts";

/** Lists the instances for which RDS has maintenance to do; none has unless the account was made so. */
export const describePendingMaintenanceActions: Operation<
  DescribePendingMaintenanceActionsMessage,
  PendingMaintenanceActionsMessage
> = (input, call) => {
  checkFilters(input.Filters, ["db-cluster-id", "db-instance-id"]);
  const wanted = input.Filters?.flatMap(({ Values = [] }) => Values.map((value) => value.toLowerCase()));
  const found = [...regionOfCall(call).instances.values()]
    .filter(({ maintenanceActions }) => maintenanceActions.length > 0)
    .filter(({ db }) => input.ResourceIdentifier === undefined || db.DBInstanceArn === input.ResourceIdentifier)
    .filter(
      ({ db }) => !wanted?.length || wanted.some((name) => [db.DBInstanceIdentifier, db.DBInstanceArn].includes(name)),
    )
    .map(
      ({ db, maintenanceActions }): ResourcePendingMaintenanceActions => ({
        ResourceIdentifier: db.DBInstanceArn,
        PendingMaintenanceActionDetails: structuredClone(maintenanceActions),
      }),
    );
  const { items, marker } = page(found, input);
  return { PendingMaintenanceActions: items, Marker: marker };
};
