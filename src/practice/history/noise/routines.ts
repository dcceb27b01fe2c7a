import type { ActorName } from "../actors.ts";
import type { Call } from "./call.ts";
import * as compute from "./compute.ts";
import * as identity from "./identity.ts";
import * as observability from "./observability.ts";
import * as rds from "./rds.ts";
import * as storage from "./storage.ts";

/** How often something happens, relative to the rest, at a time of the week: see `calendar.ts`. */
export interface Frequency {
  readonly office: number;
  readonly night: number;
  readonly quiet: number;
}

/** Somebody's everyday work: a run of calls, one soon after the other. */
export interface Routine {
  readonly actor: ActorName;
  readonly calls: readonly Call[];
  /** Fewest and most calls of one run. */
  readonly run: readonly [number, number];
  readonly frequency: Frequency;
  /** Happens in other Regions too, where the account has nothing. */
  readonly anywhere?: boolean;
}

const always = (weight: number): Frequency => ({ office: weight, night: weight, quiet: weight });
const inOffice = (weight: number): Frequency => ({ office: weight, night: weight / 60, quiet: weight / 30 });
const atNight = (weight: number): Frequency => ({ office: weight / 20, night: weight, quiet: weight / 20 });

/** The everyday traffic of the account. Read-only calls are the bulk of it (FACTS 29). */
export const routines: readonly Routine[] = [
  {
    actor: "metrics",
    calls: [rds.describeInstances, ...observability.metricReads],
    run: [2, 5],
    frequency: always(16),
  },
  { actor: "metrics", calls: [rds.describeInstance, rds.listTags], run: [2, 8], frequency: always(9) },
  { actor: "metrics", calls: compute.computeReads, run: [2, 6], frequency: always(8) },
  { actor: "application", calls: [storage.secretRead, storage.decrypt], run: [1, 2], frequency: always(12) },
  { actor: "ssmAgent", calls: [compute.agentHeartbeat], run: [1, 1], frequency: always(8) },
  { actor: "lambda", calls: [identity.lambdaAssumesRole], run: [1, 1], frequency: always(6) },
  {
    actor: "startStop",
    calls: [rds.describeInstance, rds.listTags, observability.createLogStream],
    run: [1, 3],
    frequency: always(5),
  },
  { actor: "rds", calls: [identity.rdsAssumesRole], run: [1, 1], frequency: always(4) },
  { actor: "rdsRole", calls: compute.rdsNetworkReads, run: [1, 3], frequency: always(5) },
  { actor: "cloudTrail", calls: [storage.trailBucketAcl], run: [1, 1], frequency: always(5) },
  {
    actor: "config",
    calls: [...rds.inventoryReads, ...compute.accountReads],
    run: [3, 9],
    frequency: always(3),
    anywhere: true,
  },
  { actor: "config", calls: storage.bucketReads, run: [2, 6], frequency: always(2) },
  {
    actor: "trustedAdvisor",
    calls: [...rds.inventoryReads, ...compute.accountReads],
    run: [2, 6],
    frequency: atNight(12),
    anywhere: true,
  },
  { actor: "resourceExplorer", calls: rds.inventoryReads, run: [1, 4], frequency: always(3), anywhere: true },
  { actor: "backup", calls: [rds.describeInstance, storage.generateDataKey], run: [1, 3], frequency: atNight(10) },
  { actor: "auditor", calls: [identity.auditorAssumesRole], run: [1, 1], frequency: atNight(2) },
  {
    actor: "terraform",
    calls: [
      identity.getCallerIdentity,
      rds.describeInstance,
      rds.listTags,
      ...storage.bucketReads,
      ...identity.iamReads,
      ...compute.computeReads,
      ...storage.listKeys,
    ],
    run: [8, 26],
    frequency: inOffice(8),
  },
  {
    actor: "deployFunctions",
    calls: [identity.getCallerIdentity, ...compute.functionReads, compute.updateFunction, storage.putParameter],
    run: [3, 6],
    frequency: inOffice(6),
  },
  { actor: "alice", calls: [identity.signIn], run: [1, 1], frequency: inOffice(0.5) },
  { actor: "alice", calls: [...rds.consolePage, ...observability.consoleReads], run: [6, 16], frequency: inOffice(6) },
  {
    actor: "alice",
    calls: [...observability.trailReads, ...observability.logReads, ...identity.iamReads],
    run: [2, 7],
    frequency: inOffice(3),
  },
  {
    actor: "aliceCli",
    calls: [identity.getCallerIdentity, rds.describeInstance, ...observability.logReads],
    run: [1, 4],
    frequency: inOffice(3),
  },
  { actor: "dave", calls: [identity.signIn], run: [1, 1], frequency: inOffice(0.5) },
  { actor: "dave", calls: [...rds.consolePage, ...rds.databaseLogs], run: [6, 16], frequency: inOffice(6) },
  { actor: "erin", calls: [...rds.consolePage, ...observability.consoleReads], run: [4, 10], frequency: inOffice(3) },
  {
    actor: "bob",
    calls: [rds.describeInstance, rds.describeInstances, ...rds.databaseLogs],
    run: [1, 5],
    frequency: inOffice(6),
  },
  {
    actor: "carol",
    calls: [
      identity.getCallerIdentity,
      rds.describeInstances,
      rds.describeMissing,
      storage.listBuckets,
      compute.deniedRead,
    ],
    run: [1, 4],
    frequency: inOffice(3),
  },
  {
    actor: "federated",
    calls: [storage.listBuckets, ...storage.bucketReads.slice(0, 2)],
    run: [1, 3],
    frequency: inOffice(2),
  },
];
