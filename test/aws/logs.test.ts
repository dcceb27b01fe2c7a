import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  InvalidParameterException,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  paginateFilterLogEvents,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  StartLiveTailCommand,
  TagResourceCommand,
  TestMetricFilterCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
const logGroupName = "/trails/practice";
const logStreamName = "111122223333_CloudTrail_us-east-1";
beforeAll(async () => {
  practice = await startPractice();
  await practice.clients.logs.send(new CreateLogGroupCommand({ logGroupName, tags: { team: "data" } }));
  await practice.clients.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
});
afterAll(() => practice.stop());

function put(...messages: readonly string[]) {
  const timestamp = practice.account.now();
  const logEvents = messages.map((message, i) => ({ timestamp: timestamp + i, message }));
  return practice.clients.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

describe("CloudWatch Logs over HTTP", () => {
  test("a group's life", async () => {
    const { logs } = practice.clients;
    await logs.send(new CreateLogGroupCommand({ logGroupName: "brief" }));
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: "brief", retentionInDays: 7 }));
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "brief" }));
    expect(logGroups).toEqual([
      expect.objectContaining({ logGroupName: "brief", retentionInDays: 7, arn: expect.stringMatching(/:brief:\*$/) }),
    ]);
    const resourceArn = logGroups?.[0]?.logGroupArn;
    await logs.send(new TagResourceCommand({ resourceArn, tags: { a: "1", b: "2" } }));
    await logs.send(new UntagResourceCommand({ resourceArn, tagKeys: ["a"] }));
    expect((await logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ b: "2" });
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName: "brief" }));
    await logs.send(new CreateLogStreamCommand({ logGroupName: "brief", logStreamName: "s" }));
    const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: "brief" }));
    expect(logStreams?.map((stream) => stream.logStreamName)).toEqual(["s"]);
    await logs.send(new DeleteLogStreamCommand({ logGroupName: "brief", logStreamName: "s" }));
    await logs.send(new DeleteLogGroupCommand({ logGroupName: "brief" }));
    await expect(logs.send(new DescribeLogStreamsCommand({ logGroupName: "brief" }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });

  test("events are put, paged and read in both directions", async () => {
    const { logs } = practice.clients;
    const startTime = practice.account.now();
    await put(...Array.from({ length: 25 }, (_, i) => JSON.stringify({ n: i, odd: i % 2 === 1 })));
    for (const startFromHead of [true, false]) {
      const found: number[] = [];
      const input = { logGroupName, startTime, startFromHead, limit: 4, filterPattern: "{ $.odd IS TRUE }" };
      for await (const page of paginateFilterLogEvents({ client: logs }, input)) {
        for (const event of page.events ?? []) found.push(JSON.parse(event.message ?? "").n);
      }
      const odd = Array.from({ length: 12 }, (_, i) => 2 * i + 1);
      expect(found).toEqual(startFromHead ? odd : odd.toReversed());
    }
    const last = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2 }));
    expect(last.events?.map(({ message }) => JSON.parse(message ?? "").n)).toEqual([23, 24]);
    const nextToken = last.nextBackwardToken;
    const before = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2, nextToken }));
    expect(before.events?.map(({ message }) => JSON.parse(message ?? "").n)).toEqual([21, 22]);
  });

  test("errors come as the SDK's classes with AWS's messages", async () => {
    const { logs } = practice.clients;
    const again = logs.send(new CreateLogGroupCommand({ logGroupName }));
    await expect(again).rejects.toBeInstanceOf(ResourceAlreadyExistsException);
    const bad = logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: "rds.amazonaws.com" }));
    await expect(bad).rejects.toBeInstanceOf(InvalidParameterException);
    await expect(bad).rejects.toThrow("Invalid character(s) in term '.'");
  });

  test("patterns are tested", async () => {
    const { matches } = await practice.clients.logs.send(
      new TestMetricFilterCommand({
        filterPattern: "[..., request=*.html*, status_code=4*,]",
        logEventMessages: ['127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534'],
      }),
    );
    expect(matches?.[0]?.extractedValues).toMatchObject({ $status_code: "404", $7: "1534" });
    const filters = await practice.clients.logs.send(new DescribeMetricFiltersCommand({ logGroupName }));
    expect(filters.metricFilters).toEqual([]);
  });

  test("a Live Tail session tells what comes", async () => {
    const { logs } = practice.clients;
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
    const logGroupIdentifiers = [logGroups?.[0]?.logGroupArn ?? ""];
    const { responseStream } = await logs.send(
      new StartLiveTailCommand({ logGroupIdentifiers, logEventFilterPattern: "DeleteDBInstance" }),
    );
    const seen: (string | undefined)[] = [];
    for await (const event of responseStream ?? []) {
      if (event.sessionStart) {
        expect(event.sessionStart.logGroupIdentifiers).toEqual(logGroupIdentifiers);
        await put("DeleteDBInstance oradb", "DescribeDBInstances");
      }
      seen.push(...(event.sessionUpdate?.sessionResults ?? []).map(({ message }) => message));
      if (seen.length > 0) break;
    }
    expect(seen).toEqual(["DeleteDBInstance oradb"]);
  });
});
