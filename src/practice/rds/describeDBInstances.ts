import type { DBInstanceMessage, DescribeDBInstancesMessage } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { instanceNamed, nameInArn, regionOfCall, shown } from "./lookup.ts";
import { checkFilters, page } from "./paging.ts";
import type { Instance } from "./state.ts";

/** What each filter compares. */
const filters: Readonly<Record<string, (db: Instance) => string | undefined>> = {
  "db-cluster-id": (db) => db.DBClusterIdentifier,
  "db-instance-id": (db) => db.DBInstanceIdentifier,
  "dbi-resource-id": (db) => db.DbiResourceId,
  domain: () => undefined,
  engine: (db) => db.Engine,
};

/** Lists DB instances by identifier, or gives the one that is named by its identifier or ARN. */
export const describeDBInstances: Operation<DescribeDBInstancesMessage, DBInstanceMessage> = (input, call) => {
  checkFilters(input.Filters, Object.keys(filters));
  const all =
    input.DBInstanceIdentifier === undefined
      ? [...regionOfCall(call).instances.values()]
      : [instanceNamed(call, nameInArn(input.DBInstanceIdentifier))];
  const found = all
    .filter(({ db }) =>
      (input.Filters ?? []).every(({ Name = "", Values = [] }) => {
        const value = filters[Name]?.(db)?.toLowerCase();
        return Values.some((wanted) => nameInArn(wanted)?.toLowerCase() === value);
      }),
    )
    .sort((a, b) => (a.db.DBInstanceIdentifier < b.db.DBInstanceIdentifier ? -1 : 1));
  const { items, marker } = page(found, input);
  return { DBInstances: items.map((instance) => shown(instance, call.account)), Marker: marker };
};
