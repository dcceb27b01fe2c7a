import { describe, expect, test } from "vitest";
import type { Call } from "../../../../src/practice/call.ts";
import { appendEvents } from "../../../../src/practice/logs/append.ts";
import { logsService } from "../../../../src/practice/logs/index.ts";
import { addGroup, addStream, groupsOf } from "../../../../src/practice/logs/logGroups.ts";
import { startTime, type TestAccount, testAccount } from "../account.ts";

const logGroupName = "trail-logs";
const arn = "arn:aws:logs:us-east-1:123456789012:log-group:trail-logs";

/** Runs operations by name, as the server does. */
function client(practice: TestAccount) {
  return async (operation: string, input: object, overrides?: Partial<Call>): Promise<Record<string, unknown>> => {
    const run = logsService.operations[operation];
    if (run === undefined) throw new Error(`${operation} is not known`);
    return (await run(input as never, practice.call(overrides))) as Record<string, unknown>;
  };
}

function accountWithStream(): { practice: TestAccount; run: ReturnType<typeof client> } {
  const practice = testAccount();
  addStream(practice.account, addGroup(practice.account, "us-east-1", logGroupName), "s");
  return { practice, run: client(practice) };
}

describe("log groups", () => {
  test("are created, described, tagged and deleted in their Region", async () => {
    const practice = testAccount();
    const run = client(practice);
    await run("CreateLogGroup", { logGroupName, tags: { team: "data" } });
    await run("PutRetentionPolicy", { logGroupName, retentionInDays: 90 });
    await run("TagResource", { resourceArn: arn, tags: { cost: "42" } });
    await run("UntagResource", { resourceArn: arn, tagKeys: ["team"] });
    expect(await run("ListTagsForResource", { resourceArn: arn })).toEqual({ tags: { cost: "42" } });
    expect(await run("DescribeLogGroups", {})).toEqual({
      logGroups: [
        {
          logGroupName,
          creationTime: startTime,
          retentionInDays: 90,
          metricFilterCount: 0,
          arn: `${arn}:*`,
          logGroupArn: arn,
          storedBytes: 0,
          logGroupClass: "STANDARD",
          deletionProtectionEnabled: false,
        },
      ],
    });
    expect(await run("DescribeLogGroups", {}, { region: "eu-west-1" })).toEqual({ logGroups: [] });
    await run("DeleteRetentionPolicy", { logGroupName });
    expect(groupsOf(practice.account, "us-east-1").get(logGroupName)).not.toHaveProperty("retentionInDays");
    await run("DeleteLogGroup", { logGroupName });
    expect(await run("DescribeLogGroups", {})).toEqual({ logGroups: [] });
  });

  test("are listed in pages by name, prefix, pattern or identifier", async () => {
    const practice = testAccount();
    const run = client(practice);
    for (let i = 0; i < 60; i++) addGroup(practice.account, "us-east-1", `g${String(59 - i).padStart(2, "0")}`);
    const names = (page: Record<string, unknown>) =>
      (page.logGroups as { logGroupName: string }[]).map((group) => group.logGroupName);
    const first = await run("DescribeLogGroups", {});
    expect(names(first)).toHaveLength(50);
    const second = await run("DescribeLogGroups", { nextToken: first.nextToken });
    expect([...names(first), ...names(second)]).toEqual(
      Array.from({ length: 60 }, (_, i) => `g${String(i).padStart(2, "0")}`),
    );
    expect(second).not.toHaveProperty("nextToken");
    expect(names(await run("DescribeLogGroups", { logGroupNamePrefix: "g5", limit: 3 }))).toEqual([
      "g50",
      "g51",
      "g52",
    ]);
    expect(await run("DescribeLogGroups", { logGroupNamePattern: "59" })).toEqual({
      logGroups: [{ logGroupName: "g59", creationTime: startTime, arn: expect.stringMatching(/:g59:\*$/) }],
    });
    expect(names(await run("DescribeLogGroups", { logGroupIdentifiers: ["g07"] }))).toEqual(["g07"]);
  });

  test("with deletion protection stay", async () => {
    const practice = testAccount();
    const run = client(practice);
    await run("CreateLogGroup", { logGroupName, deletionProtectionEnabled: true });
    await expect(run("DeleteLogGroup", { logGroupName })).rejects.toMatchObject({ name: "ValidationException" });
    expect(groupsOf(practice.account, "us-east-1").has(logGroupName)).toBe(true);
  });
});

describe("log streams", () => {
  test("are created, described and deleted", async () => {
    const { practice, run } = accountWithStream();
    practice.advance(5);
    await run("CreateLogStream", { logGroupName, logStreamName: "r" });
    appendEvents(practice.account, "us-east-1", logGroupName, "s", [
      { timestamp: startTime + 3, message: "b" },
      { timestamp: startTime - 3, message: "a" },
    ]);
    const { logStreams } = await run("DescribeLogStreams", { logGroupIdentifier: arn });
    expect(logStreams).toEqual([
      { logStreamName: "r", creationTime: startTime + 5, arn: `${arn}:log-stream:r`, storedBytes: 0 },
      {
        logStreamName: "s",
        creationTime: startTime,
        arn: `${arn}:log-stream:s`,
        storedBytes: 0,
        firstEventTimestamp: startTime - 3,
        lastEventTimestamp: startTime + 3,
        lastIngestionTime: startTime + 5,
        uploadSequenceToken: expect.stringMatching(/^\d{56}$/),
      },
    ]);
    const latest = await run("DescribeLogStreams", {
      logGroupName,
      orderBy: "LastEventTime",
      descending: true,
      limit: 1,
    });
    expect(latest).toMatchObject({ logStreams: [{ logStreamName: "s" }], nextToken: expect.any(String) });
    await run("DeleteLogStream", { logGroupName, logStreamName: "s" });
    expect(await run("DescribeLogStreams", { logGroupName, logStreamNamePrefix: "s" })).toEqual({ logStreams: [] });
  });
});

describe("PutLogEvents", () => {
  const day = 86_400_000;
  const put = (times: readonly number[]) => ({
    logGroupName,
    logStreamName: "s",
    logEvents: times.map((time) => ({ timestamp: startTime + time, message: `${time}` })),
  });

  test("keeps what is neither too old nor too new", async () => {
    const { run } = accountWithStream();
    const answer = await run("PutLogEvents", put([-15 * day, -1_000, 0, 3 * 3_600_000]));
    expect(answer).toEqual({
      nextSequenceToken: expect.stringMatching(/^\d{56}$/),
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 3 },
    });
    const { events } = await run("GetLogEvents", { logGroupName, logStreamName: "s" });
    expect((events as { message: string }[]).map(({ message }) => message)).toEqual(["-1000", "0"]);
  });

  test("rejects what the retention period would remove", async () => {
    const { run } = accountWithStream();
    await run("PutRetentionPolicy", { logGroupName, retentionInDays: 1 });
    const answer = await run("PutLogEvents", put([-2 * day, 0]));
    expect(answer.rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
  });

  test.each([
    [put([2, 1]), "Log events in a single PutLogEvents request must be in chronological order."],
    [put([-2 * day, 0]), "The batch of log events in a single PutLogEvents request cannot span more than 24 hours."],
    [
      { ...put([]), logEvents: [{ timestamp: startTime, message: "x".repeat(1_048_551) }] },
      "Upload too large: 1048577 bytes exceeds limit of 1048576",
    ],
    [
      put([]),
      "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])("refuses a bad batch %#", async (input, message) => {
    const { run } = accountWithStream();
    await expect(run("PutLogEvents", input)).rejects.toMatchObject({ name: "InvalidParameterException", message });
  });
});

test("TestMetricFilter tells matches and their values", async () => {
  const { run } = accountWithStream();
  const logEventMessages = ['{"eventName":"DeleteDBInstance"}', '{"eventName":"CreateDBInstance"}', "no JSON"];
  expect(await run("TestMetricFilter", { filterPattern: '{ $.eventName = "Create*" }', logEventMessages })).toEqual({
    matches: [
      {
        eventNumber: 2,
        eventMessage: '{"eventName":"CreateDBInstance"}',
        extractedValues: { "$.eventName": "CreateDBInstance" },
      },
    ],
  });
  expect(await run("DescribeMetricFilters", { logGroupName })).toEqual({ metricFilters: [] });
});

describe("errors are AWS's", () => {
  const noGroup = "The specified log group does not exist.";
  const noStream = "The specified log stream does not exist.";
  const invalid = "InvalidParameterException";
  const missing = "ResourceNotFoundException";

  test.each<[string, object, string, string]>([
    ["CreateLogGroup", { logGroupName }, "ResourceAlreadyExistsException", "The specified log group already exists"],
    [
      "CreateLogGroup",
      { logGroupName: "a b" },
      invalid,
      "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    ],
    ["DeleteLogGroup", { logGroupName: "x" }, missing, noGroup],
    [
      "DeleteLogGroup",
      {},
      invalid,
      "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null",
    ],
    [
      "PutRetentionPolicy",
      { logGroupName, retentionInDays: 2 },
      invalid,
      "1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]",
    ],
    [
      "CreateLogStream",
      { logGroupName, logStreamName: "s" },
      "ResourceAlreadyExistsException",
      "The specified log stream already exists",
    ],
    ["CreateLogStream", { logGroupName: "x", logStreamName: "s" }, missing, noGroup],
    ["DeleteLogStream", { logGroupName, logStreamName: "x" }, missing, noStream],
    [
      "PutLogEvents",
      { logGroupName, logStreamName: "x", logEvents: [{ timestamp: 1, message: "m" }] },
      missing,
      noStream,
    ],
    ["GetLogEvents", { logGroupName, logStreamName: "x" }, missing, noStream],
    [
      "GetLogEvents",
      { logGroupName, logStreamName: "s", nextToken: "f/1" },
      invalid,
      "The specified nextToken is invalid.",
    ],
    ["DescribeLogStreams", { logGroupName: "x" }, missing, noGroup],
    [
      "DescribeLogStreams",
      { logGroupName, limit: 51 },
      invalid,
      "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
    ],
    [
      "DescribeLogStreams",
      { logGroupName, orderBy: "LastEventTime", logStreamNamePrefix: "s" },
      invalid,
      "Cannot order by LastEventTime with a logStreamNamePrefix.",
    ],
    ["FilterLogEvents", { logGroupName: "x" }, missing, noGroup],
    ["FilterLogEvents", { logGroupIdentifier: `${arn}-2` }, missing, noGroup],
    [
      "FilterLogEvents",
      { logGroupName, logGroupIdentifier: arn },
      invalid,
      "Only one of logGroupName and logGroupIdentifier can be specified.",
    ],
    ["FilterLogEvents", { logGroupName, logStreamNames: ["s", "x"] }, missing, noStream],
    [
      "FilterLogEvents",
      { logGroupName, logStreamNames: ["s"], logStreamNamePrefix: "s" },
      invalid,
      "Only one of logStreamNames and logStreamNamePrefix can be specified.",
    ],
    [
      "FilterLogEvents",
      { logGroupName, limit: 0, startTime: -1 },
      invalid,
      "2 validation errors detected: Value '-1' at 'startTime' failed to satisfy constraint: Member must have value greater than or equal to 0; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      "FilterLogEvents",
      { logGroupName, filterPattern: "x".repeat(1_025) },
      invalid,
      `1 validation error detected: Value '${"x".repeat(1_025)}' at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to 1024`,
    ],
    ["FilterLogEvents", { logGroupName, filterPattern: "a.b" }, invalid, "Invalid character(s) in term '.'"],
    ["FilterLogEvents", { logGroupName, nextToken: "garbage" }, invalid, "The specified nextToken is invalid."],
    [
      "FilterLogEvents",
      { logGroupName, startFromHead: false, startTime: Date.parse("2023-12-31T23:59:59.999Z") },
      invalid,
      "startFromHead can be false only if startTime is on or after Jan 1, 2024 00:00:00 UTC.",
    ],
    [
      "FilterLogEvents",
      { logGroupName, startFromHead: false },
      invalid,
      "startFromHead can be false only if startTime is on or after Jan 1, 2024 00:00:00 UTC.",
    ],
    [
      "TestMetricFilter",
      { filterPattern: "[a", logEventMessages: ["m"] },
      invalid,
      "If a filter pattern starts with '[' it must end with ']'",
    ],
    ["ListTagsForResource", { resourceArn: `${arn}-2` }, missing, noGroup],
    ["StartLiveTail", { logGroupIdentifiers: [`${arn}-2`] }, missing, noGroup],
    [
      "StartLiveTail",
      { logGroupIdentifiers: [arn], logStreamNames: ["s"], logStreamNamePrefixes: ["s"] },
      invalid,
      "Only one of logStreamNames or logStreamNamePrefixes can be provided.",
    ],
    [
      "StartLiveTail",
      { logGroupIdentifiers: [arn, arn], logStreamNames: ["s"] },
      invalid,
      "logStreamNames and logStreamNamePrefixes can only be used with a single log group.",
    ],
    [
      "StartLiveTail",
      { logGroupIdentifiers: [arn], logEventFilterPattern: '""' },
      invalid,
      "Invalid filter pattern: Invalid character(s) in term '\"\"'",
    ],
    [
      "StartLiveTail",
      { logGroupIdentifiers: [`${arn}:*`] },
      invalid,
      `1 validation error detected: Value '${arn}:*' at 'logGroupIdentifiers' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w#+=/:,.@-]*`,
    ],
  ])("%s %j", async (operation, input, name, message) => {
    const { run } = accountWithStream();
    await expect(run(operation, input)).rejects.toMatchObject({ name, message });
  });

  test("an Infrequent Access group can be neither filtered nor tailed", async () => {
    const { practice, run } = accountWithStream();
    addGroup(practice.account, "us-east-1", "cheap", { logGroupClass: "INFREQUENT_ACCESS" });
    await expect(run("FilterLogEvents", { logGroupName: "cheap" })).rejects.toMatchObject({ name: invalid });
    await expect(
      run("StartLiveTail", { logGroupIdentifiers: [arn.replace(logGroupName, "cheap")] }),
    ).rejects.toMatchObject({ name: "InvalidOperationException" });
  });
});
