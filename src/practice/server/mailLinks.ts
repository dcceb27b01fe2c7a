import type { Account } from "../account.ts";
import type { Call } from "../call.ts";
import type { Principal } from "../iam/principal.ts";
import { randomUuid } from "../ids.ts";
import { confirmByLink } from "../sns/confirmation.ts";
import { unsubscribeByLink } from "../sns/unsubscribe.ts";
import { queryValue, type WireRequest, type WireResponse } from "./wire/wire.ts";

const actions: ReadonlySet<string | undefined> = new Set(["ConfirmSubscription", "Unsubscribe"]);

/** Somebody who signs nothing, as CloudTrail writes it. */
const anonymous: Principal = {
  accessKeyId: "",
  secretAccessKey: "",
  arn: "",
  userId: "ANONYMOUS_PRINCIPAL",
  userIdentity: { type: "AWSAccount", principalId: "ANONYMOUS_PRINCIPAL", accountId: "ANONYMOUS_PRINCIPAL" },
};

/** Whether somebody opens a link of a mail of SNS. */
export function isMailLink(request: WireRequest): boolean {
  return (
    request.method === "GET" &&
    request.path === "/" &&
    request.headers.authorization === undefined &&
    actions.has(queryValue(request, "Action"))
  );
}

/** Does what the link says and tells its reader, in plain text. It is in the audit trail like any other call. */
export function followMailLink(account: Account, request: WireRequest): WireResponse {
  account.runDueJobs();
  const operation = queryValue(request, "Action") ?? "";
  const input = {
    TopicArn: queryValue(request, "TopicArn"),
    Token: queryValue(request, "Token"),
    SubscriptionArn: queryValue(request, "SubscriptionArn"),
  };
  const call: Call = {
    account,
    region: (input.TopicArn ?? input.SubscriptionArn ?? "").split(":")[3] || account.state.region,
    caller: anonymous,
    now: account.now(),
    requestId: randomUuid(account.state),
    sourceIpAddress: "127.0.0.1",
    userAgent: request.headers["user-agent"] ?? "",
    signal: new AbortController().signal,
  };
  try {
    const { output, text } = follow(account, operation, input);
    account.completed({ call, service: "sns", operation, input, output });
    return page(200, text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message } = error;
    account.completed({ call, service: "sns", operation, input, error: { name, code: name, message } });
    return page(400, `${message}\n`);
  }
}

type LinkInput = Readonly<Record<"TopicArn" | "Token" | "SubscriptionArn", string | undefined>>;

function follow(account: Account, operation: string, input: LinkInput): { output: unknown; text: string } {
  if (operation === "Unsubscribe") {
    unsubscribeByLink(account, input);
    return { output: {}, text: "Subscription removed!\n" };
  }
  const SubscriptionArn = confirmByLink(account, input);
  return {
    output: { SubscriptionArn },
    text: `Subscription confirmed!\nYour subscription's id is:\n${SubscriptionArn}\n`,
  };
}

function page(status: number, text: string): WireResponse {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: text };
}
