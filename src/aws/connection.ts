import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { RDSClient } from "@aws-sdk/client-rds";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SNSClient } from "@aws-sdk/client-sns";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { STSClient } from "@aws-sdk/client-sts";

/** What a person chose to connect to. Holds names only, never a key, so it may be remembered. */
export type ConnectionChoice =
  | { readonly kind: "practice" }
  | { readonly kind: "profile"; readonly profile: string; readonly region?: string }
  | { readonly kind: "environment"; readonly region?: string };

/** An account and Region that answered GetCallerIdentity, and the clients that talk to it. */
export interface Connection {
  readonly choice: ConnectionChoice;
  /** Short name for people: the profile's name, "environment" or "Practice Account". */
  readonly label: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** ARN of the caller, as GetCallerIdentity gives it. */
  readonly callerArn: string;
  /** `aws`, `aws-cn` or `aws-us-gov`, from the caller's ARN. */
  readonly partition: string;
  readonly region: string;
  /** Set where calls do not go to AWS's own endpoints. */
  readonly endpoint?: string;
  readonly clients: Clients;
}

/**
 * The SDK clients of a connection. Each is loaded and made at its first use, then kept: loading them all
 * takes longer than the whole activation may.
 */
export interface Clients {
  cloudTrail(): Promise<CloudTrailClient>;
  logs(): Promise<CloudWatchLogsClient>;
  sns(): Promise<SNSClient>;
  rds(): Promise<RDSClient>;
  s3(): Promise<S3Client>;
  iam(): Promise<IAMClient>;
  sts(): Promise<STSClient>;
  sqs(): Promise<SQSClient>;
  /** Closes the sockets of all clients that were made. */
  destroy(): void;
}
