import type { Service } from "../service.ts";

/** This service. */
export const iamService: Service = {
  signingName: "iam",
  eventSource: "iam.amazonaws.com",
  operations: {},
};
