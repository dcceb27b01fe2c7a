import type { Connection } from "../../aws/connection.ts";
import type { LogGroupNode, ResourceNode, SectionId, TopicNode } from "../resourceNode.ts";

/** What listing needs. */
export interface ListContext {
  readonly connection: Connection;
  readonly signal: AbortSignal;
}

/** A node whose children come from AWS. */
export type ParentNode = { readonly kind: "section"; readonly section: SectionId } | TopicNode | LogGroupNode;

/** How the children of a node are read and how many of them are shown. */
export interface Listing {
  /** The IAM action of the first call, for refusals that do not name it. */
  readonly action: string;
  /** More than these are not shown: "Search all…" finds the others. */
  readonly limit: number;
  list(context: ListContext): Promise<AsyncGenerator<ResourceNode[]>>;
}

export const sectionIds: readonly SectionId[] = ["trails", "topics", "logGroups", "dbInstances"];

/** Loads the part of the AWS SDK that a listing needs only when it is listed. */
export function listingOf(node: ParentNode): Listing {
  switch (node.kind) {
    case "topic":
      return {
        action: "SNS:ListSubscriptionsByTopic",
        limit: 500,
        list: async (context) => (await import("./topics.ts")).listSubscriptions(node, context),
      };
    case "logGroup":
      return {
        action: "logs:DescribeLogStreams",
        limit: 50,
        list: async (context) => (await import("./logGroups.ts")).listLogStreams(node, context),
      };
    case "section":
      return sections[node.section];
  }
}

const sections: Readonly<Record<SectionId, Listing>> = {
  trails: {
    action: "cloudtrail:DescribeTrails",
    limit: 500,
    list: async (context) => (await import("./trails.ts")).listTrails(context),
  },
  topics: {
    action: "SNS:ListTopics",
    limit: 200,
    list: async (context) => (await import("./topics.ts")).listTopics(context),
  },
  logGroups: {
    action: "logs:DescribeLogGroups",
    limit: 200,
    list: async (context) => (await import("./logGroups.ts")).listLogGroups(context),
  },
  dbInstances: {
    action: "rds:DescribeDBInstances",
    limit: 1_000,
    list: async (context) => (await import("./dbInstances.ts")).listDbInstances(context),
  },
};
