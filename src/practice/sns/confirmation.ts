import {
  type ConfirmSubscriptionCommandInput,
  type ConfirmSubscriptionCommandOutput,
  InvalidParameterException,
} from "@aws-sdk/client-sns";
import type { Account } from "../account.ts";
import type { Call } from "../call.ts";
import { randomUuid } from "../ids.ts";
import { confirmationEnvelope } from "./envelope.ts";
import { mailConfirmation } from "./mail.ts";
import type { Subscription } from "./state.ts";
import { invalidParameter, topicOfArn } from "./topics.ts";

/** Asks the owner of an endpoint to confirm: by mail, or by the request that an HTTP endpoint would get. */
export function askToConfirm(account: Account, subscription: Subscription): void {
  if (subscription.protocol === "email") {
    mailConfirmation(account, subscription);
    return;
  }
  const messageId = randomUuid(account.state);
  const body = confirmationEnvelope(account, subscription, messageId);
  if (subscription.protocol === "email-json") {
    mailConfirmation(account, subscription, body);
    return;
  }
  const { arn: subscriptionArn, protocol, endpoint } = subscription;
  account.state.sns.deliveries.push({ messageId, subscriptionArn, protocol, endpoint, at: account.now(), body });
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html */
export function confirmSubscription(
  input: ConfirmSubscriptionCommandInput,
  { account }: Call,
): Omit<ConfirmSubscriptionCommandOutput, "$metadata"> {
  const authenticated = input.AuthenticateOnUnsubscribe?.toLowerCase() === "true";
  return { SubscriptionArn: confirm(account, input.TopicArn, input.Token, authenticated) };
}

/**
 * What the link in a mail does: confirms without a signature, so that the mail's reader can also unsubscribe without.
 * @returns the subscription's ARN.
 * @throws InvalidParameterException or NotFoundException.
 */
export function confirmByLink(
  account: Account,
  parameters: { readonly TopicArn?: string | undefined; readonly Token?: string | undefined },
): string {
  return confirm(account, parameters.TopicArn, parameters.Token, false);
}

/** A token can be used more than once. */
function confirm(
  account: Account,
  topicArn: string | undefined,
  token: string | undefined,
  authenticated: boolean,
): string {
  const [, region] = /^arn:[^:]+:sns:([^:]+):\d{12}:[^:]+$/.exec(topicArn ?? "") ?? [];
  if (topicArn === undefined || region === undefined) throw invalidParameter("TopicArn");
  topicOfArn(account, topicArn);
  const subscription = [...account.state.sns.subscriptions.values()].find((each) => each.token === token);
  if (token === undefined || subscription?.topicArn !== topicArn) {
    throw new InvalidParameterException({ message: "Invalid token", $metadata: {} });
  }
  if (subscription.pending) {
    subscription.pending = false;
    subscription.confirmationWasAuthenticated = authenticated;
  }
  return subscription.arn;
}
