import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import type { Account } from "../account.ts";
import { randomUuid } from "../ids.ts";
import { isAllowed } from "../policy/evaluate.ts";
import { addMessage, queueOfArn } from "../sqs/queues.ts";
import { envelope, messageAttributesOf } from "./envelope.ts";
import { passesFilter } from "./filter.ts";
import { mailMessage } from "./mail.ts";
import type { Protocol, Subscription } from "./state.ts";
import { subscriptionsOf, topicOfArn } from "./topics.ts";

/** What a message carries besides its text. */
export interface PublishOptions {
  readonly subject?: string;
  readonly attributes?: Readonly<Record<string, MessageAttributeValue>>;
  /** Texts for single protocols in place of the message. */
  readonly byProtocol?: Readonly<Partial<Record<Protocol, string>>>;
}

/** One message on its way. */
export interface Notification extends PublishOptions {
  readonly messageId: string;
  readonly message: string;
}

/**
 * Delivers a message to the confirmed subscriptions of a topic: into queues, into the inbox, or, for endpoints that the
 * account never calls, into the list of deliveries. Asks no policy of the topic; whoever publishes for a caller does.
 * @returns the message's id.
 * @throws NotFoundException where there is no such topic.
 */
export function publish(account: Account, topicArn: string, message: string, options: PublishOptions = {}): string {
  topicOfArn(account, topicArn);
  const messageId = randomUuid(account.state);
  for (const subscription of subscriptionsOf(account, topicArn)) {
    const text = options.byProtocol?.[subscription.protocol] ?? message;
    const notification: Notification = { ...options, messageId, message: text };
    if (!subscription.pending && passesFilter(subscription, notification)) {
      deliver(account, subscription, notification);
    }
  }
  return messageId;
}

function deliver(account: Account, subscription: Subscription, notification: Notification): void {
  const { protocol, endpoint } = subscription;
  switch (protocol) {
    case "sqs":
      deliverToQueue(account, subscription, notification);
      break;
    case "email":
      mailMessage(account, subscription, notification.message, notification.subject);
      break;
    case "email-json":
      mailMessage(account, subscription, envelope(account, subscription, notification), notification.subject);
      break;
    default:
      account.state.sns.deliveries.push({
        messageId: notification.messageId,
        subscriptionArn: subscription.arn,
        protocol,
        endpoint,
        at: account.now(),
        body: bodyFor(account, subscription, notification),
      });
  }
}

/** A queue whose policy does not let the topic in gets nothing, and nobody is told. */
function deliverToQueue(account: Account, subscription: Subscription, notification: Notification): void {
  const queue = queueOfArn(account, subscription.endpoint);
  if (queue === undefined) return;
  const allowed = isAllowed(queue.attributes.get("Policy"), {
    principal: { service: "sns.amazonaws.com" },
    action: "sqs:SendMessage",
    resource: queue.arn,
    context: { "aws:SourceArn": subscription.topicArn, "aws:SourceAccount": account.state.accountId },
  });
  if (!allowed) return;
  const body = bodyFor(account, subscription, notification);
  const attributes = isRaw(subscription) ? messageAttributesOf(notification) : {};
  addMessage(account, queue, body, { attributes, senderId: "AIDAIT2UOQQY3AUEKVGXU" });
}

function bodyFor(account: Account, subscription: Subscription, notification: Notification): string {
  const wrapped = subscription.protocol !== "sms" && !isRaw(subscription);
  return wrapped ? envelope(account, subscription, notification) : notification.message;
}

function isRaw(subscription: Subscription): boolean {
  return subscription.attributes.get("RawMessageDelivery") === "true";
}
