import type { Service } from "../service.ts";
import { deliverJob } from "./completed.ts";
import { deliver } from "./deliver.ts";
import { digestJob, writeDueDigests } from "./digest.ts";
import { seedDigestsJob, writeDigestsOfThePast } from "./seedDigests.ts";

/** CloudTrail. */
export const cloudTrailService: Service = {
  signingName: "cloudtrail",
  eventSource: "cloudtrail.amazonaws.com",
  operations: {},
  jobs: {
    [deliverJob]: deliver,
    [digestJob]: writeDueDigests,
    [seedDigestsJob]: writeDigestsOfThePast,
  },
};
