import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientsOf, type TestPractice } from "../practice.ts";
import { pythonTimeout } from "../python.ts";
import { type CliAccount, startCliAccount } from "./account.ts";
import { type Found, search } from "./search.ts";

let account: CliAccount;
let clients: TestPractice["clients"];
let aws: CliAccount["aws"];
let refused: CliAccount["refused"];
/** Records have whole seconds. */
const start = Math.floor(Date.now() / 1_000) * 1_000;

beforeAll(async () => {
  account = await startCliAccount();
  ({ aws, refused } = account);
  clients = clientsOf(account.practice);
}, pythonTimeout);
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await account.stop();
});

const patience = { timeout: 15_000, interval: 300 };

/** Waits until nothing is going on, and has the CLI's own waiter agree, which alone would look every 30 seconds only. */
async function available(name: string): Promise<void> {
  const query = "DBInstances[0].[DBInstanceStatus,PendingModifiedValues]";
  const state = async () =>
    JSON.parse(await aws`rds describe-db-instances --db-instance-identifier ${name} --query ${query}`);
  await expect.poll(state, patience).toEqual(["available", {}]);
  await aws`rds wait db-instance-available --db-instance-identifier ${name}`;
}

/** Whether there is an instance of that name. */
async function exists(name: string): Promise<boolean> {
  return (await account.attempt`rds describe-db-instances --db-instance-identifier ${name}`).code === 0;
}

describe("the life of an Oracle instance", () => {
  let resourceId: string;

  test("it is created", async () => {
    const { DBInstance } = JSON.parse(
      await aws`rds create-db-instance --db-instance-identifier OraTest --engine oracle-se2 --license-model
        license-included --db-instance-class db.m5.large --allocated-storage 20 --master-username admin
        --master-user-password correct-horse`,
    );
    expect(DBInstance).toMatchObject({ DBInstanceIdentifier: "oratest", DBInstanceStatus: "creating", DBName: "ORCL" });
    expect(DBInstance.PendingModifiedValues).toEqual({ MasterUserPassword: "****" });
    resourceId = DBInstance.DbiResourceId;
    await available("oratest");
  });

  test("it is changed, but not to less storage", async () => {
    await aws`rds modify-db-instance --db-instance-identifier oratest --backup-retention-period 7 --apply-immediately`;
    await available("oratest");
    const refusal = await refused`rds modify-db-instance --db-instance-identifier oratest --allocated-storage 10`;
    expect(refusal).toMatchObject({ code: "InvalidParameterCombination", operation: "ModifyDBInstance" });
  });

  test("it is renamed and stays the same", async () => {
    await aws`rds modify-db-instance --db-instance-identifier oratest --new-db-instance-identifier orafinal
      --apply-immediately`;
    await expect.poll(() => exists("orafinal"), patience).toBe(true);
    await available("orafinal");
    const query = "DBInstances[0].[DbiResourceId,BackupRetentionPeriod]";
    const kept = await aws`rds describe-db-instances --db-instance-identifier orafinal --query ${query} --output text`;
    expect(kept).toBe(`${resourceId}\t7`);
    expect(await refused`rds describe-db-instances --db-instance-identifier oratest`).toEqual({
      code: "DBInstanceNotFound",
      operation: "DescribeDBInstances",
      message: "DBInstance oratest not found.",
    });
  });

  test("it is tagged and restarted", async () => {
    const arn = `arn:aws:rds:us-east-1:${account.practice.accountId}:db:orafinal`;
    await aws`rds add-tags-to-resource --resource-name ${arn} --tags Key=team,Value=${"data & audit"}`;
    const tags = await aws`rds list-tags-for-resource --resource-name ${arn} --query TagList[0].Value --output text`;
    expect(tags).toBe("data & audit");
    await aws`rds reboot-db-instance --db-instance-identifier orafinal`;
    await available("orafinal");
  });

  test("it is deleted, with a last snapshot", async () => {
    expect(await refused`rds delete-db-instance --db-instance-identifier orafinal`).toMatchObject({
      code: "InvalidParameterCombination",
      message: "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
    });
    await aws`rds delete-db-instance --db-instance-identifier orafinal --final-db-snapshot-identifier orafinal-last`;
    await expect.poll(() => exists("orafinal"), patience).toBe(false);
    await aws`rds wait db-instance-deleted --db-instance-identifier orafinal`;
    const query = "DBSnapshots[0].[DbiResourceId,Status]";
    expect(
      await aws`rds describe-db-snapshots --db-snapshot-identifier orafinal-last --query ${query} --output text`,
    ).toBe(`${resourceId}\tavailable`);
  });
});

test("a MySQL instance with a reserved master user is refused", async () => {
  expect(
    await refused`rds create-db-instance --db-instance-identifier shop --engine mysql --db-instance-class db.t4g.micro
      --allocated-storage 20 --master-username rdsadmin --master-user-password correct-horse`,
  ).toEqual({
    code: "InvalidParameterValue",
    operation: "CreateDBInstance",
    message: "MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine",
  });
});

test("an instance that is stopped cannot be restarted", async () => {
  const refusal = await refused`rds reboot-db-instance --db-instance-identifier wiki`;
  expect(refusal).toMatchObject({ code: "InvalidDBInstanceState", operation: "RebootDBInstance" });
});

describe("seconds later", () => {
  /** Records of one second come in the order of their ids, which says nothing. */
  const inAnyOrder = (rows: readonly Found[]) => rows.map((row) => JSON.stringify(row)).sort();
  const searched = async (text: string) =>
    inAnyOrder(await search(clients.logs, "/aws/cloudtrail/management-events", { text, from: start }));
  const call = (name: string, outcome: string, ...instances: readonly string[]): Found => ({
    call: name,
    outcome,
    actor: "you",
    client: "AWS CLI",
    instances,
  });

  test("the search finds each of these calls, how it ended, and who made it with what", async () => {
    await expect.poll(() => searched("wiki"), patience).toHaveLength(1);
    expect(await searched("oratest")).toEqual(
      inAnyOrder([
        call("CreateDBInstance", "ok", "oratest"),
        call("ModifyDBInstance", "ok", "oratest"),
        call("ModifyDBInstance", "InvalidParameterCombinationException", "oratest"),
        call("ModifyDBInstance", "ok", "oratest", "orafinal"),
      ]),
    );
    expect(await searched("orafinal -oratest")).toEqual(
      inAnyOrder([
        call("AddTagsToResource", "ok", "orafinal"),
        call("RebootDBInstance", "ok", "orafinal"),
        call("DeleteDBInstance", "InvalidParameterCombinationException", "orafinal"),
        call("DeleteDBInstance", "ok", "orafinal"),
      ]),
    );
    expect(await searched("rdsadmin")).toEqual(
      inAnyOrder([call("CreateDBInstance", "InvalidParameterValueException", "shop")]),
    );
    expect(await searched("wiki")).toEqual(inAnyOrder([call("RebootDBInstance", "InvalidDBInstanceState", "wiki")]));
  });

  test("event history tells the same, and no password", async () => {
    interface Event {
      readonly EventName: string;
      readonly Username: string;
      readonly CloudTrailEvent: string;
    }
    const lookUp = async (attribute: string, value: string) => {
      const { Events } = JSON.parse(
        await aws`cloudtrail lookup-events --start-time ${String(start / 1_000)}
          --lookup-attributes ${`AttributeKey=${attribute},AttributeValue=${value}`}`,
      ) as { readonly Events: readonly Event[] };
      return Events.map(({ EventName, Username, CloudTrailEvent }) => {
        const { errorCode = "ok", requestParameters } = JSON.parse(CloudTrailEvent);
        return [EventName, Username, errorCode, requestParameters.masterUserPassword].join(" ").trim();
      }).sort();
    };
    expect(await lookUp("EventName", "CreateDBInstance")).toEqual([
      "CreateDBInstance you InvalidParameterValueException HIDDEN_DUE_TO_SECURITY_REASONS",
      "CreateDBInstance you ok HIDDEN_DUE_TO_SECURITY_REASONS",
    ]);
    expect(await lookUp("EventName", "RebootDBInstance")).toEqual([
      "RebootDBInstance you InvalidDBInstanceStateFault",
      "RebootDBInstance you ok",
    ]);
    expect(await lookUp("ResourceName", "orafinal")).toContain("DeleteDBInstance you ok");
  });
});
