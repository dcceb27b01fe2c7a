import type { GetTrailStatusResponse, Trail } from "@aws-sdk/client-cloudtrail";
import type { LogGroup, LogStream } from "@aws-sdk/client-cloudwatch-logs";
import type { DBInstance } from "@aws-sdk/client-rds";
import type { AwsFailure } from "../aws/errors.ts";

/** The four sections of the Resources view. */
export type SectionId = "trails" | "topics" | "logGroups" | "dbInstances";

/** One row of the Resources view. Plain data: what a row looks like is told by `resources/describe.ts`. */
export type ResourceNode =
  | SectionNode
  | TrailNode
  | TopicNode
  | SubscriptionNode
  | LogGroupNode
  | LogStreamNode
  | DbInstanceNode
  | MoreNode
  | NoticeNode;

/** A node that stands for something in the account. */
export type AwsResourceNode = TrailNode | TopicNode | SubscriptionNode | LogGroupNode | LogStreamNode | DbInstanceNode;

export interface SectionNode {
  readonly kind: "section";
  readonly section: SectionId;
}

export interface TrailNode {
  readonly kind: "trail";
  readonly name: string;
  readonly arn: string;
  /** Home Region of the trail. */
  readonly region: string;
  readonly trail: Trail;
  /** Missing when GetTrailStatus failed; `failure` then says why. */
  readonly status?: GetTrailStatusResponse;
  readonly failure?: AwsFailure;
}

export interface TopicNode {
  readonly kind: "topic";
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** As GetTopicAttributes gives them; missing when it failed. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly failure?: AwsFailure;
}

export interface SubscriptionNode {
  readonly kind: "subscription";
  /** The endpoint, which is what people know a subscription by. */
  readonly name: string;
  /** Missing while the subscription waits for its confirmation: AWS gives no ARN until then. */
  readonly arn?: string;
  readonly topicArn: string;
  readonly region: string;
  readonly protocol: string;
  readonly owner?: string;
}

export interface LogGroupNode {
  readonly kind: "logGroup";
  readonly name: string;
  /** Without the ending `:*`. */
  readonly arn: string;
  readonly region: string;
  readonly logGroup: LogGroup;
  /** Names of the trails of this Region that deliver to it. */
  readonly trails: readonly string[];
}

export interface LogStreamNode {
  readonly kind: "logStream";
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly logGroupName: string;
  readonly logStream: LogStream;
}

export interface DbInstanceNode {
  readonly kind: "dbInstance";
  /** The DB instance identifier, in lower case as RDS keeps it. */
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** `db-…`: stays the same when the instance is renamed (FACTS 27). */
  readonly resourceId: string;
  readonly instance: DBInstance;
}

/** Stands for the children that are not listed because there are too many. */
export interface MoreNode {
  readonly kind: "more";
  readonly of: SectionNode | LogGroupNode;
  readonly shown: number;
}

/** What stands in the place of children: nothing is there, or it could not be read. */
export interface NoticeNode {
  readonly kind: "notice";
  readonly of: SectionNode | TopicNode | LogGroupNode | "connection";
  /** Missing when there is simply nothing. */
  readonly failure?: AwsFailure;
  /** What a click does, where the failure itself knows a way out. */
  readonly command?: { readonly command: string; readonly title: string };
}
