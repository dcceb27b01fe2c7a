import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SCOPE } from "../../src/query/query.ts";
import { createLogGroupSource } from "../../src/sources/logGroup.ts";
import { listLogGroups, listLogStreams } from "../../src/sources/logGroups.ts";
import { createPace, systemClock } from "../../src/sources/pace.ts";
import { type Run, startRun } from "../../src/ui/search/run.ts";
import { startPractice, type TestPractice } from "./practice.ts";

const GROUP = "trail-logs";
const STREAM = "111122223333_CloudTrail_us-east-1";
const HOUR = 3_600_000;
const never = new AbortController().signal;

let practice: TestPractice;
let now: number;

beforeEach(async () => {
  practice = await startPractice();
  now = practice.account.now();
  const { logs } = practice.clients;
  await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName: STREAM }));
});

afterEach(() => practice.stop());

/** Delivers one call for each of the last hours. */
async function deliverHours(count: number): Promise<void> {
  const logEvents = Array.from({ length: count }, (_, hour) => ({
    timestamp: now - hour * HOUR,
    message: JSON.stringify({
      eventVersion: "1.11",
      eventID: `hour-${String(hour).padStart(3, "0")}`,
      eventTime: new Date(now - hour * HOUR).toISOString(),
      eventName: "ModifyDBInstance",
      eventSource: "rds.amazonaws.com",
      readOnly: false,
    }),
  })).reverse();
  // One request may not span more than a day.
  for (let at = 0; at < count; at += 20) {
    const batch = { logGroupName: GROUP, logStreamName: STREAM, logEvents: logEvents.slice(at, at + 20) };
    await practice.clients.logs.send(new PutLogEventsCommand(batch));
  }
}

/** Runs a search and gives a way to wait for what it comes to. */
function search(limit?: number) {
  let changed = () => {};
  const openSource = async () =>
    createLogGroupSource({
      client: async () => practice.clients.logs,
      logGroupName: GROUP,
      pace: createPace(1000, 1000, systemClock),
    });
  const request = { query: { terms: [], scope: DEFAULT_SCOPE }, from: now - 200 * HOUR, to: now };
  const run: Run = startRun(openSource, request, () => changed(), limit);
  const ended = () =>
    new Promise<Run>((resolve) => {
      changed = () => run.state.kind !== "running" && resolve(run);
      changed();
    });
  return { run, ended };
}

const ids = (run: Run) => run.results.rows.map(({ result }) => result.eventId);

describe("a search", () => {
  it("F14: is complete, and says how far it reached and what was delivered last", async () => {
    await deliverHours(50);
    const run = await search().ended();
    expect(run.state).toEqual({ kind: "complete" });
    expect(run.coveredFrom).toBe(now - 200 * HOUR);
    expect(run.newestDelivery).toBe(now);
    expect(ids(run)).toEqual(Array.from({ length: 50 }, (_, hour) => `hour-${String(hour).padStart(3, "0")}`));
  });

  it("F14: stops at its limit with the newest results, and goes on with the older ones", async () => {
    await deliverHours(150);
    const { run, ended } = search(40);
    await ended();
    expect(run.state).toEqual({ kind: "limit" });
    expect(ids(run)).toHaveLength(40);
    expect(ids(run)[0]).toBe("hour-000");
    expect(run.coveredFrom).toBe(now - 39 * HOUR);
    run.resume();
    await ended();
    expect(ids(run)).toHaveLength(80);
    expect(new Set(ids(run)).size).toBe(80);
  });

  it("F12, F14: keeps what it found when it fails, and goes on where it was", async () => {
    await deliverHours(150);
    const { run, ended } = search(40);
    await ended();
    practice.faults.set({ denied: ["logs:FilterLogEvents"] });
    run.resume();
    await ended();
    expect(run.state).toMatchObject({ kind: "failed", error: { name: "AccessDeniedException" } });
    expect(ids(run)).toHaveLength(40);
    expect(run.coveredFrom).toBe(now - 39 * HOUR);
    practice.faults.set({});
    run.resume();
    await ended();
    expect(run.state).toEqual({ kind: "limit" });
    expect(new Set(ids(run)).size).toBe(80);
  });

  it("stops when it is told to", async () => {
    await deliverHours(10);
    practice.faults.set({ latency: 2_000 });
    const { run, ended } = search();
    run.stop();
    await ended();
    expect(run.state).toEqual({ kind: "stopped" });
    expect(run.coveredFrom).toBe(now + 1);
  });
});

describe("what can be searched", () => {
  it("names the log groups of trails first", async () => {
    const seeded = await startPractice({ empty: false, size: 100 });
    try {
      const { cloudTrail, logs } = seeded.clients;
      await logs.send(new CreateLogGroupCommand({ logGroupName: "/a/first/by/name" }));
      const clients = { cloudTrail: async () => cloudTrail, logs: async () => logs };
      const groups = await listLogGroups(clients, "us-east-1", never);
      expect(groups[0]?.trail).toBe("management-events");
      expect(groups.map(({ name }) => name)).toContain("/a/first/by/name");
      expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
      expect((await listLogGroups(clients, "eu-west-1", never)).every(({ trail }) => trail === undefined)).toBe(true);

      seeded.faults.set({ denied: ["cloudtrail:*"] });
      expect((await listLogGroups(clients, "us-east-1", never)).map(({ name }) => name)).toContain("/a/first/by/name");
      seeded.faults.set({ denied: ["logs:*"] });
      expect((await listLogGroups(clients, "us-east-1", never)).map(({ trail }) => trail)).toEqual([
        "management-events",
      ]);
      seeded.faults.set({ denied: ["*"] });
      await expect(listLogGroups(clients, "us-east-1", never)).rejects.toMatchObject({ name: "AccessDeniedException" });
    } finally {
      await seeded.stop();
    }
  });

  it("names the streams of a log group, over several pages", async () => {
    const { logs } = practice.clients;
    for (let index = 0; index < 60; index++) {
      await logs.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName: `${STREAM}_${index}` }));
    }
    expect(await listLogStreams(logs, GROUP, never)).toHaveLength(61);
  });
});
