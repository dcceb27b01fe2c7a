import type { Account, JobHandler } from "../account.ts";
import { noteInstance } from "./events.ts";
import { regionOf } from "./network.ts";
import { outcomes } from "./outcomes.ts";
import type { Stage, StoredInstance } from "./state.ts";

/** Storage optimization goes on in the background: the instance can be used and changed meanwhile. */
const background = "storage-optimization";

/** Whether the instance is going through something that other operations must wait for. */
export function isBusy({ stages }: StoredInstance): boolean {
  return stages.some(({ status }) => status !== background);
}

/**
 * Takes an instance through `stages`, one after the other, by jobs of `settings.stateDurations`. It begins after `lag`
 * milliseconds: its status stays as it is until then (FACTS 117). Ends in `available`, or in `stopped`.
 */
export function begin(
  account: Account,
  region: string,
  instance: StoredInstance,
  stages: readonly Stage[],
  lag = 0,
): void {
  const optimizing = instance.stages.filter(({ status }) => status === background);
  const ends = stages.some(({ status }) => status === "deleting" || status === background);
  instance.stages = [...stages, ...(ends ? [] : optimizing)];
  instance.underway = false;
  instance.turn += 1;
  if (lag === 0) enter(account, region, instance);
  else scheduleStep(account, region, instance, account.now() + lag);
}

/** Milliseconds for which an instance is in a status; five seconds where `settings.stateDurations` does not say. */
export function durationOf(account: Account, status: string): number {
  return account.settings.stateDurations[status] ?? 5_000;
}

/** Ends the present stage and begins the next one. */
export const step: JobHandler = (account, { data }) => {
  const region = String(data.region);
  const instance = byResourceId(account, region, String(data.resourceId));
  if (instance === undefined || instance.turn !== data.turn) return;
  if (instance.underway) {
    const stage = instance.stages.shift();
    if (stage !== undefined) outcomes[stage.outcome](account, region, instance);
    if (stage?.outcome === "deleted") return;
    if (stage?.outcome === "stopped") instance.db.DBInstanceStatus = "stopped";
  }
  enter(account, region, instance);
};

/** The instance with that DbiResourceId: the identifier that a rename does not change. */
export function byResourceId(account: Account, region: string, resourceId: string): StoredInstance | undefined {
  for (const instance of regionOf(account.state, region).instances.values()) {
    if (instance.db.DbiResourceId === resourceId) return instance;
  }
  return undefined;
}

function enter(account: Account, region: string, instance: StoredInstance): void {
  const stage = instance.stages[0];
  const { db } = instance;
  instance.underway = stage !== undefined;
  if (stage === undefined) {
    if (db.DBInstanceStatus !== "stopped") db.DBInstanceStatus = "available";
    return;
  }
  db.DBInstanceStatus = stage.status;
  announce(account, region, instance, stage);
  scheduleStep(account, region, instance, account.now() + durationOf(account, stage.takes ?? stage.status));
}

function announce(account: Account, region: string, { db }: StoredInstance, { status, outcome }: Stage): void {
  const tell = (category: string, message: string): void =>
    noteInstance(regionOf(account.state, region), db, account.now(), category, message);
  const pending = db.PendingModifiedValues;
  if (status === "backing-up") tell("backup", "Backing up DB instance");
  if (status === "rebooting") tell("availability", "DB instance shutdown");
  if (outcome === "failedOver") tell("failover", "Multi-AZ instance failover started.");
  if (outcome !== "modified") return;
  if (pending.DBInstanceClass) tell("configuration change", "Applying modification to database instance class");
  if (pending.AllocatedStorage) tell("configuration change", "Applying modification to allocated storage");
  if (pending.MultiAZ === true)
    tell("configuration change", "Applying modification to convert to a Multi-AZ DB instance");
  if (pending.MultiAZ === false) {
    tell("configuration change", "Applying modification to convert to a standard (Single-AZ) DB instance");
  }
}

function scheduleStep(account: Account, region: string, { db, turn }: StoredInstance, at: number): void {
  account.schedule(at, "rds.step", { region, resourceId: db.DbiResourceId, turn });
}
