import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SCOPE, type Query } from "../../src/query/query.ts";
import type { ReadResult } from "../../src/records/read.ts";
import { createLogGroupSource } from "../../src/sources/logGroup.ts";
import { type Clock, createPace } from "../../src/sources/pace.ts";
import { type Batch, NoProgressError, type SearchRequest } from "../../src/sources/source.ts";
import { startPractice, type TestPractice } from "./practice.ts";

const GROUP = "aws-cloudtrail-logs";
const STREAM = "111122223333_CloudTrail_us-east-1";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let practice: TestPractice;
let now: number;

beforeEach(async () => {
  practice = await startPractice();
  now = Date.now();
  const { logs } = practice.clients;
  await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  for (const logStreamName of [STREAM, `${STREAM}_2`]) {
    await logs.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName }));
  }
});

afterEach(() => practice.stop());

interface Call {
  readonly id: string;
  /** How long ago it was, in milliseconds; delivered three minutes later unless told otherwise. */
  readonly ago: number;
  readonly delivered?: number;
  readonly instance?: string;
  readonly members?: Record<string, unknown>;
}

function line({ id, ago, instance = "oradb", members = {} }: Call): string {
  return JSON.stringify({
    eventVersion: "1.11",
    eventID: id,
    eventTime: new Date(now - ago).toISOString(),
    eventName: "ModifyDBInstance",
    eventSource: "rds.amazonaws.com",
    awsRegion: "us-east-1",
    readOnly: false,
    requestParameters: { dBInstanceIdentifier: instance },
    ...members,
  });
}

async function deliver(calls: readonly Call[], logStreamName = STREAM): Promise<void> {
  const logEvents = calls
    .map((call) => ({ timestamp: now - (call.delivered ?? call.ago - 3 * MINUTE), message: line(call) }))
    .sort((left, right) => left.timestamp - right.timestamp);
  await practice.clients.logs.send(new PutLogEventsCommand({ logGroupName: GROUP, logStreamName, logEvents }));
}

/** Waiting costs no time in these tests; what is waited for is real. */
const clock: Clock = { now: () => performance.now(), sleep: async () => {} };

function source() {
  const client = async () => practice.clients.logs;
  return createLogGroupSource({ client, logGroupName: GROUP, pace: createPace(1000, 1000, clock), clock });
}

function request(change: Partial<SearchRequest> & { text?: string } = {}): SearchRequest {
  const { text, ...rest } = change;
  const query: Query = { terms: text === undefined ? [] : [{ text, negated: false }], scope: DEFAULT_SCOPE };
  return { query, from: now - 6 * HOUR, to: now, ...rest };
}

const never = new AbortController().signal;

async function all(asked: SearchRequest, signal = never): Promise<Batch[]> {
  return gather(source().search(asked, signal));
}

async function gather(search: AsyncIterable<Batch>): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of search) batches.push(batch);
  return batches;
}

const idsOf = (batches: readonly Batch[]) =>
  batches.flatMap(({ records }) => records.map((each: ReadResult) => each.eventId)).sort();

describe("searching a log group", () => {
  it("finds what matches, over all streams, and covers the whole range", async () => {
    await deliver([
      { id: "a", ago: 5 * HOUR },
      { id: "b", ago: HOUR, instance: "mysqldb" },
    ]);
    await deliver([{ id: "c", ago: 2 * HOUR, instance: "ORADB" }], `${STREAM}_2`);
    const batches = await all(request({ text: "oradb" }));
    expect(idsOf(batches)).toEqual(["a", "c"]);
    expect(batches.at(-1)?.coveredFrom).toBe(now - 6 * HOUR);
  });

  it("searches only the streams that were chosen", async () => {
    await deliver([{ id: "a", ago: HOUR }]);
    await deliver([{ id: "b", ago: HOUR }], `${STREAM}_2`);
    expect(idsOf(await all(request({ streams: [`${STREAM}_2`] })))).toEqual(["b"]);
  });

  it("gives the newest first and never takes back what it covered", async () => {
    await deliver(Array.from({ length: 120 }, (_, index) => ({ id: `${index}`, ago: (index + 5) * 2 * MINUTE })));
    const batches = await all(request());
    const covered = batches.map(({ coveredFrom }) => coveredFrom);
    expect(covered).toEqual([...covered].sort((left, right) => right - left));
    let before = Number.POSITIVE_INFINITY;
    for (const { records } of batches) {
      const times = records.map(({ time }) => time);
      expect(Math.max(...times, 0)).toBeLessThanOrEqual(before);
      before = Math.min(before, ...times);
    }
    expect(idsOf(batches)).toHaveLength(120);
  });

  it("goes by the records' own times, and reads deliveries past the end of the range (FACTS 32)", async () => {
    await deliver([
      { id: "late", ago: 3 * HOUR, delivered: 2 * HOUR + 20 * MINUTE },
      { id: "after", ago: 2 * HOUR + 30 * MINUTE },
      { id: "before", ago: 5 * HOUR, delivered: 3 * HOUR + 30 * MINUTE },
    ]);
    expect(idsOf(await all(request({ from: now - 4 * HOUR, to: now - 2 * HOUR - 45 * MINUTE })))).toEqual(["late"]);
  });

  it("hides what the scope hides, and shows it when asked", async () => {
    await deliver([
      { id: "read", ago: HOUR, members: { eventName: "DescribeDBInstances", readOnly: true } },
      { id: "old read", ago: HOUR, members: { eventName: "DescribeDBInstances", readOnly: undefined } },
      { id: "ec2", ago: HOUR, members: { eventSource: "ec2.amazonaws.com" } },
      { id: "ok", ago: HOUR },
      { id: "denied", ago: HOUR, members: { errorCode: "AccessDenied" } },
    ]);
    const scoped = async (scope: Query["scope"]) => idsOf(await all(request({ query: { terms: [], scope } })));
    expect(await scoped(DEFAULT_SCOPE)).toEqual(["denied", "ok"]);
    expect(await scoped({ ...DEFAULT_SCOPE, failedOnly: true })).toEqual(["denied"]);
    expect(await scoped({ ...DEFAULT_SCOPE, hideReads: false })).toEqual(["denied", "ok", "old read", "read"]);
    expect(await scoped({ ...DEFAULT_SCOPE, rdsOnly: false })).toEqual(["denied", "ec2", "ok"]);
  });

  it("F5: goes on after empty pages that have a token", async () => {
    await deliver([{ id: "a", ago: HOUR }]);
    practice.faults.set({ emptyPages: { "logs:FilterLogEvents": 7 } });
    expect(idsOf(await all(request()))).toEqual(["a"]);
  });

  it("F6: moves on past repeated tokens, but not for ever", async () => {
    await deliver([{ id: "a", ago: HOUR }]);
    practice.faults.set({ repeatedTokens: { "logs:FilterLogEvents": 3 } });
    expect(idsOf(await all(request({ from: now - HOUR - MINUTE })))).toEqual(["a"]);
    practice.faults.set({ repeatedTokens: { "logs:FilterLogEvents": 1_000_000 } });
    await expect(all(request())).rejects.toThrow(NoProgressError);
  });

  it("F2: waits when it is throttled, and gives everything in the end", async () => {
    await deliver([{ id: "a", ago: HOUR }]);
    practice.faults.set({ rates: { "logs:FilterLogEvents": 1 } });
    const real: Clock = {
      now: clock.now,
      sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    };
    const patient = createLogGroupSource({
      client: async () => practice.clients.logs,
      logGroupName: GROUP,
      pace: createPace(1000, 1000, real),
      clock: real,
    });
    const batches = await gather(patient.search(request({ from: now - 3 * HOUR }), never));
    expect(idsOf(batches)).toEqual(["a"]);
    expect(practice.faults.throttled).toBeGreaterThan(0);
  });

  it("F11: gives a line that is no record as such, and everything else", async () => {
    const logEvents = [{ timestamp: now - HOUR, message: "not JSON" }];
    await practice.clients.logs.send(
      new PutLogEventsCommand({ logGroupName: GROUP, logStreamName: STREAM, logEvents }),
    );
    await deliver([{ id: "a", ago: HOUR }]);
    const query: Query = { terms: [], scope: { rdsOnly: false, hideReads: false, failedOnly: false } };
    const records = (await all(request({ query }))).flatMap((batch) => batch.records);
    expect(records.map(({ kind }) => kind).sort()).toEqual(["bad", "record"]);
  });

  it("F12: throws when the log group goes away, after what it gave", async () => {
    await deliver([{ id: "a", ago: HOUR }]);
    const missing = createLogGroupSource({
      client: async () => practice.clients.logs,
      logGroupName: "gone",
      pace: createPace(1000, 1000, clock),
    });
    await expect(gather(missing.search(request(), never))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("stops with the signal's reason, while a call is under way", async () => {
    practice.faults.set({ latency: 5_000 });
    const stopper = new AbortController();
    const search = all(request(), stopper.signal);
    setTimeout(() => stopper.abort(new Error("enough")), 20);
    await expect(search).rejects.toThrow("enough");
  });

  it("reads what lies before 2024, when AWS gives nothing newest first (FACTS 57)", async () => {
    const year = (count: number) => Math.round(count * 365.25 * 24) * HOUR;
    const from = now - year(4);
    expect(await all(request({ from, to: now - year(3) }))).toSatisfy(
      (batches: Batch[]) => batches.at(-1)?.coveredFrom === from,
    );
  });

  it("F13: tells the newest delivery, in a group that lies quiet as well", async () => {
    expect(await source().newestDelivery(never)).toBeUndefined();
    await deliver([{ id: "a", ago: 50 * HOUR, delivered: 49 * HOUR }]);
    expect(await source().newestDelivery(never)).toBe(now - 49 * HOUR);
    await deliver([{ id: "b", ago: HOUR, delivered: 30 * MINUTE }]);
    expect(await source().newestDelivery(never)).toBe(now - 30 * MINUTE);
  });
});
