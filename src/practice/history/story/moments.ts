import { sunday, workday } from "../dates.ts";
import type { Lifetime } from "../noise/noise.ts";

const year = 365 * 86_400_000;
const minute = 60_000;

/** When the turning points of the databases' lives are: epoch milliseconds, fixed in relation to `to`. */
export function momentsOf(to: number) {
  return {
    ordersProdCreated: to - 2.3 * year,
    reportingCreated: to - 1.4 * year,
    legacyCrmCreated: to - 6.1 * year,
    stagingCreated: workday(to, 58, "14:22:07"),
    oradbCreated: workday(to, 56, "15:41:33"),
    mysqlCreated: workday(to, 55, "16:09:48"),
    wikiCreated: workday(to, 50, "13:27:12"),
    oradbRebooted: workday(to, 48, "21:12:40"),
    oradbResized: workday(to, 41, "19:33:05"),
    oradbRefused: workday(to, 35, "18:20:51"),
    mysqlRenamed: workday(to, 33, "20:04:19"),
    oradbPassword: workday(to, 30, "14:47:26"),
    stagingDeleted: workday(to, 28, "17:50:03"),
    legacyCrmDeleted: workday(to, 25, "20:31:44"),
    ledgerCreated: workday(to, 24, "15:05:30"),
    oradbUnprotected: workday(to, 22, "18:02:10"),
    snapshotTaken: workday(to, 18, "16:05:00"),
    snapshotShared: workday(to, 18, "16:40:00"),
    snapshotPublic: workday(to, 16, "21:18:27"),
    carolRefused: workday(to, 16, "17:13:09"),
    incident: workday(to, 15, "02:13:09"),
    stagingCreatedAgain: workday(to, 12, "14:31:55"),
    rootAtWork: workday(to, 10, "13:08:02"),
    failover: workday(to, 6, "21:45:16"),
    wikiStopped: workday(to, 2, "21:58:37"),
    maintenance: sunday(to, 3, "03:52:14"),
    oradbRebootedAgain: to - 47 * minute,
    deniedToday: to - 25 * minute,
  } as const;
}

export type Moments = ReturnType<typeof momentsOf>;

/** How long each name means a database instance (FACTS 116), seen from the everyday traffic. */
export function lifetimesOf(moments: Moments): Lifetime[] {
  const life = (name: string, from: number, to = Number.POSITIVE_INFINITY): Lifetime => ({
    name,
    // Records may come hours late.
    from: from + 180 * minute,
    to,
  });
  return [
    life("orders-prod", moments.ordersProdCreated),
    life("reporting", moments.reportingCreated),
    life("legacy-crm", moments.legacyCrmCreated, moments.legacyCrmDeleted),
    life("orders-staging", moments.stagingCreated, moments.stagingDeleted),
    life("orders-staging", moments.stagingCreatedAgain),
    life("oradb", moments.oradbCreated),
    life("mysql-db", moments.mysqlCreated, moments.mysqlRenamed),
    life("mysqldb", moments.mysqlRenamed),
    life("wiki", moments.wikiCreated),
    life("ledger", moments.ledgerCreated),
  ];
}
