import type { Service } from "../service.ts";

/** This service. */
export const cloudTrailService: Service = {
  signingName: "cloudtrail",
  eventSource: "cloudtrail.amazonaws.com",
  operations: {},
};
