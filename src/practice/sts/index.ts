import type { Service } from "../service.ts";

/** This service. */
export const stsService: Service = {
  signingName: "sts",
  eventSource: "sts.amazonaws.com",
  operations: {},
};
