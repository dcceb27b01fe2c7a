import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actorLabel } from "../../../src/records/actor.ts";
import { type Read, readRecord, type TrailRecord } from "../../../src/records/read.ts";
import { sentenceText } from "../../../src/records/sentence.ts";
import { haveRealRecords, realRecords } from "./realRecords.ts";

function record(members: Record<string, unknown>): TrailRecord {
  const line = JSON.stringify({
    eventVersion: "1.11",
    eventTime: "2026-11-22T10:38:52Z",
    eventName: "ModifyDBInstance",
    eventSource: "rds.amazonaws.com",
    awsRegion: "us-east-1",
    eventID: "0d6c9f0e-5c1b-4f0e-9d51-1b6c2e7f8a90",
    ...members,
  });
  const { record } = readRecord(line);
  if (record.kind !== "record") throw new Error(record.problem);
  return record;
}

const names = (read: TrailRecord) => read.instances.map(({ name }) => name);

describe("reading a record", () => {
  it("takes time, names and ids", () => {
    expect(record({ requestID: "r-1", sourceIPAddress: "198.51.100.7" })).toMatchObject({
      eventId: "0d6c9f0e-5c1b-4f0e-9d51-1b6c2e7f8a90",
      time: Date.UTC(2026, 10, 22, 10, 38, 52),
      eventName: "ModifyDBInstance",
      region: "us-east-1",
      requestId: "r-1",
      source: "198.51.100.7",
      outcome: { kind: "ok" },
      readOnly: false,
    });
  });

  it("F11: makes a bad line of what is not a record, and says why", () => {
    for (const line of [
      "",
      "{",
      "[]",
      "null",
      "7",
      "{}",
      '{"eventName":"X"}',
      '{"eventName":"X","eventTime":"soon"}',
    ]) {
      expect(readRecord(line, 5).record).toMatchObject({ kind: "bad", time: 5, text: line });
    }
  });

  it("F11: takes an unknown minor version and flags an unknown major one", () => {
    expect(record({ eventVersion: "1.99" }).kind).toBe("record");
    const line = JSON.stringify({ eventVersion: "2.0", eventName: "X", eventTime: "2026-01-01T00:00:00Z" });
    expect(readRecord(line).record).toMatchObject({ kind: "bad", problem: expect.stringContaining("2.0") });
  });

  it("reads whether a call changes something from old records, too", () => {
    expect(record({ eventVersion: "1.05", eventName: "DescribeDBInstances" }).readOnly).toBe(true);
    expect(record({ eventVersion: "1.05" }).readOnly).toBe(false);
    expect(record({ eventName: "DescribeDBInstances", readOnly: false }).readOnly).toBe(false);
  });

  it("X18: never throws and never touches a prototype, whatever the JSON holds", () => {
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort());
    const keys = fc.constantFrom(
      ...[
        "__proto__",
        "constructor",
        "toString",
        "userIdentity",
        "requestParameters",
        "responseElements",
        "arn",
        "type",
      ],
      ...[
        "errorCode",
        "errorMessage",
        "eventVersion",
        "readOnly",
        "dBInstanceIdentifier",
        "sessionContext",
        "hasOwnProperty",
      ],
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom("", "AssumedRole", "IAMUser", "arn:aws:rds:us-east-1:1:db:x", "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        fc.jsonValue(),
        fc.dictionary(keys, tie("tree"), { noNullPrototype: false }),
        fc.array(tie("tree"), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(keys, tree), (members) => {
        const line = JSON.stringify({ eventName: "X", eventTime: "2026-01-01T00:00:00Z", ...members });
        const read = readRecord(line);
        if (read.record.kind === "record") sentenceText(read.record);
      }),
      { numRuns: 500 },
    );
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort())).toBe(before);
    const polluting = '{"eventName":"X","eventTime":"2026-01-01T00:00:00Z","__proto__":{"errorCode":"AccessDenied"}}';
    expect(readRecord(polluting).record).toMatchObject({ outcome: { kind: "ok" } });
  });

  it("reads a record that nests deeper than the call stack", () => {
    const depth = 50_000;
    const nested = `${"[".repeat(depth)}"oradb"${"]".repeat(depth)}`;
    const line = `{"eventName":"X","eventTime":"2026-01-01T00:00:00Z","requestParameters":{"dBInstanceIdentifier":${nested}}}`;
    expect(readRecord(line).record).toMatchObject({ kind: "record", instances: [{ name: "oradb" }] });
  });
});

describe("actor", () => {
  const label = (userIdentity: unknown) => actorLabel(record({ userIdentity }).actor);

  it("names the person behind an Identity Center role", () => {
    const arn = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice@example.com";
    expect(label({ type: "AssumedRole", arn })).toBe("alice@example.com (SSO)");
    expect(record({ userIdentity: { type: "AssumedRole", arn } }).actor).toMatchObject({
      kind: "sso",
      through: "Admin",
    });
  });

  it("names the session and the role", () => {
    const userIdentity = {
      type: "AssumedRole",
      principalId: "AROAX:ci-1841",
      sessionContext: { sessionIssuer: { userName: "deploy" } },
    };
    expect(label(userIdentity)).toBe("ci-1841 (deploy)");
  });

  it("names users, root, services and accounts", () => {
    expect(label({ type: "IAMUser", userName: "bob" })).toBe("bob");
    expect(label({ type: "Root", arn: "arn:aws:iam::1:root" })).toBe("root");
    expect(label({ type: "AWSService", invokedBy: "rds.amazonaws.com" })).toBe("rds.amazonaws.com");
    expect(label({ type: "AWSAccount", accountId: "111122223333" })).toBe("account 111122223333");
  });

  it("says what it can where the identity is missing (FACTS 16)", () => {
    expect(label(null)).toBe("AWS");
    expect(label({ invokedBy: "backup.amazonaws.com" })).toBe("backup.amazonaws.com");
  });

  it("keeps the service that called on someone's behalf (FACTS 18)", () => {
    const userIdentity = { type: "IAMUser", userName: "bob", invokedBy: "cloudformation.amazonaws.com" };
    expect(record({ userIdentity }).actor.invokedBy).toBe("cloudformation.amazonaws.com");
  });
});

describe("client", () => {
  const terraform =
    "APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/3.76.1 aws-sdk-go/1.44.157";
  it.each([
    ["aws-cli/2.13.0 Python/3.11.4 Linux/6.1 exe/x86_64 prompt/off command/rds.modify-db-instance", "AWS CLI"],
    ["aws-cli/2.13.0 exec-env/CloudShell command/rds.modify-db-instance", "CloudShell"],
    [terraform, "Terraform"],
    [`[${terraform}]`, "Terraform"],
    ["Boto3/1.26.165 Python/3.10.6", "Boto3"],
    ["RDS Console, aws-internal/3 aws-sdk-java/1.11.975", "Console"],
    ["[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]", "Console"],
    ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0", "Console"],
    ["console.amazonaws.com", "Console"],
    ["cloudformation.amazonaws.com", "CloudFormation"],
    ["secretsmanager.amazonaws.com", "secretsmanager.amazonaws.com"],
    ["aws-sdk-go-v2/1.17.0 os/linux lang/go/1.18.10", "SDK for Go"],
    ["aws-sdk-js/3.1169.0 ua/2.1 os/linux", "SDK for JavaScript"],
    ["stratus-red-team_06a62bf9-ef89-43a1-a17b-5234dcbf4cb4", "stratus-red-team_06a62bf9-ef89-43a1-a17b"],
  ])("%s is %s", (userAgent, client) => {
    expect(record({ userAgent }).client).toBe(client);
  });

  it("tells the console's own calls by the address they come from (FACTS 9)", () => {
    expect(record({ userAgent: "AWS Internal", sourceIPAddress: "10.8.8.10" }).client).toBe("Console");
    expect(record({ userAgent: "AWS Internal", sourceIPAddress: "AWS Internal" }).client).toBe("AWS");
  });
});

describe("outcome", () => {
  it("takes the service's own code, without Fault (FACTS 6)", () => {
    const { outcome } = record({
      errorCode: "InvalidDBInstanceStateFault",
      errorMessage: "Instance x is already being deleted.",
    });
    expect(outcome).toEqual({
      kind: "failed",
      code: "InvalidDBInstanceState",
      message: "Instance x is already being deleted.",
    });
  });

  it.each(["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"])("%s is denied", (errorCode) => {
    expect(record({ errorCode }).outcome.kind).toBe("denied");
  });
});

describe("instances", () => {
  it("finds identifier, new name, source and target, in lower case (FACTS 26, 28)", () => {
    expect(
      names(record({ requestParameters: { dBInstanceIdentifier: "OraDB", newDBInstanceIdentifier: "oradb2" } })),
    ).toEqual(["oradb", "oradb2"]);
    const restore = { sourceDBInstanceIdentifier: "a", targetDBInstanceIdentifier: "b" };
    expect(names(record({ eventName: "RestoreDBInstanceToPointInTime", requestParameters: restore }))).toEqual([
      "a",
      "b",
    ]);
  });

  it("joins identifier, ARN and resource id of one instance", () => {
    const resourceId = "db-PDUCDGLRGDVGNFIUKF4FRJGEGY";
    const read = record({
      requestParameters: { dBInstanceIdentifier: "oradb" },
      responseElements: {
        dBInstanceArn: "arn:aws:rds:us-east-1:1:db:oradb",
        dbiResourceId: resourceId,
        dBInstanceIdentifier: "oradb",
        pendingModifiedValues: { dBInstanceIdentifier: "neworadb" },
      },
    });
    expect(read.instances).toEqual([
      {
        name: "oradb",
        resourceId,
        region: "us-east-1",
        mentions: ["oradb", "arn:aws:rds:us-east-1:1:db:oradb", resourceId],
      },
      { name: "neworadb", resourceId: undefined, region: "us-east-1", mentions: ["neworadb"] },
    ]);
  });

  it("finds the ARN in the message of a denied call, whose parameters are null (FACTS 7)", () => {
    const errorMessage =
      "User: x is not authorized to perform: rds:ModifyDBInstance on resource: arn:aws:rds:eu-west-1:1:db:oradb because …";
    expect(record({ errorCode: "AccessDenied", errorMessage, requestParameters: null }).instances).toMatchObject([
      { name: "oradb", region: "eu-west-1" },
    ]);
  });

  it("finds tags' ARNs, filters and bare resource ids", () => {
    expect(names(record({ requestParameters: { resourceName: "arn:aws:rds:us-east-1:1:db:oradb" } }))).toEqual([
      "oradb",
    ]);
    expect(names(record({ requestParameters: { filters: [{ name: "db-instance-id", values: ["a", "b"] }] } }))).toEqual(
      ["a", "b"],
    );
    expect(record({ requestParameters: { dbiResourceId: "db-PDUCDGLRGDVGNFIUKF4FRJGEGY" } }).instances).toMatchObject([
      { name: undefined, resourceId: "db-PDUCDGLRGDVGNFIUKF4FRJGEGY" },
    ]);
  });

  it("takes no snapshot, cluster or parameter group for an instance", () => {
    const requestParameters = { dBSnapshotIdentifier: "s", dBClusterIdentifier: "c", dBParameterGroupName: "p" };
    expect(names(record({ requestParameters }))).toEqual([]);
  });

  it.each(["x [Sign in](command:workbench.action.quit)", "evil.example/", "us-east-1\u202e", "A".repeat(50)])(
    "X5: takes the Region %j for none",
    (awsRegion) => {
      const { instances } = record({ awsRegion, requestParameters: { dBInstanceIdentifier: "oradb" } });
      expect(instances).toMatchObject([{ name: "oradb", region: "" }]);
    },
  );
});

describe("sentence", () => {
  const userIdentity = { type: "IAMUser", userName: "bob" };
  const requestParameters = { dBInstanceIdentifier: "oradb" };
  it.each([
    [{ eventName: "ModifyDBInstance", requestParameters }, "bob modified oradb"],
    [
      { eventName: "ModifyDBInstance", requestParameters, errorCode: "InvalidParameterCombination" },
      "bob tried to modify oradb: InvalidParameterCombination",
    ],
    [{ eventName: "CreateDBSnapshot", requestParameters }, "bob created DB snapshot (oradb)"],
    [{ eventName: "ModifyDBSnapshotAttribute" }, "bob modified DB snapshot attribute"],
    [{ eventName: "StartExportTask", errorCode: "AccessDenied" }, "bob tried to start export task: AccessDenied"],
    [{ eventName: "assumeRole" }, "bob called assumeRole"],
  ])("%j", (members, sentence) => {
    expect(sentenceText(record({ userIdentity, ...members }))).toBe(sentence);
  });

  it("a name of many capitals takes no longer than its length", () => {
    const eventName = `Modify${"A".repeat(1_000_000)}`;
    expect(sentenceText(record({ userIdentity, eventName }))).toMatch(/ modified A+$/);
  });
});

describe.skipIf(!haveRealRecords)("the real records (skipped where the folder is missing)", () => {
  const reads: readonly Read[] = haveRealRecords ? realRecords().map((line) => readRecord(line)) : [];
  const read = reads.map(({ record }) => record).filter((each) => each.kind === "record");

  it("are all read", () => {
    expect(reads).toHaveLength(2900);
    expect(read).toHaveLength(2900);
    expect(new Set(read.map(({ eventId }) => eventId)).size).toBeGreaterThan(2800);
  });

  it("hold 150 calls to RDS, 142 of them reads", () => {
    const rds = read.filter(({ eventSource }) => eventSource === "rds.amazonaws.com");
    expect(rds).toHaveLength(150);
    expect(rds.filter(({ readOnly }) => readOnly)).toHaveLength(142);
  });

  it("name an actor and a client for every call that has an identity or an agent", () => {
    expect(read.filter(({ actor }) => actor.name === "")).toEqual([]);
    expect(
      new Set(read.filter(({ eventSource }) => eventSource === "rds.amazonaws.com").map(({ client }) => client)),
    ).toEqual(
      new Set([
        "Console",
        "Terraform",
        "stratus-red-team_06a62bf9-ef89-43a1-a17b",
        "stratus-red-team_dfe006ac-f50b-4d34-9cee",
      ]),
    );
  });
});
