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
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import type { Scenario } from "./scenario.ts";

const QueueName = "trail-files";

/** Queues and messages on their way through them. */
export const queues: Scenario = {
  name: "queues",
  async play({ clients: { sqs }, accountId }, { does, gives, refuses }) {
    const create = (Attributes: Record<string, string>, name = QueueName) =>
      sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    const created = await gives(
      "CreateQueue: a new one",
      create({ VisibilityTimeout: "60" }),
      ({ QueueUrl }) => QueueUrl?.endsWith(`/${accountId}/${QueueName}`),
      true,
    );
    const QueueUrl = created?.QueueUrl;
    await gives(
      "CreateQueue: again, the same",
      create({ VisibilityTimeout: "60" }),
      (output) => output.QueueUrl === QueueUrl,
      true,
    );
    await refuses("CreateQueue: again, but different", create({ VisibilityTimeout: "90" }), "400 QueueNameExists");
    await refuses("CreateQueue: a name with a space", create({}, "trail files"), "400 InvalidParameterValue");
    await refuses("CreateQueue: a name of 81 letters", create({}, "q".repeat(81)), "400 InvalidParameterValue");
    await refuses(
      "CreateQueue: a visibility timeout of 13 hours",
      create({ VisibilityTimeout: "46800" }, "other"),
      "400 InvalidAttributeValue",
    );
    await refuses(
      "CreateQueue: an attribute that there is not",
      create({ Colour: "red" }, "other"),
      "400 InvalidAttributeName",
    );
    await gives(
      "GetQueueUrl: of a queue that is there",
      sqs.send(new GetQueueUrlCommand({ QueueName })),
      (output) => output.QueueUrl === QueueUrl,
      true,
    );
    await refuses(
      "GetQueueUrl: of a queue that is not",
      sqs.send(new GetQueueUrlCommand({ QueueName: "none" })),
      "400 QueueDoesNotExist",
    );
    await gives(
      "ListQueues: by prefix",
      sqs.send(new ListQueuesCommand({ QueueNamePrefix: "trail" })),
      ({ QueueUrls }) => QueueUrls?.length,
      1,
    );
    await gives(
      "ListQueues: none",
      sqs.send(new ListQueuesCommand({ QueueNamePrefix: "none" })),
      ({ QueueUrls }) => QueueUrls,
      undefined,
    );

    const attributes = (...names: readonly ("All" | "VisibilityTimeout" | "Policy")[]) =>
      sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
    await gives(
      "GetQueueAttributes: all of a new queue",
      attributes("All"),
      ({ Attributes: { CreatedTimestamp, LastModifiedTimestamp, ...rest } = {} }) => ({
        ...rest,
        times: [CreatedTimestamp, LastModifiedTimestamp].map((time) => /^\d{10}$/.test(time ?? "")),
      }),
      {
        ApproximateNumberOfMessages: "0",
        ApproximateNumberOfMessagesDelayed: "0",
        ApproximateNumberOfMessagesNotVisible: "0",
        DelaySeconds: "0",
        MaximumMessageSize: "1048576",
        MessageRetentionPeriod: "345600",
        QueueArn: `arn:aws:sqs:us-east-1:${accountId}:${QueueName}`,
        ReceiveMessageWaitTimeSeconds: "0",
        SqsManagedSseEnabled: "true",
        VisibilityTimeout: "60",
        times: [true, true],
      },
    );
    await gives("GetQueueAttributes: none asked for", attributes(), ({ Attributes }) => Attributes, undefined);
    await gives(
      "GetQueueAttributes: one that is not set",
      attributes("Policy"),
      ({ Attributes }) => Attributes?.Policy,
      undefined,
    );
    await does(
      "SetQueueAttributes: the visibility timeout",
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "30" } })),
    );
    await gives(
      "GetQueueAttributes: as it was set",
      attributes("VisibilityTimeout"),
      ({ Attributes }) => Attributes?.VisibilityTimeout,
      "30",
    );
    await refuses(
      "SetQueueAttributes: a policy that is no JSON",
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: "{" } })),
      "400 InvalidAttributeValue",
    );
    await does("TagQueue: two tags", sqs.send(new TagQueueCommand({ QueueUrl, Tags: { a: "1", b: "2" } })));
    await does("UntagQueue: one of them", sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ["a"] })));
    await gives("ListQueueTags: what is left", sqs.send(new ListQueueTagsCommand({ QueueUrl })), ({ Tags }) => Tags, {
      b: "2",
    });

    const receive = (more = {}) => sqs.send(new ReceiveMessageCommand({ QueueUrl, ...more }));
    await gives("ReceiveMessage: from an empty queue", receive(), ({ Messages }) => Messages?.length, undefined);
    await gives(
      "SendMessage: with an attribute",
      sqs.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: "hello",
          MessageAttributes: { kind: { DataType: "String", StringValue: "trail" } },
        }),
      ),
      ({ MD5OfMessageBody, MD5OfMessageAttributes, MessageId }) => ({
        MD5OfMessageBody,
        MD5OfMessageAttributes,
        id: typeof MessageId,
      }),
      {
        MD5OfMessageBody: "5d41402abc4b2a76b9719d911017c592",
        MD5OfMessageAttributes: "3a1f7d2de8f7675ab99392e27332100b",
        id: "string",
      },
    );
    const received = await gives(
      "ReceiveMessage: what was sent",
      receive({ MessageSystemAttributeNames: ["ApproximateReceiveCount"], MessageAttributeNames: ["All"] }),
      ({ Messages }) =>
        Messages?.map(({ Body, Attributes, MessageAttributes }) => ({
          Body,
          count: Attributes?.ApproximateReceiveCount,
          kind: MessageAttributes?.kind?.StringValue,
        })),
      [{ Body: "hello", count: "1", kind: "trail" }],
    );
    const ReceiptHandle = received?.Messages?.[0]?.ReceiptHandle;
    await gives("ReceiveMessage: while it is with somebody", receive(), ({ Messages }) => Messages?.length, undefined);
    await does(
      "ChangeMessageVisibility: given back",
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })),
    );
    await gives(
      "ReceiveMessage: after it was given back",
      receive({ MessageSystemAttributeNames: ["ApproximateReceiveCount"] }),
      ({ Messages }) => Messages?.map(({ Attributes }) => Attributes?.ApproximateReceiveCount),
      ["2"],
    );
    await refuses(
      "ChangeMessageVisibility: to 13 hours",
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 46_800 })),
      "400 InvalidParameterValue",
    );
    await refuses(
      "DeleteMessage: with a handle that is none",
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: "x" })),
      "400 ReceiptHandleIsInvalid",
    );
    await does("DeleteMessage: what was received", sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })));
    await refuses(
      "SendMessage: an empty body",
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "" })),
      "400 MissingParameter",
    );
    await refuses(
      "SendMessage: a character that XML lacks",
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "\u0000" })),
      "400 InvalidMessageContents",
    );
    await refuses(
      "SendMessage: a delay of 16 minutes",
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x", DelaySeconds: 960 })),
      "400 InvalidParameterValue",
    );
    await refuses(
      "SendMessage: to a queue that is not there",
      sqs.send(new SendMessageCommand({ QueueUrl: `${QueueUrl}-none`, MessageBody: "x" })),
      "400 QueueDoesNotExist",
    );
    await refuses("ReceiveMessage: eleven at once", receive({ MaxNumberOfMessages: 11 }), "400 InvalidParameterValue");
    await refuses("ReceiveMessage: waiting 21 seconds", receive({ WaitTimeSeconds: 21 }), "400 InvalidParameterValue");

    const batch = (...entries: readonly (readonly [string, string])[]) =>
      sqs.send(
        new SendMessageBatchCommand({ QueueUrl, Entries: entries.map(([Id, MessageBody]) => ({ Id, MessageBody })) }),
      );
    await gives(
      "SendMessageBatch: two messages",
      batch(["a", "1"], ["b", "2"]),
      ({ Successful, Failed }) => ({ ids: Successful?.map(({ Id }) => Id), failed: Failed?.length ?? 0 }),
      { ids: ["a", "b"], failed: 0 },
    );
    await refuses("SendMessageBatch: none", batch(), "400 EmptyBatchRequest");
    await refuses("SendMessageBatch: two of one id", batch(["a", "1"], ["a", "2"]), "400 BatchEntryIdsNotDistinct");
    await refuses("SendMessageBatch: an id with a space", batch(["a b", "1"]), "400 InvalidBatchEntryId");
    await refuses(
      "SendMessageBatch: eleven",
      batch(...Array.from({ length: 11 }, (_, i) => [`m${i}`, "x"] as const)),
      "400 TooManyEntriesInBatchRequest",
    );
    await gives(
      "DeleteMessageBatch: one that was received, one that was not",
      receive({ MaxNumberOfMessages: 1 }).then(({ Messages }) =>
        sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl,
            Entries: [
              { Id: "good", ReceiptHandle: Messages?.[0]?.ReceiptHandle },
              { Id: "bad", ReceiptHandle: "x" },
            ],
          }),
        ),
      ),
      ({ Successful, Failed }) => ({
        good: Successful?.map(({ Id }) => Id),
        bad: Failed?.map(({ Id, Code, SenderFault }) => ({ Id, Code, SenderFault })),
      }),
      { good: ["good"], bad: [{ Id: "bad", Code: "ReceiptHandleIsInvalid", SenderFault: true }] },
    );
    await does("PurgeQueue: what is left", sqs.send(new PurgeQueueCommand({ QueueUrl })));
    await refuses(
      "PurgeQueue: again within a minute",
      sqs.send(new PurgeQueueCommand({ QueueUrl })),
      "400 PurgeQueueInProgress",
    );
    await does("DeleteQueue: one that is there", sqs.send(new DeleteQueueCommand({ QueueUrl })));
    await refuses(
      "SendMessage: to a queue that was deleted",
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" })),
      "400 QueueDoesNotExist",
    );
  },
};
