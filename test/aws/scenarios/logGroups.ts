import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  type DescribeLogGroupsCommandInput,
  DescribeLogStreamsCommand,
  type DescribeLogStreamsCommandInput,
  DescribeMetricFiltersCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Scenario } from "./scenario.ts";

const logGroupName = "/trails/main";

/** Log groups and their streams. */
export const logGroups: Scenario = {
  name: "log groups",
  async play({ clients: { logs }, accountId }, { does, gives, refuses }) {
    const arn = `arn:aws:logs:us-east-1:${accountId}:log-group:${logGroupName}`;
    const create = (name: string, tags?: Record<string, string>) =>
      logs.send(new CreateLogGroupCommand({ logGroupName: name, tags }));
    await does("CreateLogGroup: a new one", create(logGroupName, { a: "1" }));
    await refuses("CreateLogGroup: again", create(logGroupName), "400 ResourceAlreadyExistsException");
    await gives(
      "DescribeLogGroups: by prefix",
      logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/trails" })),
      (output) =>
        output.logGroups?.map((group) => ({
          name: group.logGroupName,
          arn: group.arn,
          logGroupArn: group.logGroupArn,
          class: group.logGroupClass,
          retention: group.retentionInDays,
          stored: group.storedBytes,
          filters: group.metricFilterCount,
        })),
      [
        {
          name: logGroupName,
          arn: `${arn}:*`,
          logGroupArn: arn,
          class: "STANDARD",
          retention: undefined,
          stored: 0,
          filters: 0,
        },
      ],
    );
    await does("CreateLogGroup: another", create("/aws/rds/instance/oradb/alert"));
    const names = (input: DescribeLogGroupsCommandInput) => logs.send(new DescribeLogGroupsCommand(input));
    await gives(
      "DescribeLogGroups: by a part of the name",
      names({ logGroupNamePattern: "oradb" }),
      (output) => output.logGroups?.map((group) => group.logGroupName),
      ["/aws/rds/instance/oradb/alert"],
    );
    await refuses(
      "DescribeLogGroups: by prefix and by a part",
      names({ logGroupNamePrefix: "a", logGroupNamePattern: "b" }),
      "400 InvalidParameterException",
    );
    await gives(
      "DescribeLogGroups: in pages",
      names({ limit: 1 }),
      (output) => ({
        names: output.logGroups?.map((group) => group.logGroupName),
        more: output.nextToken !== undefined,
      }),
      { names: ["/aws/rds/instance/oradb/alert"], more: true },
    );
    await refuses("DescribeLogGroups: 51 at once", names({ limit: 51 }), "400 InvalidParameterException");

    const retain = (retentionInDays: number, name = logGroupName) =>
      logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays }));
    await does("PutRetentionPolicy: 90 days", retain(90));
    await gives(
      "DescribeLogGroups: with retention",
      names({ logGroupNamePrefix: logGroupName }),
      (output) => output.logGroups?.map((group) => group.retentionInDays),
      [90],
    );
    await refuses("PutRetentionPolicy: 100 days", retain(100), "400 InvalidParameterException");
    await refuses(
      "PutRetentionPolicy: of a group that is not there",
      retain(90, "none"),
      "400 ResourceNotFoundException",
    );
    await does(
      "DeleteRetentionPolicy: the one that is there",
      logs.send(new DeleteRetentionPolicyCommand({ logGroupName })),
    );
    await gives(
      "DescribeLogGroups: without retention",
      names({ logGroupNamePrefix: logGroupName }),
      (output) => output.logGroups?.map((group) => group.retentionInDays ?? "for ever"),
      ["for ever"],
    );
    await does("TagResource: another tag", logs.send(new TagResourceCommand({ resourceArn: arn, tags: { b: "2" } })));
    await does("UntagResource: the first", logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ["a"] })));
    await gives(
      "ListTagsForResource: what is left",
      logs.send(new ListTagsForResourceCommand({ resourceArn: arn })),
      ({ tags }) => tags,
      { b: "2" },
    );
    await refuses(
      "ListTagsForResource: of a group that is not there",
      logs.send(new ListTagsForResourceCommand({ resourceArn: `${arn}-none` })),
      "400 ResourceNotFoundException",
    );
    await gives(
      "DescribeMetricFilters: none",
      logs.send(new DescribeMetricFiltersCommand({ logGroupName })),
      ({ metricFilters }) => metricFilters?.length,
      0,
    );

    const stream = (logStreamName: string, name = logGroupName) =>
      logs.send(new CreateLogStreamCommand({ logGroupName: name, logStreamName }));
    await does("CreateLogStream: a new one", stream("b"));
    await does("CreateLogStream: another", stream("a/1"));
    await refuses("CreateLogStream: again", stream("b"), "400 ResourceAlreadyExistsException");
    await refuses(
      "CreateLogStream: in a group that is not there",
      stream("a", "none"),
      "400 ResourceNotFoundException",
    );
    const streams = (input: DescribeLogStreamsCommandInput) =>
      logs.send(new DescribeLogStreamsCommand({ logGroupName, ...input }));
    await gives(
      "DescribeLogStreams: by name",
      streams({}),
      ({ logStreams }) =>
        logStreams?.map(({ logStreamName, arn: own, storedBytes, firstEventTimestamp }) => ({
          logStreamName,
          own,
          storedBytes,
          firstEventTimestamp,
        })),
      [
        { logStreamName: "a/1", own: `${arn}:log-stream:a/1`, storedBytes: 0 },
        { logStreamName: "b", own: `${arn}:log-stream:b`, storedBytes: 0 },
      ],
    );
    await gives(
      "DescribeLogStreams: by prefix, backwards",
      streams({ logStreamNamePrefix: "b", descending: true }),
      ({ logStreams }) => logStreams?.map(({ logStreamName }) => logStreamName),
      ["b"],
    );
    await refuses(
      "DescribeLogStreams: by prefix, in the order of events",
      streams({ logStreamNamePrefix: "b", orderBy: "LastEventTime" }),
      "400 InvalidParameterException",
    );
    await refuses(
      "DescribeLogStreams: of a group that is not there",
      streams({ logGroupName: "none" }),
      "400 ResourceNotFoundException",
    );
    await does(
      "DeleteLogStream: one that is there",
      logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: "b" })),
    );
    await refuses(
      "DeleteLogStream: again",
      logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: "b" })),
      "400 ResourceNotFoundException",
    );
    await refuses("CreateLogStream: a name with a colon", stream("a:b"), "400 InvalidParameterException");
    await does("DeleteLogGroup: one that is there", logs.send(new DeleteLogGroupCommand({ logGroupName })));
    await refuses(
      "DeleteLogGroup: again",
      logs.send(new DeleteLogGroupCommand({ logGroupName })),
      "400 ResourceNotFoundException",
    );
    await refuses("CreateLogGroup: a name with a space", create("my group"), "400 InvalidParameterException");
    await refuses("CreateLogGroup: a name of 513 letters", create("g".repeat(513)), "400 InvalidParameterException");
  },
};
