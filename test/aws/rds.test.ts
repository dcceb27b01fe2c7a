import {
  AddTagsToResourceCommand,
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  DescribeEventsCommand,
  DescribeOrderableDBInstanceOptionsCommand,
  ListTagsForResourceCommand,
  ModifyDBInstanceCommand,
  ModifyDBSnapshotAttributeCommand,
  paginateDescribeOrderableDBInstanceOptions,
  type RDSClient,
  RDSServiceException,
  RebootDBInstanceCommand,
} from "@aws-sdk/client-rds";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientsOf, startPractice, type TestPractice } from "./practice.ts";

let practice: TestPractice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.stop());

const postgres = {
  DBInstanceIdentifier: "Orders",
  Engine: "postgres",
  DBInstanceClass: "db.t4g.medium",
  AllocatedStorage: 20,
  MasterUsername: "owner",
  MasterUserPassword: "correct-horse-battery",
  Tags: [{ Key: "team", Value: "payments" }],
};

async function refusal(call: Promise<unknown>): Promise<RDSServiceException> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof RDSServiceException) return error;
  throw new Error("the call was not refused by RDS", { cause: error });
}

test("an instance is created, changed, renamed, restarted, shared as a snapshot and deleted", async () => {
  const { rds } = practice.clients;
  const created = await rds.send(new CreateDBInstanceCommand(postgres));
  expect(created.DBInstance).toMatchObject({ DBInstanceIdentifier: "orders", DBInstanceStatus: "creating" });
  practice.advance(60_000);
  const describe = async (DBInstanceIdentifier: string) =>
    (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }))).DBInstances?.[0];
  const before = await describe("orders");
  expect(before).toMatchObject({ DBInstanceStatus: "available", Endpoint: { Port: 5432 }, MultiAZ: false });
  expect(before?.InstanceCreateTime).toBeInstanceOf(Date);

  const modified = await rds.send(
    new ModifyDBInstanceCommand({
      DBInstanceIdentifier: "orders",
      NewDBInstanceIdentifier: "orders-2",
      MasterUserPassword: "another-horse-battery",
      ApplyImmediately: true,
    }),
  );
  expect(modified.DBInstance).toMatchObject({
    DBInstanceStatus: "available",
    PendingModifiedValues: { DBInstanceIdentifier: "orders-2", MasterUserPassword: "****" },
  });
  practice.advance(60_000);
  const after = await describe("orders-2");
  expect(after?.DbiResourceId).toBe(before?.DbiResourceId);

  await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: "orders-2" }));
  practice.advance(60_000);
  await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: "orders-2", DBSnapshotIdentifier: "copy" }));
  practice.advance(60_000);
  const shared = await rds.send(
    new ModifyDBSnapshotAttributeCommand({
      DBSnapshotIdentifier: "copy",
      AttributeName: "restore",
      ValuesToAdd: ["193672423079"],
    }),
  );
  expect(shared.DBSnapshotAttributesResult?.DBSnapshotAttributes).toEqual([
    { AttributeName: "restore", AttributeValues: ["193672423079"] },
  ]);

  const ResourceName = after?.DBInstanceArn;
  await rds.send(new AddTagsToResourceCommand({ ResourceName, Tags: [{ Key: "stage", Value: "test" }] }));
  expect((await rds.send(new ListTagsForResourceCommand({ ResourceName }))).TagList).toEqual([
    { Key: "team", Value: "payments" },
    { Key: "stage", Value: "test" },
  ]);

  await rds.send(
    new DeleteDBInstanceCommand({ DBInstanceIdentifier: "orders-2", FinalDBSnapshotIdentifier: "orders-final" }),
  );
  practice.advance(60_000);
  const gone = await refusal(describe("orders-2"));
  expect(gone).toMatchObject({ name: "DBInstanceNotFoundFault", message: "DBInstance orders-2 not found." });
  expect(gone.$metadata.httpStatusCode).toBe(404);
  const { DBSnapshots } = await rds.send(new DescribeDBSnapshotsCommand({ SnapshotType: "manual" }));
  expect(DBSnapshots?.map((snapshot) => snapshot.DBSnapshotIdentifier)).toEqual(["copy", "orders-final"]);
  const { Events } = await rds.send(
    new DescribeEventsCommand({ SourceIdentifier: "orders-2", SourceType: "db-instance" }),
  );
  expect(Events?.map((event) => event.Message)).toContain("Renamed instance from orders to orders-2");
});

test("errors come with AWS's code, message and status", async () => {
  const { rds } = practice.clients;
  const short = await refusal(rds.send(new CreateDBInstanceCommand({ ...postgres, MasterUserPassword: "short" })));
  expect(short).toMatchObject({
    name: "InvalidParameterValue",
    message: "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.",
    $fault: "client",
  });
  expect(short.$metadata.httpStatusCode).toBe(400);
  const engine = await refusal(rds.send(new DescribeOrderableDBInstanceOptionsCommand({ Engine: "cobol" })));
  expect(engine.name).toBe("InvalidParameterValue");
});

test("the offers come in pages of a thousand", async () => {
  const { rds } = practice.clients;
  const sizes: number[] = [];
  const pages = paginateDescribeOrderableDBInstanceOptions(
    { client: rds, pageSize: 1_000 },
    { Engine: "mysql", EngineVersion: "8.4.8" },
  );
  for await (const { OrderableDBInstanceOptions = [] } of pages) sizes.push(OrderableDBInstanceOptions.length);
  expect(sizes.slice(0, -1).every((size) => size === 1_000)).toBe(true);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(300);
});

test("Regions are apart", async () => {
  const { rds } = practice.clients;
  await rds.send(new CreateDBInstanceCommand({ ...postgres, DBInstanceIdentifier: "here" }));
  const elsewhere = clientsOf(practice, "eu-west-1");
  const names = async (client: RDSClient) =>
    (await client.send(new DescribeDBInstancesCommand({}))).DBInstances?.map((db) => db.DBInstanceIdentifier);
  expect(await names(rds)).toEqual(["here"]);
  expect(await names(elsewhere.rds)).toEqual([]);
  for (const client of Object.values(elsewhere)) client.destroy();
});
