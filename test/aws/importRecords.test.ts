import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CreateTrailCommand, type LookupAttribute, paginateLookupEvents } from "@aws-sdk/client-cloudtrail";
import { paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importRecords } from "../../src/practice/cloudtrail/importRecords.ts";
import { addGroup } from "../../src/practice/logs/logGroups.ts";
import { addBucket } from "../../src/practice/s3/buckets.ts";
import { startPractice, type TestPractice } from "./practice.ts";

/** Real log files, which are not part of this project. */
const folder = resolve(import.meta.dirname, "../../../shared/records");

describe.skipIf(!existsSync(folder))(
  `real log files of CloudTrail, imported${existsSync(folder) ? "" : " (skipped: there are none beside the project)"}`,
  () => {
    let practice: TestPractice;

    beforeAll(async () => {
      practice = await startPractice();
      const { account, region, accountId, clients } = practice;
      addBucket(account, region, "audit-bucket", {
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }],
        }),
      });
      // Three months, of which the records are years away.
      addGroup(account, region, "audit-logs").retentionInDays = 90;
      await clients.cloudTrail.send(new CreateTrailCommand({ Name: "audit", S3BucketName: "audit-bucket" }));
      const [trail] = account.state.cloudTrail.trails.values();
      if (trail) trail.cloudWatchLogsLogGroupArn = `arn:aws:logs:${region}:${accountId}:log-group:audit-logs:*`;
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".json.gz"))
        .map((name) => ({ name, body: readFileSync(join(folder, name)) }));
      expect(importRecords(account, files)).toEqual({ files: 55, records: 2_900, refused: [] });
    });
    afterAll(() => practice.stop());

    async function inLogGroup(filterPattern: string): Promise<Record<string, unknown>[]> {
      const pages = paginateFilterLogEvents(
        { client: practice.clients.logs },
        { logGroupName: "audit-logs", filterPattern },
      );
      const found: Record<string, unknown>[] = [];
      for await (const { events = [] } of pages) {
        found.push(...events.map(({ message }) => JSON.parse(message ?? "") as Record<string, unknown>));
      }
      return found;
    }

    async function inHistory(attribute: LookupAttribute): Promise<number> {
      const pages = paginateLookupEvents(
        { client: practice.clients.cloudTrail },
        { LookupAttributes: [attribute], StartTime: new Date("2023-07-01"), EndTime: new Date("2023-08-01") },
      );
      let found = 0;
      for await (const { Events = [] } of pages) found += Events.length;
      return found;
    }

    test("are all in the log group", async () => {
      const ids = (await inLogGroup("")).map(({ eventID }) => eventID);
      expect(new Set(ids).size).toBe(2_900);
    });

    test("are all in the bucket under their keys", async () => {
      const keys: (string | undefined)[] = [];
      const pages = paginateListObjectsV2(
        { client: practice.clients.s3 },
        { Bucket: "audit-bucket", Prefix: "AWSLogs/" },
      );
      for await (const { Contents = [] } of pages) keys.push(...Contents.map(({ Key }) => Key));
      expect(keys).toHaveLength(55);
      expect(keys).toContain(
        "AWSLogs/218007301253/CloudTrail/us-east-1/2023/07/10/218007301253_CloudTrail_us-east-1_20230710T1240Z_C1qUFaqvZS64BcIN.json.gz",
      );
    });

    test("are found by what they say", async () => {
      expect(await inLogGroup('"ModifyDBSnapshotAttribute"')).toHaveLength(2);
      const deletions = await inLogGroup('{ $.eventName = "DeleteDBInstance" }');
      expect(deletions.map(({ errorCode }) => errorCode).sort()).toEqual(["InvalidDBInstanceStateFault", undefined]);
      const named = await inLogGroup('"terraform-20230710121504061500000001"');
      expect(new Set(named.map(({ eventName }) => eventName))).toContain("CreateDBInstance");
    });

    test("are in event history with their own times", async () => {
      expect(await inHistory({ AttributeKey: "EventName", AttributeValue: "ModifyDBSnapshotAttribute" })).toBe(2);
      expect(await inHistory({ AttributeKey: "EventSource", AttributeValue: "rds.amazonaws.com" })).toBe(150);
    });
  },
);
