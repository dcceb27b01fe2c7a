import type { Service } from "../service.ts";

/** This service. */
export const logsService: Service = {
  signingName: "logs",
  eventSource: "logs.amazonaws.com",
  operations: {},
};
