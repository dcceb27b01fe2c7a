import fc from "fast-check";
import { expect, test } from "vitest";
import type { AwsResourceNode } from "../../../src/ui/resourceNode.ts";
import { consoleUrl } from "../../../src/ui/resources/consoleUrl.ts";

const region = "us-east-1";

function logStream(logGroupName: string, name: string): AwsResourceNode {
  return { kind: "logStream", name, arn: "", region, logGroupName, logStream: {} };
}

function dbInstance(name: string, inRegion = region): AwsResourceNode {
  return { kind: "dbInstance", name, arn: "", region: inRegion, resourceId: "", instance: {} };
}

test.each<[AwsResourceNode, string]>([
  [
    dbInstance("oradb"),
    "https://us-east-1.console.aws.amazon.com/rds/home?region=us-east-1#database:id=oradb;is-cluster=false",
  ],
  [
    { kind: "trail", name: "audit", arn: "arn:aws:cloudtrail:us-east-1:1:trail/audit", region, trail: {} },
    "https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/trails/arn%3Aaws%3Acloudtrail%3Aus-east-1%3A1%3Atrail%2Faudit",
  ],
  [
    { kind: "topic", name: "t", arn: "arn:aws:sns:us-east-1:1:t", region },
    "https://us-east-1.console.aws.amazon.com/sns/v3/home?region=us-east-1#/topic/arn%3Aaws%3Asns%3Aus-east-1%3A1%3At",
  ],
  [
    { kind: "logGroup", name: "/aws/rds/x", arn: "", region, logGroup: {}, trails: [] },
    "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Frds$252Fx",
  ],
  [
    logStream("audit", "1_CloudTrail/logs_us-east-1"),
    "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/audit/log-events/1_CloudTrail$252Flogs_us-east-1",
  ],
])("X5: the page of %o", (node, url) => {
  expect(consoleUrl(node, "aws")).toBe(url);
});

test("X5: each partition has a console of its own, and others have none", () => {
  expect(consoleUrl(dbInstance("x", "cn-north-1"), "aws-cn")).toContain("https://cn-north-1.console.amazonaws.cn/rds/");
  expect(consoleUrl(dbInstance("x", "us-gov-west-1"), "aws-us-gov")).toContain(".console.amazonaws-us-gov.com/rds/");
  for (const partition of ["aws-iso", "", "constructor", "__proto__"]) {
    expect(consoleUrl(dbInstance("x"), partition)).toBeUndefined();
  }
});

test("X5: a Region that is none gives no link", () => {
  for (const inRegion of ["", "evil.example/", "us-east-1.evil", "us-east-1@evil"]) {
    expect(consoleUrl(dbInstance("x", inRegion), "aws")).toBeUndefined();
  }
});

test("a subscription that waits has no page", () => {
  const node: AwsResourceNode = { kind: "subscription", name: "a@b.c", topicArn: "t", region, protocol: "email" };
  expect(consoleUrl(node, "aws")).toBeUndefined();
});

test("X5: no name changes host, path or query", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (group, name) => {
      for (const node of [dbInstance(name), logStream(group, name)]) {
        const url = new URL(consoleUrl(node, "aws") ?? "");
        expect(url.origin).toBe("https://us-east-1.console.aws.amazon.com");
        expect(url.search).toBe("?region=us-east-1");
        expect(url.pathname).toMatch(/^\/(rds|cloudwatch)\/home$/);
      }
    }),
  );
});
