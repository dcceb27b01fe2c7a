import type { Service } from "../service.ts";
import { createQueue, deleteQueue, getQueueUrl, listQueues, purgeQueue } from "./createQueue.ts";
import { changeMessageVisibility, deleteMessage, deleteMessageBatch } from "./deleteMessage.ts";
import { getQueueAttributes, setQueueAttributes } from "./queueAttributes.ts";
import { listQueueTags, tagQueue, untagQueue } from "./queueTags.ts";
import { receiveMessage } from "./receiveMessage.ts";
import { sendMessage, sendMessageBatch } from "./sendMessage.ts";
import { wakeQueue } from "./waiting.ts";

/** Standard queues. */
export const sqsService: Service = {
  signingName: "sqs",
  eventSource: "sqs.amazonaws.com",
  operations: {
    ChangeMessageVisibility: changeMessageVisibility,
    CreateQueue: createQueue,
    DeleteMessage: deleteMessage,
    DeleteMessageBatch: deleteMessageBatch,
    DeleteQueue: deleteQueue,
    GetQueueAttributes: getQueueAttributes,
    GetQueueUrl: getQueueUrl,
    ListQueues: listQueues,
    ListQueueTags: listQueueTags,
    PurgeQueue: purgeQueue,
    ReceiveMessage: receiveMessage,
    SendMessage: sendMessage,
    SendMessageBatch: sendMessageBatch,
    SetQueueAttributes: setQueueAttributes,
    TagQueue: tagQueue,
    UntagQueue: untagQueue,
  },
  jobs: { "sqs.wake": wakeQueue },
};
