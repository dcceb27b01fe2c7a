import { rdsArn, trailArn } from "../inventory.ts";
import { Random } from "../random.ts";
import { arnOf, denied, type Teller } from "./teller.ts";

const minute = 60_000;
const browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0";

/** Carol's access key in strange hands, at night: much tried, little reached. */
export function tellOfIncident(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const { accountId, region } = inventory;
  const actor = "carolStolenKey";
  const carol = arnOf(teller, actor, moments.incident);
  const trail = trailArn(inventory, "management-events");
  const database = rdsArn(inventory, "db", "orders-prod");
  let at = moments.incident;
  const soon = () => (at += 47_000);

  tell({ actor, at, service: "sts", name: "GetCallerIdentity", readOnly: true });
  tell({ actor, at: soon(), name: "DescribeDBInstances", readOnly: true });
  tell({
    actor,
    at: soon(),
    service: "cloudtrail",
    name: "DescribeTrails",
    readOnly: true,
    request: { trailNameList: [], includeShadowTrails: true },
  });
  for (const name of ["StopLogging", "UpdateTrail", "DeleteTrail"]) {
    tell({ actor, at: soon(), service: "cloudtrail", name, error: denied(carol, `cloudtrail:${name}`, trail) });
  }
  for (const [name, resource] of [
    ["ModifyDBInstance", database],
    ["CreateDBSnapshot", rdsArn(inventory, "snapshot", "x1")],
    ["ModifyDBSnapshotAttribute", rdsArn(inventory, "snapshot", "awsbackup:job-*")],
    ["DeleteDBInstance", database],
    ["ModifyActivityStream", undefined],
  ] as const) {
    tell({ actor, at: soon(), name, error: denied(carol, `rds:${name}`, resource) });
  }
  tell({
    actor,
    at: soon(),
    service: "iam",
    name: "CreateAccessKey",
    host: "iam.amazonaws.com",
    error: denied(carol, "iam:CreateAccessKey", `arn:aws:iam::${accountId}:user/bob`),
  });

  // The morning after, Alice ends it.
  const morning = moments.incident + 11 * 60 * minute;
  const identity: unknown = JSON.parse(teller.actors.carol.identity(at));
  const accessKeyId =
    typeof identity === "object" && identity !== null && "accessKeyId" in identity ? identity.accessKeyId : undefined;
  tell({
    actor: "aliceCli",
    at: morning,
    service: "iam",
    name: "UpdateAccessKey",
    host: "iam.amazonaws.com",
    request: { userName: "carol", accessKeyId, status: "Inactive" },
  });
  tell({
    actor: "aliceCli",
    at: morning + 3 * minute,
    service: "cloudtrail",
    name: "LookupEvents",
    readOnly: true,
    request: { lookupAttributes: [{ attributeKey: "AccessKeyId", attributeValue: accessKeyId }], maxResults: 50 },
    host: `cloudtrail.${region}.amazonaws.com`,
  });
  tell({
    actor: "carol",
    at: moments.incident - 9 * 60 * minute,
    name: "CreateDBInstance",
    error: denied(carol, "rds:CreateDBInstance", rdsArn(inventory, "db", "carol-test")),
  });
}

/** What people did to the trails themselves. */
export function tellOfTrails(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const unknownTrail = trailArn(inventory, "audit-old");
  tell({
    actor: "dave",
    at: moments.oradbResized + 26 * minute,
    service: "cloudtrail",
    name: "StopLogging",
    request: { name: trailArn(inventory, "legacy-trail") },
  });
  tell({
    actor: "dave",
    at: moments.oradbResized + 33 * minute,
    service: "cloudtrail",
    name: "DeleteTrail",
    request: { name: unknownTrail },
    error: {
      code: "TrailNotFoundException",
      message: `Unknown trail: ${unknownTrail} for the user: ${inventory.accountId}`,
    },
  });
}

/** People at the console's door, root among them. */
export function tellOfSignIns(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const { accountId, region } = inventory;
  const loginTo = `https://console.aws.amazon.com/console/home?region=${region}&state=hashArgs%23&isauthcode=true`;
  const bob = {
    type: "IAMUser",
    principalId: `AIDA${inventory.idPrefix}${new Random(inventory.seed, accountId, "AIDA", "bob").base32(9)}`,
    arn: `arn:aws:iam::${accountId}:user/bob`,
    accountId,
    userName: "bob",
  };
  const signIn = {
    service: "signin",
    name: "ConsoleLogin",
    eventType: "AwsConsoleSignIn",
    host: "signin.aws.amazon.com",
    userAgent: browser,
  } as const;
  const door = (MFAUsed: "Yes" | "No") => ({ LoginTo: loginTo, MobileVersion: "No", MFAUsed });

  tell({
    ...signIn,
    actor: "bobConsole",
    at: moments.mysqlCreated - 21 * minute,
    userIdentity: { type: "IAMUser", accountId, accessKeyId: "", userName: "bob" },
    error: { code: "Failure", message: "Failed authentication" },
    response: { ConsoleLogin: "Failure" },
    additionalEventData: door("No"),
  });
  tell({
    ...signIn,
    actor: "bobConsole",
    at: moments.mysqlCreated - 20 * minute,
    userIdentity: bob,
    response: { ConsoleLogin: "Success" },
    additionalEventData: door("Yes"),
  });
  tell({
    ...signIn,
    actor: "root",
    at: moments.rootAtWork,
    userIdentity: {
      type: "Root",
      principalId: accountId,
      arn: `arn:aws:iam::${accountId}:root`,
      accountId,
      accessKeyId: "",
    },
    response: { ConsoleLogin: "Success" },
    additionalEventData: door("Yes"),
  });
  tell({
    actor: "root",
    at: moments.rootAtWork + 3 * minute,
    service: "iam",
    name: "GetAccountSummary",
    readOnly: true,
  });
  tell({
    actor: "root",
    at: moments.rootAtWork + 8 * minute,
    name: "DescribeDBInstances",
    readOnly: true,
    request: { Filters: [{ Name: "db-instance-id", Values: ["reporting"] }] },
  });
}
