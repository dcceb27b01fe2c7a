import { describe, expect, test } from "vitest";
import { allOf, type CloudTrailRecord, parsed, pastOf, to } from "./past.ts";

/** What happened to the databases: one line per moment, found by what a person would look for. */
const moments: Readonly<Record<string, (record: CloudTrailRecord) => boolean>> = {
  "oradb was created": (r) => r.eventName === "CreateDBInstance" && names(r, "oradb"),
  "oradb was made bigger": (r) => r.requestParameters?.dBInstanceClass === "db.m5.xlarge",
  "oradb could not be given more IOPS": (r) =>
    names(r, "oradb") && r.errorCode === "InvalidParameterCombinationException",
  "the password of oradb was changed": (r) =>
    r.eventName === "ModifyDBInstance" && names(r, "oradb") && "masterUserPassword" in (r.requestParameters ?? {}),
  "the protection of oradb was turned off": (r) =>
    names(r, "oradb") && r.requestParameters?.deletionProtection === false,
  "the protection of oradb was turned on again": (r) =>
    r.eventName === "ModifyDBInstance" && names(r, "oradb") && r.requestParameters?.deletionProtection === true,
  "a reserved master user was refused": (r) => r.requestParameters?.masterUsername === "rdsadmin",
  "mysql-db was renamed": (r) => r.requestParameters?.newDBInstanceIdentifier === "mysqldb",
  "the old name was not found any more": (r) => names(r, "mysql-db") && r.errorCode === "DBInstanceNotFoundFault",
  "a stack created the wiki": (r) =>
    r.eventName === "CreateDBInstance" && r.userIdentity.invokedBy === "cloudformation.amazonaws.com",
  "legacy-crm was protected": (r) =>
    names(r, "legacy-crm") &&
    r.eventName === "DeleteDBInstance" &&
    r.errorCode === "InvalidParameterCombinationException",
  "legacy-crm was deleted without a final snapshot": (r) =>
    names(r, "legacy-crm") && r.eventName === "DeleteDBInstance" && r.responseElements !== null,
  "legacy-crm was already being deleted": (r) => r.errorCode === "InvalidDBInstanceStateFault",
  "orders-staging was deleted": (r) => names(r, "orders-staging") && r.eventName === "DeleteDBInstance",
  "the ledger had to wait for its parameter group": (r) => r.errorCode === "DBParameterGroupNotFoundFault",
  "orders-prod failed over": (r) => r.requestParameters?.forceFailover === true,
  "RDS maintained orders-prod": (r) =>
    r.eventType === "AwsServiceEvent" && r.eventName === "ApplyPendingMaintenanceAction",
  "a snapshot was shared": (r) => values(r, "valuesToAdd").includes("444455556666"),
  "a snapshot was made public": (r) => values(r, "valuesToAdd").includes("all"),
  "a snapshot was made private again": (r) => values(r, "valuesToRemove").includes("all"),
  "somebody tried to stop the trail": (r) => r.eventName === "StopLogging" && r.errorCode === "AccessDenied",
  "somebody tried to change the trail": (r) => r.eventName === "UpdateTrail" && r.errorCode === "AccessDenied",
  "somebody tried to delete the trail": (r) => r.eventName === "DeleteTrail" && r.errorCode === "AccessDenied",
  "the legacy trail was stopped": (r) => r.eventName === "StopLogging" && r.errorCode === undefined,
  "root signed in": (r) => r.eventName === "ConsoleLogin" && r.userIdentity.type === "Root",
  "root changed reporting": (r) => r.eventName === "ModifyDBInstance" && r.userIdentity.type === "Root",
  "a sign-in failed": (r) => r.responseElements?.ConsoleLogin === "Failure",
  "a federated user was denied": (r) => r.userIdentity.type === "FederatedUser" && r.errorCode === "AccessDenied",
};

function names(record: CloudTrailRecord, instance: string): boolean {
  return record.requestParameters?.dBInstanceIdentifier === instance;
}

function values(record: CloudTrailRecord, member: string): readonly unknown[] {
  const list = record.requestParameters?.[member];
  return Array.isArray(list) ? list : [];
}

const story = allOf(pastOf(1));

describe.each([1, 2_000, 30_000])("in a past of %i records", (size) => {
  const records = allOf(pastOf(size));
  const all = records.map(parsed);

  test.each(Object.keys(moments))("%s, once", (moment) => {
    expect(all.filter((record) => moments[moment]?.(record))).toHaveLength(1);
  });

  test("the story is told once, word for word", () => {
    const messages = new Map<string, number>();
    for (const { message } of records) messages.set(message, (messages.get(message) ?? 0) + 1);
    for (const { message } of story) expect(messages.get(message)).toBe(1);
  });
});

describe("the story", () => {
  const all = story.map(parsed);
  const created = (name: string) =>
    all.filter((r) => r.eventName === "CreateDBInstance" && names(r, name) && r.responseElements);

  test("follows an instance through its rename by dbiResourceId (FACTS 27)", () => {
    const ids = all
      .filter((r) => (names(r, "mysql-db") || names(r, "mysqldb")) && r.responseElements !== null)
      .map((r) => r.responseElements?.dbiResourceId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  test("gives the name orders-staging to two instances, one after the other", () => {
    const ids = created("orders-staging").map((r) => r.responseElements?.dbiResourceId);
    expect(new Set(ids).size).toBe(2);
  });

  test("has happened within ninety days, and something of it within the last hour", () => {
    for (const { eventTime } of story) {
      expect(eventTime).toBeGreaterThan(to - 90 * 86_400_000);
      expect(eventTime).toBeLessThan(to);
    }
    expect(story.filter(({ eventTime }) => eventTime > to - 3_600_000).length).toBeGreaterThan(1);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])("is whole and in order whatever the weekday: %i days later", (days) => {
    const later = to + days * 86_400_000;
    const told = allOf(pastOf(1, { to: later })).map(parsed);
    expect(told).toHaveLength(story.length);
    const at = (moment: string) => Date.parse(told.find((record) => moments[moment]?.(record))?.eventTime ?? "");
    expect(at("oradb was created")).toBeLessThan(at("oradb was made bigger"));
    expect(at("a snapshot was shared")).toBeLessThan(at("a snapshot was made public"));
    expect(at("legacy-crm was protected")).toBeLessThan(at("legacy-crm was deleted without a final snapshot"));
    expect(at("a stack created the wiki")).toBeLessThan(at("a snapshot was shared"));
    const stops = told.filter((r) => r.eventName === "StopDBInstance" && names(r, "wiki"));
    expect(stops).toHaveLength(3);
    expect(at("a snapshot was made private again")).toBeLessThan(
      Date.parse(stops.map((r) => r.eventTime).toSorted()[0] ?? ""),
    );
  });
});
