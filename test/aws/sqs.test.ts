import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
let sqs: SQSClient;
beforeAll(async () => {
  practice = await startPractice();
  sqs = practice.clients.sqs;
});
afterAll(() => practice.stop());

let count = 0;
async function newQueue(Attributes: Record<string, string> = {}): Promise<string> {
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${++count}`, Attributes }));
  return QueueUrl;
}

async function receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) {
  return (await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...more }))).Messages ?? [];
}

async function attributesOf(QueueUrl: string) {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
  return Attributes ?? {};
}

describe("queues", () => {
  test("are made once, found, listed and deleted", async () => {
    const QueueName = `queue-${++count}`;
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, tags: { made: "here" } }));
    expect(QueueUrl).toBe(`${practice.endpoint}/${practice.accountId}/${QueueName}`);
    expect(await sqs.send(new CreateQueueCommand({ QueueName }))).toMatchObject({ QueueUrl });
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName }))).toMatchObject({ QueueUrl });
    expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: QueueName }))).QueueUrls).toEqual([QueueUrl]);
    await expect(
      sqs.send(new CreateQueueCommand({ QueueName, Attributes: { DelaySeconds: "1" } })),
    ).rejects.toMatchObject({
      name: "QueueNameExists",
      message: "A queue already exists with the same name and a different value for attribute DelaySeconds",
    });
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
      message: "The specified queue does not exist.",
    });
    await expect(sqs.send(new CreateQueueCommand({ QueueName }))).rejects.toMatchObject({
      name: "QueueDeletedRecently",
    });
    practice.advance(60_000);
    await sqs.send(new CreateQueueCommand({ QueueName }));
  });

  test.each(["a b", "a.b", "", "a".repeat(81)])("cannot be named '%s'", async (QueueName) => {
    await expect(sqs.send(new CreateQueueCommand({ QueueName }))).rejects.toMatchObject({
      message: "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    });
  });

  test("have SQS's attributes until others are set", async () => {
    const QueueUrl = await newQueue({ DelaySeconds: "5" });
    expect(await attributesOf(QueueUrl)).toMatchObject({
      VisibilityTimeout: "30",
      MessageRetentionPeriod: "345600",
      DelaySeconds: "5",
      ApproximateNumberOfMessages: "0",
    });
    const set = (Attributes: Record<string, string>) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    await set({ VisibilityTimeout: "0" });
    expect(await attributesOf(QueueUrl)).toMatchObject({ VisibilityTimeout: "0" });
    await expect(set({ Colour: "red" })).rejects.toMatchObject({
      name: "InvalidAttributeName",
      message: "Unknown Attribute Colour.",
    });
    const invalid: readonly (readonly [string, string])[] = [
      ["VisibilityTimeout", "43201"],
      ["DelaySeconds", "soon"],
      ["Policy", "{}"],
      ["Policy", '{"Statement":{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*"}}'],
      ["RedrivePolicy", '{"maxReceiveCount":0,"deadLetterTargetArn":"arn"}'],
    ];
    for (const [name, value] of invalid) {
      await expect(set({ [name]: value })).rejects.toMatchObject({
        name: "InvalidAttributeValue",
        message: `Invalid value for the parameter ${name}.`,
      });
    }
  });

  test("have tags", async () => {
    const QueueUrl = await newQueue();
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { a: "1", b: "2" } }));
    await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ["a"] }));
    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ b: "2" });
  });

  test("a list comes in pages", async () => {
    for (let i = 0; i < 3; i++) await sqs.send(new CreateQueueCommand({ QueueName: `paged-${i}` }));
    const input = { QueueNamePrefix: "paged-", MaxResults: 2 };
    const first = await sqs.send(new ListQueuesCommand(input));
    const second = await sqs.send(new ListQueuesCommand({ ...input, NextToken: first.NextToken }));
    expect([first.QueueUrls?.length, second.QueueUrls?.length, second.NextToken]).toEqual([2, 1, undefined]);
  });
});

describe("messages", () => {
  test("come with what they were sent with, then are hidden until they are deleted or their time is over", async () => {
    const QueueUrl = await newQueue();
    const MessageAttributes = {
      text: { DataType: "String", StringValue: "ü" },
      bytes: { DataType: "Binary", BinaryValue: Buffer.from([0, 255]) },
      count: { DataType: "Number.int", StringValue: "7" },
    };
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello", MessageAttributes }));
    expect(sent.MD5OfMessageBody).toBe("5d41402abc4b2a76b9719d911017c592");
    const [message] = await receive(QueueUrl, {
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["text", "by.*", "bytes"],
    });
    expect(message).toMatchObject({ MessageId: sent.MessageId, Body: "hello" });
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: "1", SenderId: "AIDAPRACTICEACCOUNT22" });
    expect(Object.keys(message?.MessageAttributes ?? {}).sort()).toEqual(["bytes", "text"]);
    expect(await receive(QueueUrl)).toEqual([]);
    expect(await attributesOf(QueueUrl)).toMatchObject({
      ApproximateNumberOfMessages: "0",
      ApproximateNumberOfMessagesNotVisible: "1",
    });

    practice.advance(30_000);
    const [again] = await receive(QueueUrl, { MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
    expect(again?.Attributes).toEqual({ ApproximateReceiveCount: "2" });
    const remove = (ReceiptHandle: string | undefined) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await remove(message?.ReceiptHandle);
    expect(await attributesOf(QueueUrl)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: "1" });
    await remove(again?.ReceiptHandle);
    await remove(again?.ReceiptHandle);
    expect(await attributesOf(QueueUrl)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: "0" });
    await expect(remove("nonsense")).rejects.toMatchObject({ name: "ReceiptHandleIsInvalid" });
  });

  test("can be made visible at once", async () => {
    const QueueUrl = await newQueue();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" }));
    const [message] = await receive(QueueUrl);
    const input = { QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 };
    await sqs.send(new ChangeMessageVisibilityCommand(input));
    expect(await receive(QueueUrl)).toHaveLength(1);
  });

  test("can be delayed, and are dropped when they are too old", async () => {
    const QueueUrl = await newQueue({ MessageRetentionPeriod: "60" });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "later", DelaySeconds: 10 }));
    expect(await receive(QueueUrl)).toEqual([]);
    expect(await attributesOf(QueueUrl)).toMatchObject({ ApproximateNumberOfMessagesDelayed: "1" });
    practice.advance(10_000);
    expect(await receive(QueueUrl, { VisibilityTimeout: 1 })).toHaveLength(1);
    practice.advance(50_000);
    expect(await receive(QueueUrl)).toEqual([]);
  });

  test("who waits gets a message as soon as there is one, or nothing when the time is over", async () => {
    const QueueUrl = await newQueue();
    const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "now" }));
    expect((await waiting).map(({ Body }) => Body)).toEqual(["now"]);

    const due = practice.account.now() + 5_000;
    const inVain = receive(QueueUrl, { WaitTimeSeconds: 5 });
    await expect.poll(() => practice.account.state.jobs.some(({ at }) => at === due)).toBe(true);
    practice.advance(5_000);
    expect(await inVain).toEqual([]);
  });

  test("who waits sees a message that becomes visible again", async () => {
    const QueueUrl = await newQueue();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" }));
    await receive(QueueUrl, { VisibilityTimeout: 3 });
    const due = practice.account.now() + 3_000;
    const waiting = receive(QueueUrl, { WaitTimeSeconds: 10 });
    await expect.poll(() => practice.account.state.jobs.some(({ at }) => at === due)).toBe(true);
    practice.advance(3_000);
    expect(await waiting).toHaveLength(1);
  });

  test("what is received too often goes to the dead-letter queue", async () => {
    const dead = await newQueue();
    const { QueueArn: deadLetterTargetArn } = await attributesOf(dead);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
    const QueueUrl = await newQueue({ RedrivePolicy });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "poison" }));
    for (const expected of [1, 1, 0]) expect(await receive(QueueUrl, { VisibilityTimeout: 0 })).toHaveLength(expected);
    expect((await receive(dead)).map(({ Body }) => Body)).toEqual(["poison"]);
  });

  test("go in batches, of which some may fail", async () => {
    const QueueUrl = await newQueue();
    const Entries = ["a", "b", ""].map((MessageBody, i) => ({ Id: `id-${i}`, MessageBody }));
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(["id-0", "id-1"]);
    expect(sent.Failed).toMatchObject([{ Id: "id-2", SenderFault: true, Code: "MissingParameter" }]);
    const messages = await receive(QueueUrl, { MaxNumberOfMessages: 10 });
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle })),
      }),
    );
    expect(deleted.Successful).toHaveLength(2);
    const refused: readonly (readonly [string, { Id: string; MessageBody: string }[]])[] = [
      ["EmptyBatchRequest", []],
      ["InvalidBatchEntryId", [{ Id: "a b", MessageBody: "x" }]],
      ["BatchEntryIdsNotDistinct", Array(2).fill({ Id: "a", MessageBody: "x" })],
      ["TooManyEntriesInBatchRequest", Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, MessageBody: "x" }))],
    ];
    for (const [name, entries] of refused) {
      await expect(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries }))).rejects.toMatchObject({
        name,
      });
    }
  });

  test("are refused where SQS would", async () => {
    const QueueUrl = await newQueue({ MaximumMessageSize: "1024" });
    const send = (more: object) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x", ...more }));
    await expect(send({ MessageBody: "a".repeat(1025) })).rejects.toThrow("Message must be shorter than 1024 bytes.");
    await expect(send({ MessageBody: "\u0001" })).rejects.toMatchObject({ name: "InvalidMessageContents" });
    await expect(send({ DelaySeconds: 901 })).rejects.toThrow("DelaySeconds must be >= 0 and <= 900.");
    await expect(receive(QueueUrl, { MaxNumberOfMessages: 11 })).rejects.toThrow("Must be between 1 and 10");
    await expect(receive(QueueUrl, { WaitTimeSeconds: 21 })).rejects.toThrow("Must be >= 0 and <= 20");
    await expect(receive(`${QueueUrl}-not`)).rejects.toMatchObject({ name: "QueueDoesNotExist" });
  });

  test("are purged, but not twice a minute", async () => {
    const QueueUrl = await newQueue();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await receive(QueueUrl)).toEqual([]);
    await expect(sqs.send(new PurgeQueueCommand({ QueueUrl }))).rejects.toMatchObject({ name: "PurgeQueueInProgress" });
    practice.advance(60_000);
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  });
});
