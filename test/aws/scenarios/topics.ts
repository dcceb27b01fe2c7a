import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  SetTopicAttributesCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import type { Scenario } from "./scenario.ts";

/** Topics, their attributes and tags. */
export const topics: Scenario = {
  name: "topics",
  async play({ clients: { sns }, accountId }, { does, gives, refuses }) {
    const TopicArn = `arn:aws:sns:us-east-1:${accountId}:trail-files`;
    const missing = `arn:aws:sns:us-east-1:${accountId}:nobody-has-it`;
    await gives(
      "CreateTopic: a new one",
      sns.send(new CreateTopicCommand({ Name: "trail-files" })),
      (output) => output.TopicArn,
      TopicArn,
    );
    await gives(
      "CreateTopic: again",
      sns.send(new CreateTopicCommand({ Name: "trail-files" })),
      (output) => output.TopicArn,
      TopicArn,
    );
    await refuses(
      "CreateTopic: a name with a space",
      sns.send(new CreateTopicCommand({ Name: "trail files" })),
      "400 InvalidParameterException",
    );
    await refuses(
      "CreateTopic: a name of 257 letters",
      sns.send(new CreateTopicCommand({ Name: "n".repeat(257) })),
      "400 InvalidParameterException",
    );
    await gives(
      "ListTopics: one topic",
      sns.send(new ListTopicsCommand({})),
      ({ Topics }) => Topics?.map((topic) => topic.TopicArn),
      [TopicArn],
    );
    await gives(
      "GetTopicAttributes: of a new topic",
      sns.send(new GetTopicAttributesCommand({ TopicArn })),
      ({ Attributes = {} }) => ({
        owner: Attributes.Owner,
        name: Attributes.DisplayName,
        subscriptions: [
          Attributes.SubscriptionsConfirmed,
          Attributes.SubscriptionsPending,
          Attributes.SubscriptionsDeleted,
        ],
        policy: JSON.parse(Attributes.Policy ?? "{}"),
      }),
      {
        owner: accountId,
        name: "",
        subscriptions: ["0", "0", "0"],
        policy: {
          Version: "2008-10-17",
          Id: "__default_policy_ID",
          Statement: [
            {
              Sid: "__default_statement_ID",
              Effect: "Allow",
              Principal: { AWS: "*" },
              Action: [
                "SNS:GetTopicAttributes",
                "SNS:SetTopicAttributes",
                "SNS:AddPermission",
                "SNS:RemovePermission",
                "SNS:DeleteTopic",
                "SNS:Subscribe",
                "SNS:ListSubscriptionsByTopic",
                "SNS:Publish",
              ],
              Resource: TopicArn,
              Condition: { StringEquals: { "AWS:SourceOwner": accountId } },
            },
          ],
        },
      },
    );
    await refuses(
      "GetTopicAttributes: of a topic that is not there",
      sns.send(new GetTopicAttributesCommand({ TopicArn: missing })),
      "404 NotFoundException",
    );
    await does(
      "SetTopicAttributes: the display name",
      sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "DisplayName", AttributeValue: "Trail" })),
    );
    await gives(
      "GetTopicAttributes: the display name",
      sns.send(new GetTopicAttributesCommand({ TopicArn })),
      ({ Attributes }) => Attributes?.DisplayName,
      "Trail",
    );
    await refuses(
      "SetTopicAttributes: one that there is not",
      sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Colour", AttributeValue: "red" })),
      "400 InvalidParameterException",
    );
    await refuses(
      "SetTopicAttributes: a policy that is no JSON",
      sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue: "{" })),
      "400 InvalidParameterException",
    );

    await does(
      "TagResource: two tags",
      sns.send(
        new TagResourceCommand({
          ResourceArn: TopicArn,
          Tags: [
            { Key: "a", Value: "1" },
            { Key: "b", Value: "2" },
          ],
        }),
      ),
    );
    await does(
      "UntagResource: one of them",
      sns.send(new UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ["a"] })),
    );
    await gives(
      "ListTagsForResource: what is left",
      sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn })),
      ({ Tags }) => Tags?.map(({ Key, Value }) => `${Key}=${Value}`),
      ["b=2"],
    );
    await refuses(
      "TagResource: of a topic that is not there",
      sns.send(new TagResourceCommand({ ResourceArn: missing, Tags: [{ Key: "a", Value: "1" }] })),
      "404 ResourceNotFoundException",
    );

    await does("DeleteTopic: one that is there", sns.send(new DeleteTopicCommand({ TopicArn })));
    await does("DeleteTopic: again", sns.send(new DeleteTopicCommand({ TopicArn })));
  },
};
