import * as l10n from "@vscode/l10n";
import type { AwsFailure } from "../../aws/errors.ts";
import type {
  DbInstanceNode,
  LogGroupNode,
  LogStreamNode,
  MoreNode,
  NoticeNode,
  ResourceNode,
  SectionNode,
  SubscriptionNode,
  TopicNode,
  TrailNode,
} from "../resourceNode.ts";
import { ago, engineName, size } from "./format.ts";
import { instanceHealth } from "./instanceStatus.ts";

/** What a row says, before it becomes a tree item. Texts are as AWS gave them: not yet made visible. */
export interface Description {
  /** The same for the same thing, and different from all others in the tree. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  readonly color?: "charts.green" | "charts.yellow" | "charts.red" | "disabledForeground";
  /** What menus go by: the kind, and the status after a dot. */
  readonly context: string;
  readonly children?: "expanded" | "collapsed";
}

/** Tells how a node looks. `now` is in epoch milliseconds; `count` is the number of children a section turned out to have. */
export function describe(node: ResourceNode, now: number, count?: string): Description {
  switch (node.kind) {
    case "section":
      return describeSection(node, count);
    case "trail":
      return { id: `trail:${node.arn}`, label: node.name, ...describeTrail(node, now) };
    case "topic":
      return describeTopic(node);
    case "subscription":
      return describeSubscription(node);
    case "logGroup":
      return describeLogGroup(node);
    case "logStream":
      return describeLogStream(node, now);
    case "dbInstance":
      return describeDbInstance(node);
    case "more":
      return describeMore(node);
    case "notice":
      return describeNotice(node);
  }
}

function describeSection({ section }: SectionNode, count: string | undefined): Description {
  const looks = {
    trails: { label: l10n.t("Trails"), icon: "history", children: "expanded" },
    topics: { label: l10n.t("Topics"), icon: "broadcast", children: "collapsed" },
    logGroups: { label: l10n.t("Log Groups"), icon: "notebook", children: "collapsed" },
    dbInstances: { label: l10n.t("DB Instances"), icon: "database", children: "expanded" },
  } as const;
  return {
    id: `section:${section}`,
    context: `section.${section}`,
    ...looks[section],
    ...(count !== undefined && { description: count }),
  };
}

function describeTrail(node: TrailNode, now: number): Pick<Description, "description" | "icon" | "color" | "context"> {
  const { status, failure, trail } = node;
  if (status === undefined) {
    return { description: failure?.sentence ?? "", icon: "question", color: "charts.yellow", context: "trail.unknown" };
  }
  if (status.IsLogging !== true) {
    return {
      description: l10n.t("not logging"),
      icon: "circle-slash",
      color: "charts.yellow",
      context: "trail.stopped",
    };
  }
  const errors = [
    [l10n.t("bucket"), status.LatestDeliveryError],
    [l10n.t("log group"), status.LatestCloudWatchLogsDeliveryError],
    [l10n.t("topic"), status.LatestNotificationError],
    [l10n.t("digest"), status.LatestDigestDeliveryError],
  ].flatMap(([where, error]) => (error === undefined || error === "" ? [] : [`${where}: ${error}`]));
  const context = "trail.logging";
  if (errors.length > 0) {
    const description = [l10n.t("logging"), ...errors].join(" · ");
    return { description, icon: "warning", color: "charts.red", context };
  }
  const delivered = Math.max(
    status.LatestDeliveryTime?.getTime() ?? 0,
    status.LatestCloudWatchLogsDeliveryTime?.getTime() ?? 0,
  );
  const delivery = delivered === 0 ? l10n.t("nothing delivered yet") : l10n.t("delivered {0}", ago(delivered, now));
  const organization = trail.IsOrganizationTrail === true ? [l10n.t("organization")] : [];
  return {
    description: [l10n.t("logging"), delivery, ...organization].join(" · "),
    icon: "pass-filled",
    color: "charts.green",
    context,
  };
}

function describeTopic(node: TopicNode): Description {
  const look = { id: `topic:${node.arn}`, label: node.name, context: "topic", children: "collapsed" } as const;
  const { attributes, failure } = node;
  if (attributes === undefined) {
    return { ...look, description: failure?.sentence ?? "", icon: "question", color: "charts.yellow" };
  }
  const confirmed = Number(attributes.SubscriptionsConfirmed ?? 0);
  const pending = Number(attributes.SubscriptionsPending ?? 0);
  return { ...look, icon: "broadcast", description: subscriptionCount(confirmed + pending, pending) };
}

function subscriptionCount(all: number, pending: number): string {
  if (all === 0) return l10n.t("no subscriptions");
  const count = all === 1 ? l10n.t("1 subscription") : l10n.t("{0} subscriptions", all);
  return pending === 0 ? count : l10n.t("{0}, {1} pending", count, pending);
}

const protocolIcons: Readonly<Record<string, string>> = {
  email: "mail",
  "email-json": "mail",
  sqs: "inbox",
  lambda: "symbol-method",
  http: "globe",
  https: "globe",
  sms: "device-mobile",
  application: "device-mobile",
};

function describeSubscription(node: SubscriptionNode): Description {
  const isPending = node.arn === undefined;
  return {
    id: `subscription:${node.topicArn}|${node.protocol}|${node.name}`,
    label: node.name.startsWith("arn:") ? (node.name.split(":").at(-1) ?? node.name) : node.name,
    description: `${node.protocol} · ${isPending ? l10n.t("waits for confirmation") : l10n.t("confirmed")}`,
    icon: protocolIcons[node.protocol] ?? "plug",
    context: isPending ? "subscription.pending" : "subscription.confirmed",
    ...(isPending && { color: "charts.yellow" }),
  };
}

function describeLogGroup({ name, arn, logGroup, trails }: LogGroupNode): Description {
  const { retentionInDays, storedBytes, logGroupClass } = logGroup;
  const parts = [
    ...trails.map((trail) => l10n.t("trail {0}", trail)),
    // FilterLogEvents does not work on it, so people have to know (FACTS 60).
    ...(logGroupClass === "INFREQUENT_ACCESS" ? [l10n.t("infrequent access")] : []),
    retentionInDays === undefined ? l10n.t("kept for ever") : l10n.t("{0} days", retentionInDays),
    size(storedBytes ?? 0),
  ];
  return {
    id: `logGroup:${arn}`,
    label: name,
    description: parts.join(" · "),
    icon: trails.length > 0 ? "book" : "notebook",
    context: logGroupClass === "INFREQUENT_ACCESS" ? "logGroup.infrequentAccess" : "logGroup.standard",
    children: "collapsed",
  };
}

function describeLogStream({ name, arn, logStream }: LogStreamNode, now: number): Description {
  const { lastEventTimestamp } = logStream;
  return {
    id: `logStream:${arn}`,
    label: name,
    description:
      lastEventTimestamp === undefined ? l10n.t("empty") : l10n.t("last event {0}", ago(lastEventTimestamp, now)),
    icon: "list-flat",
    context: "logStream",
  };
}

function describeDbInstance({ name, resourceId, instance }: DbInstanceNode): Description {
  const { DBInstanceStatus = "", DBInstanceClass = "", Engine = "", EngineVersion = "" } = instance;
  const health = instanceHealth(DBInstanceStatus);
  // While an instance changes, the values that it is just taking on are still among the pending ones.
  const isWaiting =
    health !== "changing" && Object.values(instance.PendingModifiedValues ?? {}).some((value) => value !== undefined);
  const isUsual = health === "available";
  const parts = [
    // What is out of the ordinary comes first: a narrow view shows no more than that.
    ...(isUsual ? [] : [DBInstanceStatus]),
    engineName(Engine, EngineVersion),
    DBInstanceClass,
    ...(isUsual ? [DBInstanceStatus] : []),
    ...(isWaiting ? [l10n.t("changes pending")] : []),
  ];
  return {
    id: `dbInstance:${resourceId}`,
    label: name,
    description: parts.filter((part) => part !== "").join(" · "),
    context: `dbInstance.${DBInstanceStatus}`,
    ...instanceLooks[health],
  };
}

const instanceLooks = {
  available: { icon: "database", color: "charts.green" },
  stopped: { icon: "stop-circle", color: "disabledForeground" },
  changing: { icon: "sync~spin", color: "charts.yellow" },
  broken: { icon: "error", color: "charts.red" },
} as const;

function describeMore({ of, shown }: MoreNode): Description {
  return {
    id: `more:${idOf(of)}`,
    label: l10n.t("Search all…"),
    description: l10n.t("the first {0} are shown", shown),
    icon: "search",
    context: "more",
  };
}

function describeNotice({ of, failure }: NoticeNode): Description {
  if (failure === undefined) {
    const icon = of === "connection" ? "plug" : "info";
    return { id: `empty:${idOf(of)}`, label: emptyLabel(of), icon, context: "notice.empty" };
  }
  return {
    id: `failure:${idOf(of)}`,
    label: failureLabel(failure),
    description: failure.sentence,
    icon: failure.kind === "expired" ? "sign-in" : "error",
    color: failure.kind === "expired" ? "charts.yellow" : "charts.red",
    context: `notice.${failure.kind}`,
  };
}

function emptyLabel(of: NoticeNode["of"]): string {
  if (of === "connection") return l10n.t("Choose another connection…");
  if (of.kind === "topic") return l10n.t("No subscriptions");
  if (of.kind === "logGroup") return l10n.t("No log streams");
  return {
    trails: l10n.t("No trails in this Region"),
    topics: l10n.t("No topics in this Region"),
    logGroups: l10n.t("No log groups in this Region"),
    dbInstances: l10n.t("No DB instances in this Region"),
  }[of.section];
}

/** Two or three words; the sentence stands beside them and in the tooltip. */
function failureLabel({ kind }: AwsFailure): string {
  return {
    expired: l10n.t("Signed out"),
    credentials: l10n.t("No usable credentials"),
    denied: l10n.t("Not allowed"),
    throttled: l10n.t("Too many requests"),
    network: l10n.t("Not reachable"),
    clock: l10n.t("Wrong clock"),
    notFound: l10n.t("Not found"),
    other: l10n.t("Failed"),
  }[kind];
}

function idOf(of: NoticeNode["of"]): string {
  if (of === "connection") return of;
  return of.kind === "section" ? of.section : of.arn;
}
