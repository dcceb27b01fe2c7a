import { AuthorizationErrorException, type UnsubscribeCommandInput } from "@aws-sdk/client-sns";
import type { Account } from "../account.ts";
import type { Call } from "../call.ts";
import { invalidParameter } from "./topics.ts";

/** What is not there is ended already. https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export function unsubscribe(input: UnsubscribeCommandInput, { account }: Call): void {
  end(account, input.SubscriptionArn);
}

/**
 * What the link at the end of a mail does.
 * @throws InvalidParameterException, or AuthorizationErrorException where the subscription was confirmed by a signed call.
 */
export function unsubscribeByLink(
  account: Account,
  { SubscriptionArn: arn }: { readonly SubscriptionArn?: string | undefined },
): void {
  if (account.state.sns.subscriptions.get(arn ?? "")?.confirmationWasAuthenticated) {
    const message = "This subscription requires authentication for deletion.";
    throw new AuthorizationErrorException({ message, $metadata: {} });
  }
  end(account, arn);
}

function end({ state }: Account, arn = ""): void {
  const { subscriptions, topics } = state.sns;
  const parts = arn.split(":").length;
  if (parts < 6) throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${parts}`);
  if (parts === 6) throw invalidParameter("SubscriptionId");
  const subscription = subscriptions.get(arn);
  if (subscription === undefined) return;
  if (subscription.pending) {
    throw invalidParameter("SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation");
  }
  subscriptions.delete(arn);
  const topic = topics.get(subscription.topicArn);
  if (topic !== undefined) topic.subscriptionsDeleted++;
}
