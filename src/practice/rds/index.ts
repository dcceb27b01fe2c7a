import type { Service } from "../service.ts";

/** This service. */
export const rdsService: Service = {
  signingName: "rds",
  eventSource: "rds.amazonaws.com",
  operations: {},
};
