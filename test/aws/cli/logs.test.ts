import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pythonTimeout } from "../python.ts";
import { type CliAccount, startCliAccount } from "./account.ts";

let account: CliAccount;
let aws: CliAccount["aws"];

beforeAll(async () => {
  account = await startCliAccount();
  ({ aws } = account);
}, pythonTimeout);
afterAll(() => account.stop());

describe("filter patterns", () => {
  const messages = [
    '{"eventName":"DeleteDBInstance","readOnly":false,"requestParameters":{"dBInstanceIdentifier":"my-db-1"},"size":20}',
    '{"eventName":"DescribeDBInstances","readOnly":true,"requestParameters":{"dBInstanceIdentifier":"my-db-2"},"size":5}',
    '{"eventName":"ModifyDBInstance","readOnly":false,"errorCode":"AccessDenied","requestParameters":null}',
    "ERROR 500 it broke",
    "WARN 404 it is not there",
  ];

  beforeAll(async () => {
    await aws`logs create-log-group --log-group-name lines`;
    await aws`logs create-log-stream --log-group-name lines --log-stream-name one`;
    const events = messages.map((message, i) => ({ timestamp: Date.now() - 60_000 + i, message }));
    await writeFile(join(account.folder, "events.json"), JSON.stringify(events));
    await aws`logs put-log-events --log-group-name lines --log-stream-name one --log-events file://events.json`;
  });

  test.each([
    ["", [0, 1, 2, 3, 4]],
    ['"my-db-1"', [0]],
    ["it -WARN", [3]],
    ["?ERROR ?WARN", [3, 4]],
    ["%Describe|Modify%", [1, 2]],
    ['{ $.eventName = "De*" }', [0, 1]],
    ["{ $.readOnly IS FALSE && $.errorCode NOT EXISTS }", [0]],
    ["{ $.size > 5 || $.requestParameters IS NULL }", [0, 2]],
    ["[level, code = 4*, ...]", [4]],
  ])("%j", async (pattern, expected) => {
    const found = await aws`logs filter-log-events --log-group-name lines --filter-pattern ${pattern}
      --query events[].message`;
    expect(JSON.parse(found)).toEqual(expected.map((i) => messages[i]));
  });

  test("one that cannot be read is refused", async () => {
    const refusal = await account.refused`logs filter-log-events --log-group-name lines --filter-pattern ${"{ $.a = "}`;
    expect(refusal).toMatchObject({ code: "InvalidParameterException", operation: "FilterLogEvents" });
  });
});

test("the past is read page by page, the same as at once", async () => {
  const group = "/aws/cloudtrail/management-events";
  const start = String(Date.now() - 30 * 86_400_000);
  const filter = '{ $.eventSource = "rds.amazonaws.com" && $.readOnly IS FALSE }';
  const read = async (...paging: readonly string[]) => {
    const [option = "--page-size", value = "10000"] = paging;
    return JSON.parse(
      await aws`logs filter-log-events --log-group-name ${group} --start-time ${start} --filter-pattern ${filter}
        ${option} ${value} --query events[].eventId`,
    ) as string[];
  };
  const all = await read();
  expect(all.length).toBeGreaterThan(20);
  expect(new Set(all).size).toBe(all.length);
  expect(await read("--page-size", "7")).toEqual(all);
  expect(await read("--max-items", "5")).toEqual(all.slice(0, 5));
});

test("the streams of a trail's log group tell their newest event", async () => {
  const names = await aws`logs describe-log-streams --log-group-name /aws/cloudtrail/management-events
    --order-by LastEventTime --descending --query logStreams[].logStreamName --output text`;
  expect(names).toBe("111122223333_CloudTrail_us-east-1");
  const newest = await aws`logs get-log-events --log-group-name /aws/cloudtrail/management-events
    --log-stream-name ${names} --limit 1 --query events[0].message --output text`;
  expect(JSON.parse(newest)).toMatchObject({ eventVersion: "1.11", eventID: expect.any(String) });
});
