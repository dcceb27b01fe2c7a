import {
  type GetQueueAttributesCommandInput,
  type GetQueueAttributesCommandOutput,
  InvalidAttributeName,
  InvalidAttributeValue,
  type SetQueueAttributesCommandInput,
  UnsupportedOperation,
} from "@aws-sdk/client-sqs";
import type { Account } from "../account.ts";
import type { Call } from "../call.ts";
import { PolicySyntaxError, parsePolicy } from "../policy/document.ts";
import { unknownPrincipal } from "../policy/principals.ts";
import { dropExpired, queueOfUrl } from "./queues.ts";
import type { Queue } from "./state.ts";

/** The numbers that an attribute can have, both ends included. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  DelaySeconds: [0, 900],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
};

const texts = new Set(["KmsMasterKeyId", "Policy", "RedriveAllowPolicy", "RedrivePolicy", "SqsManagedSseEnabled"]);
const onlyForFifo = new Set(["ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"]);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export function getQueueAttributes(
  input: GetQueueAttributesCommandInput,
  { account, region }: Call,
): Omit<GetQueueAttributesCommandOutput, "$metadata"> {
  const queue = queueOfUrl(account, region, input.QueueUrl);
  dropExpired(account, queue);
  const all = describe(account, queue);
  const wanted: readonly string[] = input.AttributeNames ?? [];
  for (const name of wanted) {
    if (name !== "All" && !(name in all) && !isKnown(name)) throw unknownAttribute(name);
  }
  const given = Object.entries(all).filter(([name]) => wanted.includes("All") || wanted.includes(name));
  return given.length === 0 ? {} : { Attributes: Object.fromEntries(given) };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export function setQueueAttributes(input: SetQueueAttributesCommandInput, { account, region }: Call): void {
  const queue = queueOfUrl(account, region, input.QueueUrl);
  const attributes = Object.entries(input.Attributes ?? {});
  for (const [name, value] of attributes) checkAttribute(account, name, value);
  for (const [name, value] of attributes) {
    if (value === "") queue.attributes.delete(name);
    else queue.attributes.set(name, value);
  }
  queue.lastModifiedAt = account.now();
}

/** @throws InvalidAttributeName, InvalidAttributeValue or UnsupportedOperation. */
export function checkAttribute(account: Account, name: string, value: string): void {
  if (name === "FifoQueue") {
    throw new UnsupportedOperation({ message: "The practice account has no FIFO queues.", $metadata: {} });
  }
  if (onlyForFifo.has(name)) {
    const message = `You can specify the ${name} only when FifoQueue is set to true.`;
    throw new InvalidAttributeName({ message, $metadata: {} });
  }
  if (!isKnown(name)) throw unknownAttribute(name);
  if (!isValid(account, name, value)) {
    throw new InvalidAttributeValue({ message: `Invalid value for the parameter ${name}.`, $metadata: {} });
  }
}

function isKnown(name: string): boolean {
  return texts.has(name) || name in ranges;
}

function isValid(account: Account, name: string, value: string): boolean {
  const range = ranges[name];
  if (range !== undefined) return /^\d+$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1];
  if (name === "SqsManagedSseEnabled") return value === "true" || value === "false";
  if (value === "" || name === "KmsMasterKeyId") return true;
  if (name === "Policy") return isPolicy(account, value);
  return isObject(value) && (name !== "RedrivePolicy" || redriveOf(value) !== undefined);
}

function isPolicy(account: Account, text: string): boolean {
  try {
    const policy = parsePolicy(text);
    return (
      unknownPrincipal(account, policy) === undefined &&
      policy.statements.every(
        ({ principal, notPrincipal, action, notAction }) =>
          (principal ?? notPrincipal) !== undefined &&
          (action ?? notAction ?? []).every((each) => each === "*" || /^sqs:/i.test(each)),
      )
    );
  } catch (error) {
    if (error instanceof PolicySyntaxError) return false;
    throw error;
  }
}

/** Where messages go that were received too often, or `undefined` where the text does not say. */
export function redriveOf(text: string | undefined): { target: string; most: number } | undefined {
  if (text === undefined || !isObject(text)) return undefined;
  const { deadLetterTargetArn: target, maxReceiveCount } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const most = Number(maxReceiveCount);
  return typeof target === "string" && Number.isInteger(most) && most >= 1 && most <= 1000
    ? { target, most }
    : undefined;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function describe(account: Account, queue: Queue): Record<string, string> {
  const now = account.now();
  const hidden = queue.messages.filter(({ visibleAt }) => visibleAt > now);
  const delayed = hidden.filter(({ receiveCount }) => receiveCount === 0);
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(queue.messages.length - hidden.length),
    ApproximateNumberOfMessagesNotVisible: String(hidden.length - delayed.length),
    ApproximateNumberOfMessagesDelayed: String(delayed.length),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.lastModifiedAt / 1000)),
    ...Object.fromEntries(queue.attributes),
  };
}

function unknownAttribute(name: string): InvalidAttributeName {
  return new InvalidAttributeName({ message: `Unknown Attribute ${name}.`, $metadata: {} });
}
