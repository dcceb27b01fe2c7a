import { describe, expect, test } from "vitest";
import { passesFilter } from "../../../../src/practice/sns/filter.ts";
import type { Subscription } from "../../../../src/practice/sns/state.ts";

function subscriptionWith(attributes: Record<string, string>): Subscription {
  return {
    arn: "arn:aws:sns:us-east-1:123456789012:topic:1",
    topicArn: "arn:aws:sns:us-east-1:123456789012:topic",
    protocol: "sqs",
    endpoint: "arn:aws:sqs:us-east-1:123456789012:queue",
    principal: "arn:aws:iam::123456789012:user/alice",
    pending: false,
    confirmationWasAuthenticated: true,
    attributes: new Map(Object.entries(attributes)),
  };
}

describe("filter policies on attributes", () => {
  const attributes = {
    kind: { DataType: "String", StringValue: "reboot" },
    price: { DataType: "Number", StringValue: "10" },
    tags: { DataType: "String.Array", StringValue: '["a",true,null]' },
  };

  test.each<[object, boolean]>([
    [{}, true],
    [{ kind: ["delete", "reboot"] }, true],
    [{ kind: ["delete"] }, false],
    [{ kind: [{ prefix: "re" }], price: [10] }, true],
    [{ kind: [{ suffix: "re" }] }, false],
    [{ kind: [{ "equals-ignore-case": "REBOOT" }] }, true],
    [{ kind: [{ "anything-but": ["delete", "reboot"] }] }, false],
    [{ kind: [{ "anything-but": { prefix: "de" } }] }, true],
    [{ price: [{ numeric: [">", 5, "<=", 10] }] }, true],
    [{ price: [{ numeric: ["<", 10] }] }, false],
    [{ price: ["10"] }, false],
    [{ tags: ["a"] }, true],
    [{ tags: [true] }, true],
    [{ tags: ["b"] }, false],
    [{ other: [{ exists: false }] }, true],
    [{ kind: [{ exists: false }] }, false],
    [{ other: [{ "anything-but": "x" }] }, false],
    [{ $or: [{ kind: ["delete"] }, { price: [10] }] }, true],
    [{ $or: [{ kind: ["delete"] }, { price: [11] }] }, false],
  ])("%j: %s", (policy, expected) => {
    const subscription = subscriptionWith({ FilterPolicy: JSON.stringify(policy) });
    expect(passesFilter(subscription, { messageId: "1", message: "", attributes })).toBe(expected);
  });
});

describe("filter policies on the message", () => {
  test.each<[object, string, boolean]>([
    [{ s3Bucket: ["logs"] }, '{"s3Bucket":"logs","s3ObjectKey":["a"]}', true],
    [{ s3ObjectKey: [{ prefix: "AWSLogs/" }] }, '{"s3ObjectKey":["other","AWSLogs/x"]}', true],
    [{ a: { b: { c: ["x"] } } }, '{"a":{"b":[{"c":"y"},{"c":"x"}]}}', true],
    [{ a: { b: ["x"] } }, '{"a":"x"}', false],
    [{ a: ["x"] }, "CloudTrail validation message.", false],
  ])("%j on %s: %s", (policy, message, expected) => {
    const subscription = subscriptionWith({ FilterPolicy: JSON.stringify(policy), FilterPolicyScope: "MessageBody" });
    expect(passesFilter(subscription, { messageId: "1", message })).toBe(expected);
  });
});
