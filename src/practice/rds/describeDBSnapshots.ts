import type { DBSnapshotMessage, DescribeDBSnapshotsMessage } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { invalidValue } from "./errors.ts";
import { nameInArn, regionOfCall, shownSnapshot, snapshotNamed } from "./lookup.ts";
import { checkFilters, page } from "./paging.ts";
import type { Snapshot } from "./state.ts";

/** What each filter compares. */
const filters: Readonly<Record<string, (snapshot: Snapshot) => string | undefined>> = {
  "db-instance-id": (snapshot) => snapshot.DBInstanceIdentifier,
  "db-snapshot-id": (snapshot) => snapshot.DBSnapshotIdentifier,
  "dbi-resource-id": (snapshot) => snapshot.DbiResourceId,
  engine: (snapshot) => snapshot.Engine,
  "snapshot-type": (snapshot) => snapshot.SnapshotType,
};

/** Lists the account's own DB snapshots by time, or gives the one that is named by its identifier or ARN. */
export const describeDBSnapshots: Operation<DescribeDBSnapshotsMessage, DBSnapshotMessage> = (input, call) => {
  const { SnapshotType: type, DbiResourceId: resourceId } = input;
  checkFilters(input.Filters, Object.keys(filters));
  if (type !== undefined && !["automated", "manual", "shared", "public", "awsbackup"].includes(type)) {
    throw invalidValue(`Invalid snapshot type: ${type}`);
  }
  const instance = nameInArn(input.DBInstanceIdentifier)?.toLowerCase();
  const all =
    input.DBSnapshotIdentifier === undefined
      ? [...regionOfCall(call).snapshots.values()]
      : [snapshotNamed(call, input.DBSnapshotIdentifier)];
  const found = all
    .filter(({ snapshot }) => {
      if (instance !== undefined && snapshot.DBInstanceIdentifier !== instance) return false;
      if (resourceId !== undefined && snapshot.DbiResourceId !== resourceId) return false;
      if (type !== undefined && snapshot.SnapshotType !== type) return false;
      return (input.Filters ?? []).every(({ Name = "", Values = [] }) => {
        const value = filters[Name]?.(snapshot)?.toLowerCase();
        return Values.some((wanted) => nameInArn(wanted)?.toLowerCase() === value);
      });
    })
    .sort((a, b) => timeOf(a.snapshot) - timeOf(b.snapshot));
  const { items, marker } = page(found, input);
  return { DBSnapshots: items.map(shownSnapshot), Marker: marker };
};

/** Snapshots that are not complete come last. */
function timeOf({ SnapshotCreateTime }: Snapshot): number {
  return SnapshotCreateTime?.getTime() ?? Number.MAX_SAFE_INTEGER;
}
