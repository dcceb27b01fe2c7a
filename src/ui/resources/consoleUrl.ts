import { isRegion } from "../../aws/regions.ts";
import type { AwsResourceNode } from "../resourceNode.ts";

/** Where each partition has its console. Other partitions have none that is public. */
const consoleHosts: Readonly<Record<string, string>> = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
};

/**
 * The page of a resource in the AWS console: https, a host of AWS, every part encoded (X5).
 * @returns undefined where there is no such page.
 */
export function consoleUrl(node: AwsResourceNode, partition: string): string | undefined {
  const host = Object.hasOwn(consoleHosts, partition) ? consoleHosts[partition] : undefined;
  const page = pageOf(node);
  if (host === undefined || page === undefined || !isRegion(node.region)) return undefined;
  return `https://${node.region}.${host}/${page.path}/home?region=${node.region}#${page.fragment}`;
}

function pageOf(node: AwsResourceNode): { readonly path: string; readonly fragment: string } | undefined {
  switch (node.kind) {
    case "trail":
      return { path: "cloudtrailv2", fragment: `/trails/${encodeURIComponent(node.arn)}` };
    case "topic":
      return { path: "sns/v3", fragment: `/topic/${encodeURIComponent(node.arn)}` };
    case "subscription":
      return node.arn === undefined
        ? undefined
        : { path: "sns/v3", fragment: `/subscription/${encodeURIComponent(node.arn)}` };
    case "logGroup":
      return { path: "cloudwatch", fragment: `logsV2:log-groups/log-group/${encodeForLogs(node.name)}` };
    case "logStream":
      return {
        path: "cloudwatch",
        fragment: `logsV2:log-groups/log-group/${encodeForLogs(node.logGroupName)}/log-events/${encodeForLogs(node.name)}`,
      };
    case "dbInstance":
      return { path: "rds", fragment: `database:id=${encodeURIComponent(node.name)};is-cluster=false` };
  }
}

/** The console of CloudWatch wants names encoded twice, with `$` in place of the second `%`. */
function encodeForLogs(name: string): string {
  return encodeURIComponent(encodeURIComponent(name)).replaceAll("%", "$");
}
