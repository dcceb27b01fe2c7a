import { buckets } from "./buckets.ts";
import { instanceRules } from "./instanceRules.ts";
import { instances } from "./instances.ts";
import { logEvents } from "./logEvents.ts";
import { logGroups } from "./logGroups.ts";
import { objects } from "./objects.ts";
import { queues } from "./queues.ts";
import { roles } from "./roles.ts";
import type { Scenario } from "./scenario.ts";
import { snapshots } from "./snapshots.ts";
import { subscriptions } from "./subscriptions.ts";
import { topics } from "./topics.ts";
import { trails } from "./trails.ts";

/** All scenarios. */
export const scenarios: readonly Scenario[] = [
  buckets,
  objects,
  topics,
  subscriptions,
  queues,
  roles,
  logGroups,
  logEvents,
  trails,
  instances,
  instanceRules,
  snapshots,
];
