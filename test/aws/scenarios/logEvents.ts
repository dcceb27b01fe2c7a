import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Scenario, Seen } from "./scenario.ts";

const logGroupName = "trail";
const stream = "111122223333_CloudTrail_us-east-1";
const minute = 60_000;

const record = (eventName: string, readOnly: boolean, dBInstanceIdentifier: string, more = {}) =>
  JSON.stringify({
    eventSource: "rds.amazonaws.com",
    eventName,
    readOnly,
    requestParameters: { dBInstanceIdentifier },
    ...more,
  });

/** Log events put, read in both directions, and filtered by every kind of pattern. */
export const logEvents: Scenario = {
  name: "log events",
  async play({ clients: { logs } }, { does, gives, refuses }) {
    const now = Math.floor(Date.now() / minute) * minute;
    await does("CreateLogGroup: for events", logs.send(new CreateLogGroupCommand({ logGroupName })));
    for (const logStreamName of [stream, "other"]) {
      await does(
        `CreateLogStream: ${logStreamName}`,
        logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })),
      );
    }
    const put = (logStreamName: string, ...events: readonly (readonly [minutesAgo: number, message: string])[]) =>
      logs.send(
        new PutLogEventsCommand({
          logGroupName,
          logStreamName,
          logEvents: events.map(([ago, message]) => ({ timestamp: now - ago * minute, message })),
        }),
      );
    await gives(
      "PutLogEvents: in order",
      put(
        stream,
        [50, record("CreateDBInstance", false, "my-db-1")],
        [40, record("DescribeDBInstances", true, "my-db-1")],
        [30, record("ModifyDBInstance", false, "my-db-2", { errorCode: "AccessDenied", size: 20 })],
        [20, record("DeleteDBInstance", false, "my-db-1", { size: 5 })],
      ),
      ({ rejectedLogEventsInfo }) => rejectedLogEventsInfo !== undefined,
      false,
    );
    await does(
      "PutLogEvents: into another stream",
      put("other", [35, "ERROR 500 disk is full"], [25, "WARN 404 not found"]),
    );
    await refuses("PutLogEvents: not in order", put(stream, [5, "b"], [6, "a"]), "400 InvalidParameterException");
    await gives(
      "PutLogEvents: too old and too new ones are left out",
      put(stream, [15 * 24 * 60, "too old"], [10, "just right"], [-3 * 60, "too new"]),
      ({ rejectedLogEventsInfo: info }) => ({ old: info?.tooOldLogEventEndIndex, new: info?.tooNewLogEventStartIndex }),
      { old: 1, new: 2 },
    );
    await refuses(
      "PutLogEvents: into a stream that is not there",
      put("none", [1, "a"]),
      "400 ResourceNotFoundException",
    );
    const get = (input: Partial<GetLogEventsCommandInput> = {}) =>
      logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: stream, ...input }));
    const text = (message = "") => (message.startsWith("{") ? String(JSON.parse(message).eventName) : message);
    const texts = ({
      events,
    }: {
      readonly events?: readonly { readonly message?: string | undefined }[] | undefined;
    }): Seen => events?.map(({ message }) => text(message));
    const last = await gives("GetLogEvents: the last two", get({ limit: 2 }), texts, [
      "DeleteDBInstance",
      "just right",
    ]);
    await gives("GetLogEvents: two before", get({ limit: 2, nextToken: last?.nextBackwardToken }), texts, [
      "DescribeDBInstances",
      "ModifyDBInstance",
    ]);
    await gives("GetLogEvents: the first two", get({ limit: 2, startFromHead: true }), texts, [
      "CreateDBInstance",
      "DescribeDBInstances",
    ]);
    await gives(
      "GetLogEvents: the end gives the token that was asked with",
      get({ nextToken: last?.nextForwardToken }),
      ({ events, nextForwardToken }) => ({ events: events?.length, same: nextForwardToken === last?.nextForwardToken }),
      { events: 0, same: true },
    );
    await gives(
      "GetLogEvents: in a time, its end excluded",
      get({ startTime: now - 40 * minute, endTime: now - 20 * minute }),
      texts,
      ["DescribeDBInstances", "ModifyDBInstance"],
    );
    await refuses("GetLogEvents: a token that is none", get({ nextToken: "x" }), "400 InvalidParameterException");
    await refuses("GetLogEvents: 10,001 at once", get({ limit: 10_001 }), "400 InvalidParameterException");
    await refuses(
      "GetLogEvents: of a stream that is not there",
      get({ logStreamName: "none" }),
      "400 ResourceNotFoundException",
    );

    const filter = (input: Partial<FilterLogEventsCommandInput> = {}) =>
      logs.send(new FilterLogEventsCommand({ logGroupName, ...input }));
    await gives("FilterLogEvents: everything, by time over all streams", filter(), texts, [
      "CreateDBInstance",
      "DescribeDBInstances",
      "ERROR 500 disk is full",
      "ModifyDBInstance",
      "WARN 404 not found",
      "DeleteDBInstance",
      "just right",
    ]);
    await gives(
      "FilterLogEvents: newest first",
      filter({ startFromHead: false, startTime: now - 60 * minute, logStreamNames: [stream] }),
      texts,
      ["just right", "DeleteDBInstance", "ModifyDBInstance", "DescribeDBInstances", "CreateDBInstance"],
    );
    await gives(
      "FilterLogEvents: in a time, both ends included",
      filter({ startTime: now - 35 * minute, endTime: now - 20 * minute }),
      texts,
      ["ERROR 500 disk is full", "ModifyDBInstance", "WARN 404 not found", "DeleteDBInstance"],
    );
    await gives("FilterLogEvents: of one stream", filter({ logStreamNames: ["other"] }), texts, [
      "ERROR 500 disk is full",
      "WARN 404 not found",
    ]);
    await gives("FilterLogEvents: of streams by prefix", filter({ logStreamNamePrefix: "oth" }), texts, [
      "ERROR 500 disk is full",
      "WARN 404 not found",
    ]);
    const page = await gives(
      "FilterLogEvents: a first page",
      filter({ limit: 3 }),
      (output) => ({ texts: texts(output), more: output.nextToken !== undefined }),
      { texts: ["CreateDBInstance", "DescribeDBInstances", "ERROR 500 disk is full"], more: true },
    );
    await gives("FilterLogEvents: the page after", filter({ limit: 3, nextToken: page?.nextToken }), texts, [
      "ModifyDBInstance",
      "WARN 404 not found",
      "DeleteDBInstance",
    ]);
    for (const [filterPattern, ...expected] of [
      ["ERROR", "ERROR 500 disk is full"],
      ["erRor"],
      ['"my-db-2"', "ModifyDBInstance"],
      ["found WARN", "WARN 404 not found"],
      ['"not found"', "WARN 404 not found"],
      ["is -full"],
      ["?ERROR ?WARN", "ERROR 500 disk is full", "WARN 404 not found"],
      ["%[45]0[04]%", "ERROR 500 disk is full", "WARN 404 not found"],
      ['{ $.eventName = "DeleteDBInstance" }', "DeleteDBInstance"],
      ['{ $.eventName = "De*" }', "DescribeDBInstances", "DeleteDBInstance"],
      ["{ $.eventName = %^Delete|^Create% }", "CreateDBInstance", "DeleteDBInstance"],
      [
        '{ $.requestParameters.dBInstanceIdentifier = "my-db-1" && $.readOnly IS FALSE }',
        "CreateDBInstance",
        "DeleteDBInstance",
      ],
      ["{ $.size >= 20 }", "ModifyDBInstance"],
      ['{ ($.errorCode = "AccessDenied") || ($.size = 5) }', "ModifyDBInstance", "DeleteDBInstance"],
      ["{ $.errorCode NOT EXISTS && $.readOnly IS FALSE }", "CreateDBInstance", "DeleteDBInstance"],
      ['{ $.errorCode != "Other" }', "ModifyDBInstance"],
      ["[level, code, ...]", "ERROR 500 disk is full", "WARN 404 not found", "just right"],
      ["[level = ERROR, code = 5*, ...]", "ERROR 500 disk is full"],
    ] as const) {
      await gives(`FilterLogEvents: ${filterPattern}`, filter({ filterPattern }), texts, expected);
    }
    for (const filterPattern of ["my-db-1", "{ $.a = ", "{ eventName = x }", "[a, b", "%a(b)%", "x".repeat(1025)]) {
      await refuses(
        `FilterLogEvents: ${filterPattern.length > 1000 ? "a pattern of 1,025 letters" : filterPattern}`,
        filter({ filterPattern }),
        "400 InvalidParameterException",
      );
    }
    await refuses(
      "FilterLogEvents: of a group that is not there",
      filter({ logGroupName: "none" }),
      "400 ResourceNotFoundException",
    );
    await refuses(
      "FilterLogEvents: of a stream that is not there",
      filter({ logStreamNames: ["none"] }),
      "400 ResourceNotFoundException",
    );
    await refuses(
      "FilterLogEvents: by names and by prefix",
      filter({ logStreamNames: [stream], logStreamNamePrefix: "1" }),
      "400 InvalidParameterException",
    );
    await refuses(
      "FilterLogEvents: newest first, from before 2024",
      filter({ startFromHead: false, startTime: 0 }),
      "400 InvalidParameterException",
    );
    await gives(
      "DescribeLogStreams: the newest event first",
      logs.send(new DescribeLogStreamsCommand({ logGroupName, orderBy: "LastEventTime", descending: true })),
      ({ logStreams }) =>
        logStreams?.map(({ logStreamName, firstEventTimestamp, lastEventTimestamp }) => ({
          logStreamName,
          from: (now - (firstEventTimestamp ?? 0)) / minute,
          to: (now - (lastEventTimestamp ?? 0)) / minute,
        })),
      [
        { logStreamName: stream, from: 50, to: 10 },
        { logStreamName: "other", from: 35, to: 25 },
      ],
    );
    await refuses("PutLogEvents: an empty message", put("other", [1, ""]), "400 InvalidParameterException");
  },
};
