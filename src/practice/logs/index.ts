import type { Service } from "../service.ts";
import { createLogGroup } from "./createLogGroup.ts";
import { createLogStream } from "./createLogStream.ts";
import { deleteLogGroup } from "./deleteLogGroup.ts";
import { deleteLogStream } from "./deleteLogStream.ts";
import { describeLogGroups } from "./describeLogGroups.ts";
import { describeLogStreams } from "./describeLogStreams.ts";
import { filterLogEvents } from "./filterLogEvents.ts";
import { getLogEvents } from "./getLogEvents.ts";
import { describeMetricFilters, testMetricFilter } from "./metricFilters.ts";
import { putLogEvents } from "./putLogEvents.ts";
import { deleteRetentionPolicy, putRetentionPolicy } from "./retentionPolicy.ts";
import { startLiveTail } from "./startLiveTail.ts";
import { listTagsForResource, tagResource, untagResource } from "./tags.ts";

/** CloudWatch Logs. */
export const logsService: Service = {
  signingName: "logs",
  eventSource: "logs.amazonaws.com",
  operations: {
    CreateLogGroup: createLogGroup,
    CreateLogStream: createLogStream,
    DeleteLogGroup: deleteLogGroup,
    DeleteLogStream: deleteLogStream,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    DescribeMetricFilters: describeMetricFilters,
    FilterLogEvents: filterLogEvents,
    GetLogEvents: getLogEvents,
    ListTagsForResource: listTagsForResource,
    PutLogEvents: putLogEvents,
    PutRetentionPolicy: putRetentionPolicy,
    StartLiveTail: startLiveTail,
    TagResource: tagResource,
    TestMetricFilter: testMetricFilter,
    UntagResource: untagResource,
  },
};
