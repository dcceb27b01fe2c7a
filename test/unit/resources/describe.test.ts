import { expect, describe as group, test } from "vitest";
import type { ResourceNode, TrailNode } from "../../../src/ui/resourceNode.ts";
import { rows } from "../../../src/ui/resources/children.ts";
import { configurationOf } from "../../../src/ui/resources/configuration.ts";
import { type Description, describe } from "../../../src/ui/resources/describe.ts";
import { ago, engineName, size } from "../../../src/ui/resources/format.ts";
import { instanceHealth } from "../../../src/ui/resources/instanceStatus.ts";

const now = Date.parse("2026-01-02T12:00:00Z");
const account = "123456789012";
const arnOf = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${account}:${rest}`;

function trail(status?: TrailNode["status"], more: Partial<TrailNode> = {}): TrailNode {
  const arn = arnOf("cloudtrail", "trail/audit");
  return { kind: "trail", name: "audit", arn, region: "us-east-1", trail: {}, ...(status && { status }), ...more };
}

function logGroup(more: object = {}, trails: string[] = []): ResourceNode {
  const arn = arnOf("logs", "log-group:audit");
  return { kind: "logGroup", name: "audit", arn, region: "us-east-1", logGroup: more, trails };
}

function dbInstance(status: string, more: object = {}): ResourceNode {
  const instance = { DBInstanceStatus: status, DBInstanceClass: "db.m5.large", Engine: "oracle-se2", ...more };
  const arn = arnOf("rds", "db:oradb");
  return { kind: "dbInstance", name: "oradb", arn, region: "us-east-1", resourceId: "db-ABC", instance };
}

function topic(attributes: Record<string, string>): ResourceNode {
  return { kind: "topic", name: "audit", arn: arnOf("sns", "audit"), region: "us-east-1", attributes };
}

function subscription(protocol: string, name: string, isConfirmed: boolean): ResourceNode {
  const topicArn = arnOf("sns", "audit");
  const arn = isConfirmed ? { arn: `${topicArn}:1-2-3` } : {};
  return { kind: "subscription", protocol, name, topicArn, region: "us-east-1", ...arn };
}

group("rows of the tree", () => {
  test.each<[string, ResourceNode, Partial<Description>]>([
    [
      "a healthy trail",
      trail({ IsLogging: true, LatestDeliveryTime: new Date(now - 125_000), LatestDeliveryError: "" }),
      {
        description: "logging · delivered 2 min ago",
        icon: "pass-filled",
        color: "charts.green",
        context: "trail.logging",
      },
    ],
    [
      "a trail whose log group is newer than its bucket",
      trail({
        IsLogging: true,
        LatestDeliveryTime: new Date(now - 7_200_000),
        LatestCloudWatchLogsDeliveryTime: new Date(now - 60_000),
      }),
      { description: "logging · delivered 1 min ago" },
    ],
    ["a new trail", trail({ IsLogging: true }), { description: "logging · nothing delivered yet" }],
    [
      "a trail that was stopped",
      trail({ IsLogging: false, LatestDeliveryTime: new Date(now) }),
      { description: "not logging", icon: "circle-slash", color: "charts.yellow", context: "trail.stopped" },
    ],
    [
      "a trail that logs but cannot deliver, with an older delivery (FACTS 98)",
      trail({ IsLogging: true, LatestDeliveryTime: new Date(now), LatestDeliveryError: "AccessDenied" }),
      { description: "logging · bucket: AccessDenied", icon: "warning", color: "charts.red" },
    ],
    [
      "a trail whose status may not be read",
      trail(undefined, { failure: { kind: "denied", code: "AccessDenied", sentence: "You are not allowed." } }),
      { description: "You are not allowed.", icon: "question", context: "trail.unknown" },
    ],
    ["a topic without subscriptions", topic({}), { description: "no subscriptions" }],
    [
      "a topic with subscriptions",
      topic({ SubscriptionsConfirmed: "2", SubscriptionsPending: "1" }),
      { description: "3 subscriptions, 1 pending", context: "topic" },
    ],
    [
      "a topic with one",
      topic({ SubscriptionsConfirmed: "1", SubscriptionsPending: "0" }),
      { description: "1 subscription" },
    ],
    [
      "a subscription that waits",
      subscription("email", "dba@example.com", false),
      {
        label: "dba@example.com",
        description: "email · waits for confirmation",
        icon: "mail",
        color: "charts.yellow",
        context: "subscription.pending",
      },
    ],
    [
      "a queue's subscription",
      subscription("sqs", arnOf("sqs", "audit-queue"), true),
      { label: "audit-queue", description: "sqs · confirmed", icon: "inbox", context: "subscription.confirmed" },
    ],
    [
      "a trail's log group",
      logGroup({ retentionInDays: 90, storedBytes: 1_234_567 }, ["audit"]),
      { description: "trail audit · 90 days · 1.2 MB", context: "logGroup.standard" },
    ],
    [
      "an infrequent-access log group",
      logGroup({ logGroupClass: "INFREQUENT_ACCESS" }),
      { description: "infrequent access · kept for ever · 0 B", context: "logGroup.infrequentAccess" },
    ],
    [
      "an instance",
      dbInstance("available", { EngineVersion: "19.0.0.0.ru-2023-04.rur-2023-04.r1" }),
      {
        description: "oracle-se2 19 · db.m5.large · available",
        icon: "database",
        color: "charts.green",
        context: "dbInstance.available",
      },
    ],
    [
      "an instance with changes that wait",
      dbInstance("available", { PendingModifiedValues: { DBInstanceClass: "db.m5.xlarge" } }),
      { description: "oracle-se2 · db.m5.large · available · changes pending" },
    ],
    [
      "an instance that restarts",
      dbInstance("rebooting"),
      { description: "rebooting · oracle-se2 · db.m5.large", icon: "sync~spin", context: "dbInstance.rebooting" },
    ],
    ["an instance that failed", dbInstance("storage-full"), { icon: "error", color: "charts.red" }],
  ])("%s", (_name, node, expected) => {
    expect(describe(node, now)).toMatchObject(expected);
  });

  test("a section tells its count", () => {
    expect(describe({ kind: "section", section: "dbInstances" }, now, "8")).toMatchObject({
      label: "DB Instances",
      description: "8",
      children: "expanded",
    });
  });

  test("a renamed instance keeps its id", () => {
    const before = dbInstance("renaming");
    expect(describe({ ...before, name: "new-name" } as ResourceNode, now).id).toBe(describe(before, now).id);
  });

  test("F12: what came before a failure stays, with the failure below it", () => {
    const parent = { kind: "section", section: "dbInstances" } as const;
    const failure = { kind: "throttled", code: "Throttling", sentence: "Try again." } as const;
    const [first, second] = rows(parent, { nodes: [dbInstance("available")], isCut: false, failure }, []);
    expect(first?.kind).toBe("dbInstance");
    expect(second && describe(second, now)).toMatchObject({ label: "Too many requests", description: "Try again." });
  });

  test("nothing is a row of its own", () => {
    const parent = { kind: "section", section: "trails" } as const;
    expect(rows(parent, { nodes: [], isCut: false }, []).map((node) => describe(node, now).label)).toEqual([
      "No trails in this Region",
    ]);
  });

  test("a cut list offers a search, found ones first", () => {
    const parent = { kind: "section", section: "logGroups" } as const;
    const found = logGroup({});
    const kinds = rows(parent, { nodes: [trail()], isCut: true }, [found]).map(({ kind }) => kind);
    expect(kinds).toEqual(["logGroup", "trail", "more"]);
  });
});

test.each([
  [30_000, "just now"],
  [60_000, "1 min ago"],
  [3_600_000, "1 h ago"],
  [90_000_000, "1 day ago"],
  [200_000_000, "2 days ago"],
  [-5_000, "just now"],
])("%i ms ago is %s", (milliseconds, words) => {
  expect(ago(now - milliseconds, now)).toBe(words);
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 KB"],
  [1_234_567, "1.2 MB"],
  [123_456_789, "123 MB"],
  [5e15, "5 PB"],
])("%i bytes are %s", (bytes, words) => {
  expect(size(bytes)).toBe(words);
});

test.each([
  ["mysql", "8.0.35", "mysql 8.0.35"],
  ["postgres", "15.4", "postgres 15.4"],
  ["oracle-ee", "19.0.0.0.ru-2023-04.rur-2023-04.r1", "oracle-ee 19"],
  ["sqlserver-se", "15.00.4316.3.v1", "sqlserver-se 15.00"],
  ["db2-se", "12.1.4.0.sb00080714.r1", "db2-se 12.1"],
  ["mysql", "", "mysql"],
])("%s %s is %s", (engine, version, name) => {
  expect(engineName(engine, version)).toBe(name);
});

test("a status nobody has heard of passes by itself (FACTS 108)", () => {
  expect(instanceHealth("storage-config-upgrade")).toBe("changing");
  expect(instanceHealth("incompatible-parameters")).toBe("broken");
  expect(instanceHealth("inaccessible-encryption-credentials-recoverable")).toBe("broken");
});

test("a topic's policy is opened up in its configuration, also when it is no JSON", () => {
  const node = topic({ Policy: '{"Version":"2012-10-17"}', Broken: "{x" });
  if (node.kind !== "topic") throw new Error("not a topic");
  expect(configurationOf(node)).toEqual({ Policy: { Version: "2012-10-17" }, Broken: "{x" });
});
