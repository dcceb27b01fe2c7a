/** The protocols that can be subscribed. */
export const protocols = [
  "http",
  "https",
  "email",
  "email-json",
  "sms",
  "sqs",
  "application",
  "lambda",
  "firehose",
] as const;

/** How a subscription gets its messages. */
export type Protocol = (typeof protocols)[number];

/** One topic. */
export interface Topic {
  readonly name: string;
  readonly arn: string;
  /** Attributes that were set, by name; `Policy` is always there. */
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  subscriptionsDeleted: number;
}

/** One subscription, pending or confirmed. */
export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  /** ARN of the identity that subscribed. */
  readonly principal: string;
  /** Whether the owner of the endpoint has yet to confirm it. */
  pending: boolean;
  /** Proves that one has read what was sent to the endpoint. Not needed where the endpoint is in this account. */
  readonly token?: string;
  confirmationWasAuthenticated: boolean;
  /** Attributes that were set, by name. */
  readonly attributes: Map<string, string>;
}

/** A mail that SNS wrote. It goes nowhere but here. */
export interface Mail {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What the text lets its reader click: to confirm, or to unsubscribe. */
  readonly links: readonly string[];
  readonly topicArn: string;
}

/** A message for an endpoint that the account never calls, kept to be looked at. */
export interface Delivery {
  readonly messageId: string;
  readonly subscriptionArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly body: string;
}

/** SNS: topics and subscriptions by their ARN, which names the Region. */
export interface SnsState {
  readonly topics: Map<string, Topic>;
  readonly subscriptions: Map<string, Subscription>;
  /** The newest last. */
  readonly inbox: Mail[];
  /** The newest last. */
  readonly deliveries: Delivery[];
}

/** An account without topics. */
export function newSnsState(): SnsState {
  return { topics: new Map(), subscriptions: new Map(), inbox: [], deliveries: [] };
}
