import { rdsArn, trailArn } from "../inventory.ts";
import { arnOf, denied, identityOf, type Teller } from "./teller.ts";

const minute = 60_000;
const browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0";

/** A forgotten access key in strange hands, at night: much tried, little reached. */
export function tellOfIncident(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const { accountId } = inventory;
  const actor = "jenkinsKey";
  const jenkins = arnOf(teller, actor, moments.incident);
  const trail = trailArn(inventory, "management-events");
  const database = rdsArn(inventory, "db", "orders-prod");
  let at = moments.incident;
  const soon = () => {
    at += 47_000;
    return at;
  };

  tell({ actor, at, service: "sts", name: "GetCallerIdentity", readOnly: true });
  tell({ actor, at: soon(), name: "DescribeDBInstances", readOnly: true });
  const describeTrails = { trailNameList: [], includeShadowTrails: true };
  tell({ actor, at: soon(), service: "cloudtrail", name: "DescribeTrails", readOnly: true, request: describeTrails });
  for (const name of ["StopLogging", "UpdateTrail", "DeleteTrail"]) {
    tell({ actor, at: soon(), service: "cloudtrail", name, error: denied(jenkins, `cloudtrail:${name}`, trail) });
  }
  const attempts = [
    ["ModifyDBInstance", database],
    ["CreateDBSnapshot", rdsArn(inventory, "snapshot", "x1")],
    ["ModifyDBSnapshotAttribute", rdsArn(inventory, "snapshot", "orders-prod-before-1841")],
    ["DeleteDBInstance", database],
    ["ModifyActivityStream", undefined],
  ] as const;
  for (const [name, resource] of attempts) {
    tell({ actor, at: soon(), name, error: denied(jenkins, `rds:${name}`, resource) });
  }
  const bob = `arn:aws:iam::${accountId}:user/bob`;
  const host = "iam.amazonaws.com";
  const refused = denied(jenkins, "iam:CreateAccessKey", bob);
  tell({ actor, at: soon(), service: "iam", name: "CreateAccessKey", host, error: refused });

  // In the morning Alice looks and ends it.
  const morning = moments.incident + 11 * 60 * minute;
  const accessKeyId = identityOf(teller, actor, at).accessKeyId;
  tell({
    actor: "aliceCli",
    at: morning,
    service: "cloudtrail",
    name: "LookupEvents",
    readOnly: true,
    request: { lookupAttributes: [{ attributeKey: "AccessKeyId", attributeValue: accessKeyId }], maxResults: 50 },
  });
  tell({
    actor: "aliceCli",
    at: morning + 4 * minute,
    service: "iam",
    name: "UpdateAccessKey",
    host,
    request: { userName: "jenkins", accessKeyId, status: "Inactive" },
  });
}

/** A developer who may look, but not create. */
export function tellOfCarol(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const at = moments.carolRefused;
  tell({
    actor: "carol",
    at,
    name: "CreateDBInstance",
    error: denied(arnOf(teller, "carol", at), "rds:CreateDBInstance", rdsArn(inventory, "db", "carol-test")),
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
  const { accessKeyId: _, sessionContext: __, ...bob } = identityOf(teller, "bobConsole", moments.mysqlCreated);
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
    error: { message: "Failed authentication" },
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
