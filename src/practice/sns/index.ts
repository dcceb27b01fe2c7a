import type { Service } from "../service.ts";
import { confirmSubscription } from "./confirmation.ts";
import { createTopic, deleteTopic, listTopics } from "./createTopic.ts";
import { listSubscriptions, listSubscriptionsByTopic } from "./listSubscriptions.ts";
import { publish } from "./publishMessage.ts";
import { expireSubscription, subscribe } from "./subscribe.ts";
import { getSubscriptionAttributes, setSubscriptionAttributes } from "./subscriptionAttributes.ts";
import { listTagsForResource, tagResource, untagResource } from "./tags.ts";
import { getTopicAttributes, setTopicAttributes } from "./topicAttributes.ts";
import { unsubscribe } from "./unsubscribe.ts";

/** Topics and their subscriptions. */
export const snsService: Service = {
  signingName: "sns",
  eventSource: "sns.amazonaws.com",
  operations: {
    ConfirmSubscription: confirmSubscription,
    CreateTopic: createTopic,
    DeleteTopic: deleteTopic,
    GetSubscriptionAttributes: getSubscriptionAttributes,
    GetTopicAttributes: getTopicAttributes,
    ListSubscriptions: listSubscriptions,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    ListTagsForResource: listTagsForResource,
    ListTopics: listTopics,
    Publish: publish,
    SetSubscriptionAttributes: setSubscriptionAttributes,
    SetTopicAttributes: setTopicAttributes,
    Subscribe: subscribe,
    TagResource: tagResource,
    Unsubscribe: unsubscribe,
    UntagResource: untagResource,
  },
  jobs: { "sns.expireSubscription": expireSubscription },
};
