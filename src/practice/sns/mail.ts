import type { Account } from "../account.ts";
import { randomUuid } from "../ids.ts";
import type { Mail, Subscription } from "./state.ts";

const sender = "AWS Notifications <no-reply@sns.amazonaws.com>";
const defaultSubject = "AWS Notification Message";

/** Writes the mail that asks the owner of an address to confirm; `json` is its text for `email-json`. */
export function mailConfirmation(account: Account, subscription: Subscription, json?: string): void {
  const link = confirmationLink(account, subscription);
  const text = [
    "You have chosen to subscribe to the topic:",
    subscription.topicArn,
    "",
    "To confirm this subscription, click or visit the link below (If this was in error no action is necessary):",
    link,
    "",
    "Please do not reply directly to this email. If you wish to remove yourself from receiving all future SNS",
    "subscription confirmation requests please send an email to sns-opt-out",
  ].join("\n");
  keep(account, subscription, "AWS Notification - Subscription Confirmation", json ?? text, [link]);
}

/** Writes the mail of a message. `text` is the message, or its JSON for `email-json`. */
export function mailMessage(account: Account, subscription: Subscription, text: string, subject?: string): void {
  const link = unsubscribeLink(account, subscription);
  const footer = [
    "",
    "",
    "--",
    "If you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:",
    link,
    "",
    "Please do not reply directly to this email. If you have any questions or comments regarding this email, please",
    "contact us at https://aws.amazon.com/support",
  ].join("\n");
  const isJson = subscription.protocol === "email-json";
  keep(account, subscription, subject ?? defaultSubject, isJson ? text : text + footer, [link]);
}

/** The address that confirms a subscription when it is visited. */
export function confirmationLink(account: Account, { topicArn, token = "" }: Subscription): string {
  return link(account, { Action: "ConfirmSubscription", TopicArn: topicArn, Token: token });
}

/** The address that ends a subscription when it is visited. */
export function unsubscribeLink(account: Account, { arn }: Subscription): string {
  return link(account, { Action: "Unsubscribe", SubscriptionArn: arn });
}

function link(account: Account, parameters: Record<string, string>): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return `${account.endpoint}/?${query.join("&")}`;
}

function keep(account: Account, subscription: Subscription, subject: string, text: string, links: string[]): void {
  const mail: Mail = {
    id: randomUuid(account.state),
    sentAt: account.now(),
    from: sender,
    to: subscription.endpoint,
    subject,
    text,
    links,
    topicArn: subscription.topicArn,
  };
  account.state.sns.inbox.push(mail);
}
