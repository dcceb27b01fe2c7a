import type { Service } from "../service.ts";

/** This service. */
export const s3Service: Service = {
  signingName: "s3",
  eventSource: "s3.amazonaws.com",
  operations: {},
};
