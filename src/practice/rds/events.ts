import type { DescribeEventsMessage, EventsMessage, SourceType } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { invalidCombination, invalidValue } from "./errors.ts";
import { regionOf } from "./network.ts";
import { page } from "./paging.ts";
import type { Instance, RdsRegion, Snapshot } from "./state.ts";

const day = 24 * 3_600_000;
const kept = 14 * day;
const sourceTypes: readonly string[] = [
  ...["db-instance", "db-parameter-group", "db-security-group", "db-snapshot", "db-cluster", "db-cluster-snapshot"],
  ...["custom-engine-version", "db-proxy", "blue-green-deployment", "db-shard-group", "zero-etl"],
];

/** Notes something that happened to an instance; `at` in epoch milliseconds. Events are kept for 14 days. */
export function noteInstance(region: RdsRegion, db: Instance, at: number, category: string, message: string): void {
  note(region, "db-instance", db.DBInstanceIdentifier, db.DBInstanceArn, at, category, message);
}

/** Notes something that happened to a snapshot; `at` in epoch milliseconds. */
export function noteSnapshot(
  region: RdsRegion,
  { DBSnapshotIdentifier, DBSnapshotArn }: Snapshot,
  at: number,
  category: string,
  message: string,
): void {
  note(region, "db-snapshot", DBSnapshotIdentifier, DBSnapshotArn, at, category, message);
}

/** Lists what happened in the last hour, or in the time asked for, oldest first. */
export const describeEvents: Operation<DescribeEventsMessage, EventsMessage> = (input, { account, region, now }) => {
  const { SourceIdentifier: source, SourceType: type, EventCategories: categories } = input;
  if (type !== undefined && !sourceTypes.includes(type)) {
    throw invalidValue(`Invalid event source type. Valid types are '${sourceTypes.join("', '")}'`);
  }
  if (source !== undefined && type === undefined) {
    throw invalidCombination("Cannot specify source identifier without source type");
  }
  const minutes = input.Duration ?? 60;
  if (minutes < 1 || minutes > kept / 60_000) throw invalidValue(`Invalid duration: ${minutes}`);
  const to = input.EndTime?.getTime() ?? now;
  const from = input.StartTime?.getTime() ?? to - minutes * 60_000;
  if (from > to) throw invalidCombination("The start time must be before the end time.");
  const found = regionOf(account.state, region).events.filter((event) => {
    const at = event.Date?.getTime() ?? 0;
    if (at < from || at > to || at < now - kept) return false;
    if (type !== undefined && event.SourceType !== type) return false;
    if (source !== undefined && event.SourceIdentifier !== source.toLowerCase()) return false;
    return !categories?.length || event.EventCategories?.some((category) => categories.includes(category)) === true;
  });
  const { items, marker } = page(found, input);
  return { Events: items, Marker: marker };
};

function note(
  region: RdsRegion,
  type: SourceType,
  source: string,
  arn: string,
  at: number,
  category: string,
  message: string,
): void {
  const old = region.events.findIndex((event) => (event.Date?.getTime() ?? 0) >= at - kept);
  if (old > 0) region.events.splice(0, old);
  region.events.push({
    SourceIdentifier: source,
    SourceType: type,
    Message: message,
    EventCategories: category === "" ? [] : [category],
    Date: new Date(at),
    SourceArn: arn,
  });
}
