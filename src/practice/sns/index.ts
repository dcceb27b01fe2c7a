import type { Service } from "../service.ts";

/** This service. */
export const snsService: Service = {
  signingName: "sns",
  eventSource: "sns.amazonaws.com",
  operations: {},
};
