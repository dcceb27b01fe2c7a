import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  PublishCommand,
  paginateListSubscriptions,
  paginateListTopics,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
let sns: SNSClient;
beforeAll(async () => {
  practice = await startPractice();
  sns = practice.clients.sns;
});
afterAll(() => practice.stop());

let count = 0;
async function newTopic(): Promise<string> {
  const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: `topic-${++count}` }));
  return TopicArn;
}

/** A queue whose policy lets the topic in, unless told otherwise. */
async function newQueue(TopicArn: string, open = true): Promise<{ QueueUrl: string; arn: string }> {
  const { sqs } = practice.clients;
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${++count}` }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
  const arn = Attributes?.QueueArn ?? "";
  const statement = {
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
    Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: statement });
  if (open) await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return { QueueUrl, arn };
}

async function received(QueueUrl: string) {
  const input = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] };
  return (await practice.clients.sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
}

describe("topics", () => {
  test("are made once, described, listed and deleted", async () => {
    const Name = `topic-${++count}`;
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name, Attributes: { DisplayName: "Audit" } }));
    expect(TopicArn).toBe(`arn:aws:sns:us-east-1:${practice.accountId}:${Name}`);
    expect(await sns.send(new CreateTopicCommand({ Name }))).toMatchObject({ TopicArn });
    await expect(
      sns.send(new CreateTopicCommand({ Name, Attributes: { DisplayName: "Other" } })),
    ).rejects.toMatchObject({
      message: "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
    });
    const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({
      Owner: practice.accountId,
      DisplayName: "Audit",
      SubscriptionsPending: "0",
      SubscriptionsConfirmed: "0",
    });
    expect(JSON.parse(Attributes.Policy ?? "")).toMatchObject({ Statement: [{ Sid: "__default_statement_ID" }] });
    const arns: (string | undefined)[] = [];
    for await (const page of paginateListTopics({ client: sns }, {})) {
      arns.push(...(page.Topics ?? []).map((topic) => topic.TopicArn));
    }
    expect(arns).toContain(TopicArn);
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await expect(sns.send(new GetTopicAttributesCommand({ TopicArn }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Topic does not exist",
    });
  });

  test.each(["", "a.b", "a b", "a".repeat(257), "a.fifo"])("cannot be named '%s'", async (Name) => {
    await expect(sns.send(new CreateTopicCommand({ Name }))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "Invalid parameter: Topic Name",
    });
  });

  test("are of one Region", async () => {
    const TopicArn = `arn:aws:sns:eu-west-1:${practice.accountId}:topic`;
    await expect(sns.send(new GetTopicAttributesCommand({ TopicArn }))).rejects.toThrow("Invalid parameter: TopicArn");
  });

  const statement = {
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "SNS:Publish",
    Resource: "TOPIC",
  };
  test.each<[string, object]>([
    ["Policy Error: null", { Effect: "Maybe" }],
    ["Policy Error: null", { Resource: undefined }],
    ["Policy Error: PrincipalNotFound", { Principal: { AWS: "arn:aws:iam::123:root" } }],
    ["Policy Error: PrincipalNotFound", { Principal: { AWS: "arn:aws:iam::111122223333:user/nobody" } }],
    ["Policy statement action out of service scope!", { Action: "sns:*" }],
    ["Policy statement action out of service scope!", { Action: "sns:Unsubscribe" }],
    ["Policy statement must apply to a single resource!", { Resource: ["TOPIC", "TOPIC2"] }],
  ])("FACTS 88: a policy is refused with '%s'", async (message, changes) => {
    const TopicArn = await newTopic();
    const text = JSON.stringify({ Version: "2012-10-17", Statement: { ...statement, ...changes } });
    const AttributeValue = text.replaceAll("TOPIC", TopicArn);
    await expect(
      sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue })),
    ).rejects.toMatchObject({ name: "InvalidParameterException", message: `Invalid parameter: ${message}` });
  });

  test("FACTS 88: a policy replaces the one before", async () => {
    const TopicArn = await newTopic();
    const AttributeValue = JSON.stringify({ Statement: { ...statement, Resource: TopicArn } });
    await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes?.Policy).toBe(AttributeValue);
  });

  test("have tags", async () => {
    const ResourceArn = await newTopic();
    await sns.send(
      new TagResourceCommand({
        ResourceArn,
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "b", Value: "" },
        ],
      }),
    );
    await sns.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    expect((await sns.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual([{ Key: "b", Value: "" }]);
    await expect(sns.send(new ListTagsForResourceCommand({ ResourceArn: `${ResourceArn}-not` }))).rejects.toMatchObject(
      { name: "ResourceNotFoundException" },
    );
  });
});

describe("subscriptions", () => {
  test.each([
    ["carrier-pigeon", "x", "Invalid parameter: Amazon SNS does not support this protocol string: carrier-pigeon"],
    ["email", "nobody", "Invalid parameter: Email address"],
    ["email-json", "a@b.example;c@d.example", "Invalid parameter: Email address"],
    ["https", "http://example.com", "Invalid parameter: Endpoint must match the specified protocol"],
    ["sms", "12-34-x", "Invalid SMS endpoint: 12-34-x"],
    ["sqs", "http://example.com/queue", "Invalid parameter: SQS endpoint ARN"],
    [
      "sqs",
      "arn:aws:sqs:us-east-1:111122223333:q.fifo",
      "FIFO SQS Queues can not be subscribed to standard SNS topics",
    ],
    ["lambda", "function", "Invalid parameter: Lambda endpoint ARN"],
    ["firehose", "stream", "Invalid parameter: Firehose endpoint ARN"],
    ["application", "app", "Invalid parameter: Application endpoint arn invalid:app"],
  ])("%s cannot have the endpoint %s", async (Protocol, Endpoint, message) => {
    const TopicArn = await newTopic();
    await expect(sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }))).rejects.toThrow(message);
  });

  test.each([
    ["sqs", "arn:aws:sqs:us-east-1:111122223333:anything"],
    ["lambda", "arn:aws:lambda:us-east-1:111122223333:function:audit"],
    ["sms", "+4915112345678"],
  ])("%s is confirmed at once", async (Protocol, Endpoint) => {
    const TopicArn = await newTopic();
    const { SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
    expect(SubscriptionArn).toMatch(new RegExp(`^${TopicArn}:[0-9a-f-]{36}$`));
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({ PendingConfirmation: "false", ConfirmationWasAuthenticated: "true", Endpoint });
  });

  test("a mail address is pending until the link in its mail is visited, and ends by the link in the next", async () => {
    const TopicArn = await newTopic();
    const subscription = { TopicArn, Protocol: "email", Endpoint: "dba@example.com" };
    expect(await sns.send(new SubscribeCommand(subscription))).toMatchObject({
      SubscriptionArn: "pending confirmation",
    });
    await sns.send(new PublishCommand({ TopicArn, Message: "before" }));
    const listed = async () =>
      (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions?.map(
        (one) => one.SubscriptionArn,
      );
    expect(await listed()).toEqual(["PendingConfirmation"]);
    const again = await sns.send(new SubscribeCommand({ ...subscription, ReturnSubscriptionArn: true }));
    const { SubscriptionArn } = again;
    await expect(sns.send(new UnsubscribeCommand({ SubscriptionArn }))).rejects.toThrow(
      "Invalid parameter: SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation",
    );

    const { inbox } = practice.account.state.sns;
    const mails = inbox.filter((mail) => mail.topicArn === TopicArn);
    expect(mails.map(({ subject, to }) => [subject, to])).toEqual(
      Array(2).fill(["AWS Notification - Subscription Confirmation", "dba@example.com"]),
    );
    const [link = ""] = mails[0]?.links ?? [];
    expect(mails[0]?.text).toContain(link);
    expect((await fetch(link.replace(/Token=./, "Token=x"))).status).toBe(400);
    const page = await fetch(link);
    expect(await page.text()).toContain(SubscriptionArn);
    expect(await listed()).toEqual([SubscriptionArn]);
    expect(await sns.send(new SubscribeCommand(subscription))).toMatchObject({ SubscriptionArn });

    await sns.send(new PublishCommand({ TopicArn, Message: "after", Subject: "News" }));
    const news = inbox.at(-1);
    expect(news).toMatchObject({ subject: "News", to: "dba@example.com" });
    expect(news?.text).toMatch(/^after\n/);
    expect((await fetch(news?.links[0] ?? "")).status).toBe(200);
    expect(await listed()).toEqual([]);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ SubscriptionsDeleted: "1", SubscriptionsConfirmed: "0" });
  });

  test("a subscription that was confirmed with a signature does not end by a link", async () => {
    const TopicArn = await newTopic();
    const Endpoint = "https://example.com/hook";
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "https", Endpoint }));
    const request = practice.account.state.sns.deliveries.at(-1);
    const { Type, Token } = JSON.parse(request?.body ?? "") as Record<string, string>;
    expect([request?.endpoint, Type]).toEqual([Endpoint, "SubscriptionConfirmation"]);
    await expect(sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token: "0".repeat(288) }))).rejects.toThrow(
      "Invalid token",
    );
    const confirm = new ConfirmSubscriptionCommand({ TopicArn, Token, AuthenticateOnUnsubscribe: "true" });
    const { SubscriptionArn } = await sns.send(confirm);
    expect(await sns.send(confirm)).toMatchObject({ SubscriptionArn });
    const link = `${practice.endpoint}/?Action=Unsubscribe&SubscriptionArn=${SubscriptionArn}`;
    expect(await (await fetch(link)).text()).toContain("requires authentication");
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await expect(sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).rejects.toMatchObject({
      name: "NotFoundException",
    });
  });

  test("an unconfirmed subscription ends after two days", async () => {
    const own = await startPractice();
    const { TopicArn } = await own.clients.sns.send(new CreateTopicCommand({ Name: "topic" }));
    await own.clients.sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "a@example.com" }));
    own.advance(2 * 86_400_000 - 1);
    expect(own.account.state.sns.subscriptions.size).toBe(1);
    own.advance(1);
    expect(own.account.state.sns.subscriptions.size).toBe(0);
    await own.stop();
  });

  test("go with their topic", async () => {
    const TopicArn = await newTopic();
    const input = { TopicArn, Protocol: "email", Endpoint: "gone@example.com", ReturnSubscriptionArn: true };
    const { SubscriptionArn } = await sns.send(new SubscribeCommand(input));
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await expect(sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).rejects.toThrow(
      "Subscription does not exist",
    );
  });

  test("have attributes that fit their protocol", async () => {
    const TopicArn = await newTopic();
    const { arn: Endpoint } = await newQueue(TopicArn);
    const subscribe = (Protocol: string, to: string, Attributes: Record<string, string>) =>
      sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint: to, Attributes, ReturnSubscriptionArn: true }));
    await expect(subscribe("email", "a@example.com", { RawMessageDelivery: "true" })).rejects.toThrow(
      "Invalid parameter: Attributes Reason: Delivery protocol [email] does not support raw message delivery.",
    );
    const { SubscriptionArn } = await subscribe("sqs", Endpoint, { RawMessageDelivery: "TRUE" });
    await expect(subscribe("sqs", Endpoint, { RawMessageDelivery: "false" })).rejects.toThrow(
      "Subscription already exists with different attributes",
    );
    const set = (AttributeName: string, AttributeValue: string) =>
      sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
    await expect(set("FilterPolicy", "{")).rejects.toThrow("FilterPolicy: failed to parse JSON.");
    await expect(set("FilterPolicyScope", "Everything")).rejects.toThrow(
      "FilterPolicyScope: Invalid value [Everything]",
    );
    await expect(set("Endpoint", "x")).rejects.toThrow("Invalid parameter: AttributeName");
    await set("FilterPolicy", '{"a":["b"]}');
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({ RawMessageDelivery: "true", FilterPolicyScope: "MessageAttributes" });
  });

  test("a list comes in pages of a hundred", async () => {
    const own = await startPractice();
    const { TopicArn } = await own.clients.sns.send(new CreateTopicCommand({ Name: "topic" }));
    for (let i = 0; i < 205; i++) {
      await own.clients.sns.send(new SubscribeCommand({ TopicArn, Protocol: "sms", Endpoint: `+49151${1000 + i}` }));
    }
    const pages: number[] = [];
    const endpoints = new Set<string | undefined>();
    for await (const { Subscriptions = [] } of paginateListSubscriptions({ client: own.clients.sns }, {})) {
      pages.push(Subscriptions.length);
      for (const { Endpoint } of Subscriptions) endpoints.add(Endpoint);
    }
    expect(pages).toEqual([100, 100, 5]);
    expect(endpoints.size).toBe(205);
    await own.stop();
  });
});

describe("messages", () => {
  test("FACTS 93: reach a queue in an envelope of JSON", async () => {
    const TopicArn = await newTopic();
    const { QueueUrl, arn: Endpoint } = await newQueue(TopicArn);
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint }));
    const Message = '{"s3Bucket":"bucket","s3ObjectKey":["key"]}';
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Message, Subject: "Log" }));
    const [message] = await received(QueueUrl);
    const body = JSON.parse(message?.Body ?? "") as Record<string, string>;
    expect(body).toMatchObject({ Type: "Notification", MessageId, TopicArn, Subject: "Log", Message });
    expect(body.Timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(body.UnsubscribeURL).toContain("Action=Unsubscribe");
  });

  test("reach a queue raw, with their attributes", async () => {
    const TopicArn = await newTopic();
    const { QueueUrl, arn: Endpoint } = await newQueue(TopicArn);
    const Attributes = { RawMessageDelivery: "true", FilterPolicy: '{"kind":["a",{"prefix":"b"}]}' };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint, Attributes }));
    for (const StringValue of ["a", "bc", "c"]) {
      const MessageAttributes = { kind: { DataType: "String", StringValue } };
      await sns.send(new PublishCommand({ TopicArn, Message: `kind ${StringValue}`, MessageAttributes }));
    }
    await sns.send(new PublishCommand({ TopicArn, Message: "no kind" }));
    const messages = await received(QueueUrl);
    expect(messages.map(({ Body }) => Body)).toEqual(["kind a", "kind bc"]);
    expect(messages[0]?.MessageAttributes).toMatchObject({ kind: { DataType: "String", StringValue: "a" } });
  });

  test("do not reach a queue whose policy keeps the topic out", async () => {
    const [TopicArn, other] = [await newTopic(), await newTopic()];
    for (const queue of [await newQueue(TopicArn, false), await newQueue(other)]) {
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.arn }));
      await sns.send(new PublishCommand({ TopicArn, Message: "x" }));
      expect(await received(queue.QueueUrl)).toEqual([]);
    }
  });

  test("can differ by protocol", async () => {
    const TopicArn = await newTopic();
    const Endpoint = "+4915100000";
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sms", Endpoint }));
    const Message = JSON.stringify({ default: "long", sms: "short" });
    await sns.send(new PublishCommand({ TopicArn, Message, MessageStructure: "json" }));
    expect(practice.account.state.sns.deliveries.at(-1)).toMatchObject({ endpoint: Endpoint, body: "short" });
    const noDefault = new PublishCommand({ TopicArn, Message: '{"sms":"x"}', MessageStructure: "json" });
    await expect(sns.send(noDefault)).rejects.toThrow("No default entry in JSON message body");
  });

  test.each<[string, object]>([
    ["Invalid parameter: Empty message", { Message: "" }],
    ["Invalid parameter: Message too long", { Message: "ü".repeat(131_073) }],
    ["Invalid parameter: Subject", { Subject: "two\nlines" }],
    ["Invalid parameter: Subject", { Subject: "a".repeat(101) }],
    ["no value for required parameter", { TopicArn: undefined }],
    ["Topic does not exist", { TopicArn: "arn:aws:sns:us-east-1:111122223333:nothing" }],
  ])("are refused with '%s'", async (message, changes) => {
    const input = { TopicArn: await newTopic(), Message: "x", ...changes };
    await expect(sns.send(new PublishCommand(input))).rejects.toThrow(message);
  });
});
