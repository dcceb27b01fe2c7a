import type { Account } from "../../account.ts";
import { noteInstance } from "../../rds/events.ts";
import { newSnapshot } from "../../rds/snapshot.ts";
import type { StoredInstance } from "../../rds/state.ts";
import { partnerAccountId } from "../actors.ts";
import { addDatabase, databases, newDatabaseRegion, type Sight } from "../databases.ts";
import { day, isoSeconds } from "../dates.ts";
import type { Inventory } from "../inventory.ts";
import type { Moments } from "../story/moments.ts";
import { sharedSnapshot } from "../story/snapshots.ts";

const minute = 60_000;

/** The databases as the story leaves them, with their snapshots and what happened to them in the last two weeks. */
export function seedDatabases(account: Account, inventory: Inventory, moments: Moments): void {
  const { state } = account;
  const { to } = state.past;
  const rds = newDatabaseRegion(inventory);
  state.rds.regions.set(inventory.region, rds);
  const add = (name: keyof typeof databases, seen: Partial<Sight> & { readonly created: number }) =>
    addDatabase(state, inventory, databases[name], { at: to, status: "available", ...seen });

  const oradb = add("oradb", { created: moments.oradbCreated, changes: { DBInstanceClass: "db.m5.xlarge" } });
  const mysqldb = add("mysql", { created: moments.mysqlCreated, name: "mysqldb" });
  mysqldb.db.TagList.push({ Key: "formerly", Value: "mysql-db" });
  const ordersProd = add("ordersProd", { created: moments.ordersProdCreated });
  const reporting = add("reporting", { created: moments.reportingCreated });
  const wiki = add("wiki", { created: moments.wikiCreated, status: "stopped" });
  const staging = add("secondStaging", { created: moments.stagingCreatedAgain });
  const ledger = add("ledger", { created: moments.ledgerCreated });

  const restart = moments.wikiStopped + 2 * minute + 7 * day;
  wiki.db.AutomaticRestartTime = new Date(restart);
  const resourceId = wiki.db.DbiResourceId;
  account.schedule(restart, "rds.autostart", { region: inventory.region, resourceId, at: restart });
  reporting.maintenanceActions.push({
    Action: "system-update",
    Description: "New Operating System update is available",
    AutoAppliedAfterDate: new Date(to + 19 * day),
    CurrentApplyDate: new Date(to + 19 * day),
  });

  for (const instance of [ordersProd, reporting, oradb, mysqldb, staging, ledger]) seedBackups(account, instance);
  const shared = newSnapshot(state, inventory.region, wiki, sharedSnapshot, {
    type: "manual",
    at: moments.snapshotTaken,
  });
  shared.restore.push(partnerAccountId);
  rds.snapshots.set(sharedSnapshot, shared);

  const note = (instance: StoredInstance, at: number, category: string, message: string) =>
    noteInstance(rds, instance.db, at, category, message);
  const restarted = (instance: StoredInstance, at: number) => {
    note(instance, at + 20_000, "availability", "DB instance shutdown");
    note(instance, at + 95_000, "availability", "DB instance restarted");
  };
  note(ordersProd, moments.failover + 15_000, "failover", "Multi-AZ instance failover started.");
  restarted(ordersProd, moments.failover);
  note(ordersProd, moments.failover + 110_000, "failover", "Multi-AZ instance failover completed");
  note(wiki, moments.wikiStopped + 2 * minute, "notification", "DB instance stopped");
  restarted(oradb, moments.oradbRebootedAgain);
}

/** Automated backups of the last days, at most three, so that the list stays short. */
function seedBackups(account: Account, instance: StoredInstance): void {
  const { state } = account;
  const { db } = instance;
  const [hour = 0, minutes = 0] = db.PreferredBackupWindow.split(/[:-]/).map(Number);
  const midnight = Math.floor(state.past.to / day) * day;
  for (let ago = Math.min(db.BackupRetentionPeriod, 3); ago >= 1; ago--) {
    const at = midnight - ago * day + (hour * 60 + minutes + 3) * minute;
    if (at < (db.InstanceCreateTime?.getTime() ?? 0)) continue;
    const name = `rds:${db.DBInstanceIdentifier}-${isoSeconds(at).slice(0, 16).replace(/[T:]/g, "-")}`;
    const stored = newSnapshot(state, state.region, instance, name, { type: "automated", at });
    state.rds.regions.get(state.region)?.snapshots.set(name, stored);
  }
}
