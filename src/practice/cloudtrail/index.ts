import type { Service } from "../service.ts";
import { deliverJob } from "./completed.ts";
import { createTrail } from "./createTrail.ts";
import { deleteTrail } from "./deleteTrail.ts";
import { deliver } from "./deliver.ts";
import { describeTrails, getTrail, listTrails } from "./describeTrails.ts";
import { digestJob, writeDueDigests } from "./digest.ts";
import { getEventSelectors, getInsightSelectors, putEventSelectors } from "./eventSelectors.ts";
import { getTrailStatus } from "./getTrailStatus.ts";
import { listPublicKeys } from "./listPublicKeys.ts";
import { startLogging, stopLogging } from "./logging.ts";
import { lookupEvents } from "./lookupEvents.ts";
import { seedDigestsJob, writeDigestsOfThePast } from "./seedDigests.ts";
import { addTags, listTags, removeTags } from "./tags.ts";
import { updateTrail } from "./updateTrail.ts";

/** CloudTrail. */
export const cloudTrailService: Service = {
  signingName: "cloudtrail",
  eventSource: "cloudtrail.amazonaws.com",
  operations: {
    AddTags: addTags,
    CreateTrail: createTrail,
    DeleteTrail: deleteTrail,
    DescribeTrails: describeTrails,
    GetEventSelectors: getEventSelectors,
    GetInsightSelectors: getInsightSelectors,
    GetTrail: getTrail,
    GetTrailStatus: getTrailStatus,
    ListPublicKeys: listPublicKeys,
    ListTags: listTags,
    ListTrails: listTrails,
    LookupEvents: lookupEvents,
    PutEventSelectors: putEventSelectors,
    RemoveTags: removeTags,
    StartLogging: startLogging,
    StopLogging: stopLogging,
    UpdateTrail: updateTrail,
  },
  jobs: {
    [deliverJob]: deliver,
    [digestJob]: writeDueDigests,
    [seedDigestsJob]: writeDigestsOfThePast,
  },
};
