import type {
  DBInstance,
  DBSnapshot,
  DBSnapshotMessage,
  DescribeDBSnapshotAttributesResult,
  ModifyDBSnapshotAttributeResult,
  TagListMessage,
} from "@aws-sdk/client-rds";
import { describe, expect, test } from "vitest";
import { minute, rdsAccount, refusal } from "./calls.ts";

type Account = ReturnType<typeof rdsAccount>;

function snapshot(account: Account, name = "Snap", settings: object = {}): DBSnapshot {
  const input = { DBInstanceIdentifier: "db", DBSnapshotIdentifier: name, ...settings };
  return (account.rds("CreateDBSnapshot", input) as { DBSnapshot: DBSnapshot }).DBSnapshot;
}

describe("CreateDBSnapshot", () => {
  test("is creating while the instance is backing up, then available", () => {
    const account = rdsAccount();
    const db = account.created();
    expect(snapshot(account)).toMatchObject({
      DBSnapshotIdentifier: "snap",
      DBInstanceIdentifier: "db",
      Status: "creating",
      PercentProgress: 0,
      SnapshotType: "manual",
      DbiResourceId: db.DbiResourceId,
      Port: 3306,
      DBSnapshotArn: "arn:aws:rds:us-east-1:123456789012:snapshot:snap",
    });
    expect(account.describe().DBInstanceStatus).toBe("backing-up");
    account.advance(minute);
    const { DBSnapshots: [done] = [] } = account.rds("DescribeDBSnapshots", {
      DBSnapshotIdentifier: "SNAP",
    }) as DBSnapshotMessage;
    expect(done).toMatchObject({ Status: "available", PercentProgress: 100 });
    expect(done?.SnapshotCreateTime).toBeInstanceOf(Date);
    expect(account.describe().DBInstanceStatus).toBe("available");
  });

  test("takes the instance's tags along where it is told to", () => {
    const account = rdsAccount();
    const Tags = [{ Key: "team", Value: "payments" }];
    account.created({ CopyTagsToSnapshot: true, Tags });
    expect(snapshot(account).TagList).toEqual(Tags);
  });

  test.each([
    ["", "The parameter DBSnapshotIdentifier must be provided and must not be blank."],
    ["1st", "Invalid snapshot identifier:  1st"],
    [
      "a--b",
      "The parameter DBSnapshotIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain " +
        "only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
    ],
    [
      "rds:db-2026-08-01",
      "The parameter DBSnapshotIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain " +
        "only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
    ],
  ])("refuses the name '%s'", (name, message) => {
    const account = rdsAccount();
    account.created();
    expect(refusal(() => snapshot(account, name))).toEqual({ code: "InvalidParameterValue", message });
  });

  test("refuses a name in use and an instance that is not available", () => {
    const account = rdsAccount();
    account.created();
    snapshot(account);
    expect(refusal(() => snapshot(account, "other"))).toEqual({
      code: "InvalidDBInstanceStateFault",
      message: "Cannot create a snapshot because the database instance db is not currently in the available state.",
    });
    account.advance(minute);
    expect(refusal(() => snapshot(account, "SNAP"))).toEqual({
      code: "DBSnapshotAlreadyExistsFault",
      message: "Cannot create the snapshot because a snapshot with the identifier snap already exists.",
    });
  });
});

describe("DeleteDBSnapshot", () => {
  test("deletes a manual one at once, an automated one never", () => {
    const account = rdsAccount();
    account.created();
    snapshot(account);
    const remove = (DBSnapshotIdentifier: string) => () => account.rds("DeleteDBSnapshot", { DBSnapshotIdentifier });
    expect(refusal(remove("snap")).code).toBe("InvalidDBSnapshotStateFault");
    account.advance(minute);
    expect(remove("snap")()).toMatchObject({ DBSnapshot: { DBSnapshotIdentifier: "snap", Status: "deleted" } });
    expect(refusal(remove("snap"))).toEqual({ code: "DBSnapshotNotFoundFault", message: "DBSnapshot snap not found." });
    expect(refusal(remove("rds:db-2026-08-01-12-00")).message).toBe("automated snapshots cannot be deleted.");
  });
});

describe("ModifyDBSnapshotAttribute", () => {
  const share = (account: Account, settings: object) =>
    (
      account.rds("ModifyDBSnapshotAttribute", {
        DBSnapshotIdentifier: "snap",
        AttributeName: "restore",
        ...settings,
      }) as ModifyDBSnapshotAttributeResult
    ).DBSnapshotAttributesResult;

  test("shares with accounts and with everybody, and takes it back", () => {
    const account = rdsAccount();
    account.created();
    snapshot(account);
    account.advance(minute);
    expect(share(account, { ValuesToAdd: ["193672423079", "all"] })).toEqual({
      DBSnapshotIdentifier: "snap",
      DBSnapshotAttributes: [{ AttributeName: "restore", AttributeValues: ["193672423079", "all"] }],
    });
    share(account, { ValuesToRemove: ["all"] });
    const told = account.rds("DescribeDBSnapshotAttributes", { DBSnapshotIdentifier: "snap" });
    expect((told as DescribeDBSnapshotAttributesResult).DBSnapshotAttributesResult?.DBSnapshotAttributes).toEqual([
      { AttributeName: "restore", AttributeValues: ["193672423079"] },
    ]);
  });

  test("refuses other attributes, what is no account, and an encrypted snapshot for everybody", () => {
    const account = rdsAccount();
    account.created({ StorageEncrypted: true });
    snapshot(account);
    account.advance(minute);
    expect(refusal(() => share(account, { AttributeName: "owner" })).message).toBe("Invalid snapshot attribute owner");
    expect(refusal(() => share(account, { ValuesToAdd: ["bob"] })).code).toBe("InvalidParameterValue");
    expect(refusal(() => share(account, { ValuesToAdd: ["all"], ValuesToRemove: ["all"] })).message).toBe(
      "A value may not appear in both the add list and remove list. all",
    );
    expect(refusal(() => share(account, { ValuesToAdd: ["all"] })).code).toBe("InvalidParameterCombination");
  });

  test("shares with no more than twenty accounts", () => {
    const account = rdsAccount();
    account.created();
    snapshot(account);
    account.advance(minute);
    const accounts = Array.from({ length: 21 }, (_, i) => String(100_000_000_000 + i));
    expect(refusal(() => share(account, { ValuesToAdd: accounts })).code).toBe("SharedSnapshotQuotaExceededFault");
  });
});

test("RestoreDBInstanceFromDBSnapshot makes another instance of it", () => {
  const account = rdsAccount();
  const db = account.created({ StorageEncrypted: true });
  snapshot(account);
  const restore = () =>
    account.rds("RestoreDBInstanceFromDBSnapshot", { DBInstanceIdentifier: "copy", DBSnapshotIdentifier: "snap" });
  expect(refusal(restore).code).toBe("InvalidDBSnapshotStateFault");
  account.advance(minute);
  const { DBInstance: answer } = restore() as { DBInstance: DBInstance };
  expect(answer.DBInstanceStatus).toBe("creating");
  account.advance(minute);
  const copy = account.describe("copy");
  expect(copy).toMatchObject({
    DBInstanceStatus: "available",
    EngineVersion: db.EngineVersion,
    MasterUsername: "admin",
    StorageEncrypted: true,
    KmsKeyId: db.KmsKeyId,
  });
  expect(copy.DbiResourceId).not.toBe(db.DbiResourceId);
});

describe("tags", () => {
  const tags = (account: Account, ResourceName: string) =>
    (account.rds("ListTagsForResource", { ResourceName }) as TagListMessage).TagList;

  test("are set, replaced and removed by ARN, and shown with the instance", () => {
    const account = rdsAccount();
    const { DBInstanceArn: arn = "" } = account.created({ Tags: [{ Key: "a", Value: "1" }] });
    account.rds("AddTagsToResource", {
      ResourceName: arn,
      Tags: [
        { Key: "a", Value: "2" },
        { Key: "b", Value: "3" },
      ],
    });
    account.rds("RemoveTagsFromResource", { ResourceName: arn, TagKeys: ["b", "c"] });
    expect(tags(account, arn)).toEqual([{ Key: "a", Value: "2" }]);
    expect(account.describe().TagList).toEqual([{ Key: "a", Value: "2" }]);
    expect(tags(account, "arn:aws:rds:us-east-1:123456789012:snapshot:rds:db-2026-08-01-12-00")).toEqual([]);
  });

  test("refuse AWS's own keys, and resources that are not there", () => {
    const account = rdsAccount();
    const { DBInstanceArn: arn = "" } = account.created();
    const add = (Key: string) => () =>
      account.rds("AddTagsToResource", { ResourceName: arn, Tags: [{ Key, Value: "" }] });
    expect(refusal(add("aws:owner")).code).toBe("InvalidParameterValue");
    expect(refusal(add("")).code).toBe("InvalidParameterValue");
    expect(refusal(() => tags(account, `${arn}-gone`))).toEqual({
      code: "DBInstanceNotFoundFault",
      message: `Could not find a DB Instance matching the resource name: '${arn}-gone'`,
    });
    expect(refusal(() => tags(account, arn.replace("123456789012", "210987654321"))).code).toBe(
      "InvalidParameterValue",
    );
    expect(refusal(() => tags(account, "db")).code).toBe("InvalidParameterValue");
  });
});
