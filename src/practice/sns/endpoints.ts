import { InvalidParameterException } from "@aws-sdk/client-sns";
import type { Account } from "../account.ts";
import type { Protocol, Topic } from "./state.ts";
import { invalidParameter } from "./topics.ts";

/**
 * Holds an endpoint against its protocol.
 * @throws InvalidParameterException in SNS's words.
 */
export function checkEndpoint(
  account: Account,
  topic: Topic,
  protocol: Protocol,
  endpoint: string | undefined,
): string {
  if (endpoint === undefined || endpoint === "") throw invalidParameter("Endpoint");
  switch (protocol) {
    case "http":
    case "https":
      if (!endpoint.startsWith(`${protocol}://`)) {
        throw invalidParameter("Endpoint must match the specified protocol");
      }
      if (!URL.canParse(endpoint)) throw invalidParameter(`Endpoint Reason: ${endpoint} is not a valid URL`);
      break;
    case "email":
    case "email-json":
      if (!/^[^\s@;,<>"]+@[^\s@;,<>"]+$/.test(endpoint)) throw invalidParameter("Email address");
      break;
    case "sms":
      if (!/^\+?[1-9]\d{1,14}$/.test(endpoint.replaceAll(/[ ./-]/g, ""))) {
        throw new InvalidParameterException({ message: `Invalid SMS endpoint: ${endpoint}`, $metadata: {} });
      }
      break;
    case "sqs":
      checkQueue(account, topic, endpoint);
      break;
    case "lambda":
      if (!/^arn:[^:]+:lambda:[^:]+:\d{12}:function:[^:]+(:[^:]+)?$/.test(endpoint)) {
        throw invalidParameter("Lambda endpoint ARN");
      }
      break;
    case "firehose":
      if (!/^arn:[^:]+:firehose:[^:]+:\d{12}:deliverystream\/.+$/.test(endpoint)) {
        throw invalidParameter("Firehose endpoint ARN");
      }
      break;
    case "application":
      if (!/^arn:[^:]+:sns:[^:]+:\d{12}:endpoint\/.+$/.test(endpoint)) {
        throw invalidParameter(`Application endpoint arn invalid:${endpoint}`);
      }
      break;
  }
  return endpoint;
}

/** A queue need not exist, but what does exist must fit. */
function checkQueue({ state }: Account, topic: Topic, endpoint: string): void {
  const [, region, owner, name = ""] = /^arn:[^:]+:sqs:([^:]+):(\d{12}):([A-Za-z0-9_.-]+)$/.exec(endpoint) ?? [];
  if (region === undefined) throw invalidParameter("SQS endpoint ARN");
  if (name.endsWith(".fifo") && !topic.name.endsWith(".fifo")) {
    throw invalidParameter(
      "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    );
  }
  if (owner !== state.accountId) {
    // Its owner would have to subscribe it; no other account can here.
    throw invalidParameter("Endpoint Reason: the queue is in another account");
  }
}
