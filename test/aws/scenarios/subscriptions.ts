import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import type { Scenario } from "./scenario.ts";

/** Who is subscribed to a topic, and what reaches a queue. */
export const subscriptions: Scenario = {
  name: "subscriptions",
  async play({ clients: { sns, sqs }, accountId }, { does, gives, refuses }) {
    const TopicArn = `arn:aws:sns:us-east-1:${accountId}:trail-files`;
    const missing = `arn:aws:sns:us-east-1:${accountId}:nobody-has-it`;
    await does("CreateTopic: to subscribe to", sns.send(new CreateTopicCommand({ Name: "trail-files" })));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "trail-files" }));
    const QueueArn = `arn:aws:sqs:us-east-1:${accountId}:trail-files`;
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: QueueArn,
          Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
        },
      ],
    });
    await does(
      "SetQueueAttributes: lets the topic in",
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } })),
    );
    /** The name of a subscription, which ends in a random id. */
    const isArn = (arn: string | undefined) => arn?.startsWith(`${TopicArn}:`) ?? false;
    const subscribe = (Protocol: string, Endpoint?: string, more = {}) =>
      sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, ...more }));
    const toQueue = await gives(
      "Subscribe: a queue",
      subscribe("sqs", QueueArn),
      ({ SubscriptionArn }) => isArn(SubscriptionArn),
      true,
    );
    const SubscriptionArn = toQueue?.SubscriptionArn ?? "";
    await gives(
      "Subscribe: the same queue again",
      subscribe("sqs", QueueArn),
      (output) => output.SubscriptionArn === SubscriptionArn,
      true,
    );
    await gives(
      "Subscribe: a mail address",
      subscribe("email", "a@example.com"),
      ({ SubscriptionArn: arn }) => (isArn(arn) ? "ARN" : arn),
      "pending confirmation",
    );
    await gives(
      "Subscribe: a mail address, and the ARN is asked for",
      subscribe("email", "b@example.com", { ReturnSubscriptionArn: true }),
      (output) => isArn(output.SubscriptionArn),
      true,
    );
    await gives(
      "ListSubscriptionsByTopic: confirmed and pending ones",
      sns.send(new ListSubscriptionsByTopicCommand({ TopicArn })),
      ({ Subscriptions }) =>
        Subscriptions?.map(({ Endpoint, SubscriptionArn: arn }) => `${Endpoint}: ${isArn(arn) ? "ARN" : arn}`).sort(),
      [`a@example.com: PendingConfirmation`, "b@example.com: PendingConfirmation", `${QueueArn}: ARN`].sort(),
    );
    await gives(
      "ListSubscriptions: of all topics",
      sns.send(new ListSubscriptionsCommand({})),
      ({ Subscriptions }) => Subscriptions?.length,
      3,
    );
    await gives(
      "GetTopicAttributes: subscriptions are counted",
      sns.send(new GetTopicAttributesCommand({ TopicArn })),
      ({ Attributes }) => [Attributes?.SubscriptionsConfirmed, Attributes?.SubscriptionsPending],
      ["1", "2"],
    );
    await refuses(
      "ConfirmSubscription: with a token that is none",
      sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token: "x" })),
      "400 InvalidParameterException",
    );
    await gives(
      "GetSubscriptionAttributes: of a queue's",
      sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn })),
      ({ Attributes = {} }) => ({
        Endpoint: Attributes.Endpoint,
        Protocol: Attributes.Protocol,
        RawMessageDelivery: Attributes.RawMessageDelivery,
        PendingConfirmation: Attributes.PendingConfirmation,
        ConfirmationWasAuthenticated: Attributes.ConfirmationWasAuthenticated,
        Owner: Attributes.Owner,
      }),
      {
        Endpoint: QueueArn,
        Protocol: "sqs",
        RawMessageDelivery: "false",
        PendingConfirmation: "false",
        ConfirmationWasAuthenticated: "true",
        Owner: accountId,
      },
    );
    await refuses(
      "GetSubscriptionAttributes: of one that is not there",
      sns.send(
        new GetSubscriptionAttributesCommand({ SubscriptionArn: `${TopicArn}:00000000-0000-0000-0000-000000000000` }),
      ),
      "404 NotFoundException",
    );

    const receive = () => sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, VisibilityTimeout: 0 }));
    const forget = () =>
      does(
        "ReceiveMessage: so that it is hidden from now on",
        sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 3600 })),
      );
    const message = '{"s3Bucket":"b","s3ObjectKey":["k"]}';
    await gives(
      "Publish: a message",
      sns.send(new PublishCommand({ TopicArn, Message: message, Subject: "Files" })),
      ({ MessageId }) => typeof MessageId,
      "string",
    );
    await gives(
      "ReceiveMessage: the envelope of a published message",
      receive(),
      ({ Messages }) => {
        const {
          Type,
          TopicArn: from,
          Subject,
          Message,
          SignatureVersion,
          ...rest
        } = JSON.parse(Messages?.[0]?.Body ?? "{}");
        return { Type, from, Subject, Message, SignatureVersion, others: Object.keys(rest).sort() };
      },
      {
        Type: "Notification",
        from: TopicArn,
        Subject: "Files",
        Message: message,
        SignatureVersion: "1",
        others: ["MessageId", "Signature", "SigningCertURL", "Timestamp", "UnsubscribeURL"],
      },
    );
    await forget();
    await does(
      "SetSubscriptionAttributes: raw delivery",
      sns.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn,
          AttributeName: "RawMessageDelivery",
          AttributeValue: "true",
        }),
      ),
    );
    await does("Publish: for raw delivery", sns.send(new PublishCommand({ TopicArn, Message: message })));
    await gives("ReceiveMessage: a raw message", receive(), ({ Messages }) => Messages?.map(({ Body }) => Body), [
      message,
    ]);
    await forget();
    await does(
      "SetSubscriptionAttributes: a filter policy",
      sns.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn,
          AttributeName: "FilterPolicy",
          AttributeValue: '{"kind":["trail"]}',
        }),
      ),
    );
    await does(
      "Publish: what the filter keeps out",
      sns.send(
        new PublishCommand({
          TopicArn,
          Message: "unfit",
          MessageAttributes: { kind: { DataType: "String", StringValue: "other" } },
        }),
      ),
    );
    await does(
      "Publish: what the filter lets through",
      sns.send(
        new PublishCommand({
          TopicArn,
          Message: "fit",
          MessageAttributes: { kind: { DataType: "String", StringValue: "trail" } },
        }),
      ),
    );
    await gives(
      "ReceiveMessage: what a filter policy lets through",
      receive(),
      ({ Messages }) => Messages?.map(({ Body }) => Body),
      ["fit"],
    );
    await refuses(
      "SetSubscriptionAttributes: one that there is not",
      sns.send(
        new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName: "Colour", AttributeValue: "red" }),
      ),
      "400 InvalidParameterException",
    );
    await refuses(
      "SetSubscriptionAttributes: a filter policy that is no JSON",
      sns.send(
        new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName: "FilterPolicy", AttributeValue: "{" }),
      ),
      "400 InvalidParameterException",
    );
    await refuses(
      "Publish: to a topic that is not there",
      sns.send(new PublishCommand({ TopicArn: missing, Message: "m" })),
      "404 NotFoundException",
    );
    await refuses(
      "Publish: an empty message",
      sns.send(new PublishCommand({ TopicArn, Message: "" })),
      "400 InvalidParameterException",
    );
    await refuses(
      "Publish: a subject of 101 letters",
      sns.send(new PublishCommand({ TopicArn, Message: "m", Subject: "s".repeat(101) })),
      "400 InvalidParameterException",
    );
    await refuses(
      "Publish: more than 256 KiB",
      sns.send(new PublishCommand({ TopicArn, Message: "m".repeat(262_145) })),
      "400 InvalidParameterException",
    );
    await refuses(
      "Publish: JSON without a default",
      sns.send(new PublishCommand({ TopicArn, Message: '{"sqs":"m"}', MessageStructure: "json" })),
      "400 InvalidParameterException",
    );

    await gives(
      "Subscribe: a web address",
      subscribe("https", "https://example.com/hook"),
      ({ SubscriptionArn: arn }) => (isArn(arn) ? "ARN" : arn),
      "pending confirmation",
    );
    await refuses(
      "Subscribe: by a protocol that there is not",
      subscribe("pigeon", "a"),
      "400 InvalidParameterException",
    );
    await refuses(
      "Subscribe: something that is no mail address",
      subscribe("email", "nobody"),
      "400 InvalidParameterException",
    );
    await refuses(
      "Subscribe: an https address by http",
      subscribe("http", "https://example.com"),
      "400 InvalidParameterException",
    );
    await refuses("Subscribe: without an endpoint", subscribe("email"), "400 InvalidParameterException");
    await refuses(
      "Subscribe: to a topic that is not there",
      sns.send(new SubscribeCommand({ TopicArn: missing, Protocol: "email", Endpoint: "a@example.com" })),
      "404 NotFoundException",
    );
    await does("Unsubscribe: a queue", sns.send(new UnsubscribeCommand({ SubscriptionArn })));
    await does("Unsubscribe: again", sns.send(new UnsubscribeCommand({ SubscriptionArn })));
    await gives(
      "GetQueueAttributes: the queue stays",
      sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] })),
      ({ Attributes }) => Attributes?.QueueArn,
      QueueArn,
    );
    await does("DeleteTopic: with subscriptions", sns.send(new DeleteTopicCommand({ TopicArn })));
    await gives(
      "ListSubscriptions: after their topic is deleted",
      sns.send(new ListSubscriptionsCommand({})),
      ({ Subscriptions }) => Subscriptions?.length ?? 0,
      0,
    );
  },
};
