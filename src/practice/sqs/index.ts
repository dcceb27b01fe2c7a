import type { Service } from "../service.ts";

/** This service. */
export const sqsService: Service = {
  signingName: "sqs",
  eventSource: "sqs.amazonaws.com",
  operations: {},
};
