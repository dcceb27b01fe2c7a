import { serialize } from "node:v8";
import { beforeEach, describe, expect, test } from "vitest";
import { bucketError, topicError } from "../../../../src/practice/cloudtrail/destinations.ts";
import { seedAccount } from "../../../../src/practice/history/seed.ts";
import { accountId, startTime, type TestAccount, testAccount } from "../account.ts";
import { allOf, type CloudTrailRecord, parsed, pastOf } from "./past.ts";

const region = "us-east-1";
const history = pastOf(2_000, { accountId, to: startTime });
const records = allOf(history)
  .toSorted((one, other) => one.eventTime - other.eventTime)
  .map(parsed);

describe("the account as its past leaves it", () => {
  let practice: TestAccount;
  beforeEach(() => {
    practice = testAccount({ history });
    seedAccount(practice.account);
  });

  test("is plain data, the same each time", () => {
    const again = testAccount({ history });
    seedAccount(again.account);
    expect(serialize(again.account.state)).toEqual(serialize(practice.account.state));
  });

  test("has the databases that the records tell of", () => {
    const instances = practice.account.state.rds.regions.get(region)?.instances;
    expect([...(instances?.keys() ?? [])].toSorted()).toEqual([
      "ledger",
      "mysqldb",
      "oradb",
      "orders-prod",
      "orders-staging",
      "reporting",
      "wiki",
    ]);
    for (const { db } of instances?.values() ?? []) {
      const last = records.findLast(
        (record) =>
          record.responseElements?.dbiResourceId === db.DbiResourceId &&
          "engine" in record.responseElements &&
          "dBInstanceClass" in record.responseElements,
      );
      expect(last?.responseElements).toMatchObject({
        dBInstanceIdentifier: db.DBInstanceIdentifier,
        dBInstanceClass: db.DBInstanceClass,
        dBInstanceArn: db.DBInstanceArn,
        engine: db.Engine,
        engineVersion: db.EngineVersion,
        allocatedStorage: db.AllocatedStorage,
        deletionProtection: db.DeletionProtection,
        storageEncrypted: db.StorageEncrypted,
      });
    }
    expect(instances?.get("wiki")?.db.DBInstanceStatus).toBe("stopped");
  });

  test("has the snapshot that was shared, and with whom", () => {
    const { snapshots } = practice.account.state.rds.regions.get(region) ?? {};
    expect(snapshots?.get("wiki-export")?.restore).toEqual(["444455556666"]);
    expect([...(snapshots?.keys() ?? [])].filter((name) => name.startsWith("rds:orders-prod-"))).toHaveLength(3);
  });

  test("has a trail that can deliver everywhere, and a stopped one", () => {
    const { account } = practice;
    const [trail, legacy] = [...account.state.cloudTrail.trails.values()];
    expect(trail).toMatchObject({ name: "management-events", isLogging: true, isMultiRegionTrail: true });
    expect(legacy).toMatchObject({ name: "legacy-trail", isLogging: false });
    if (trail === undefined || legacy === undefined) return;
    expect([bucketError(account, trail), topicError(account, trail), bucketError(account, legacy)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const stopped = records.find((r: CloudTrailRecord) => r.eventName === "StopLogging" && r.errorCode === undefined);
    expect(legacy.stopLoggingTime).toBe(Date.parse(stopped?.eventTime ?? ""));
  });

  test("keeps the past in the trail's bucket and log group without copying it", () => {
    const { s3, logs } = practice.account.state;
    const buckets = [...s3.buckets.values()].filter((bucket) => bucket.history);
    expect(buckets.map(({ name }) => name)).toEqual([expect.stringMatching(`^aws-cloudtrail-logs-${accountId}-`)]);
    expect(buckets[0]?.objects.size).toBe(0);
    const group = logs.groups.get(region)?.get("/aws/cloudtrail/management-events");
    expect(group?.retentionInDays).toBe(90);
    expect([...(group?.streams.values() ?? [])]).toEqual([
      expect.objectContaining({ name: `${accountId}_CloudTrail_${region}`, history: true, events: [] }),
    ]);
  });

  test("has a pending subscription whose mail waits in the inbox", () => {
    const { subscriptions, inbox } = practice.account.state.sns;
    const states = [...subscriptions.values()].map(({ protocol, pending }) => `${protocol} ${pending}`);
    expect(states.toSorted()).toEqual(["email false", "email true", "sqs false"]);
    expect(inbox).toHaveLength(1);
    expect(inbox[0]).toMatchObject({
      to: "security@example.com",
      links: [expect.stringContaining("ConfirmSubscription")],
    });
  });

  test("has the users and roles of the records, under the same ids", () => {
    const { users, roles } = practice.account.state.iam;
    const ids = new Set([...users.values(), ...roles.values()].map(({ id }) => id));
    for (const { userIdentity } of records) {
      const context = userIdentity.sessionContext as { sessionIssuer?: { principalId?: string } } | undefined;
      const id = context?.sessionIssuer?.principalId ?? userIdentity.principalId;
      if (typeof id === "string" && /^A(ID|RO)A/.test(id) && userIdentity.type !== "AWSAccount")
        expect(ids).toContain(id);
    }
  });
});
