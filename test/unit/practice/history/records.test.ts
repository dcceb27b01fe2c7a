import { describe, expect, test } from "vitest";
import { lifetimesOf, momentsOf } from "../../../../src/practice/history/story/moments.ts";
import { haveRealRecords, realRecords } from "../../records/realRecords.ts";
import { allOf, type CloudTrailRecord, parsed, pastOf, place, to } from "./past.ts";

const records = allOf(pastOf(20_000)).map((record) => ({ ...record, parsed: parsed(record) }));
const all = records.map((record) => record.parsed);
const rds = all.filter(({ eventSource }) => eventSource === "rds.amazonaws.com");

/** Calls `see` with the name and value of every member, however deep. */
function visit(value: unknown, see: (name: string, value: unknown) => void): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) see(name, member);
    visit(member, see);
  }
}

describe("every record of the past", () => {
  test("has what is always there, and the text is one line (FACTS 1 and 2)", () => {
    for (const { message, eventId, eventTime, parsed: record } of records) {
      expect(message).not.toContain("\n");
      expect(record).toMatchObject({
        eventVersion: "1.11",
        eventTime: `${new Date(eventTime).toISOString().slice(0, 19)}Z`,
        eventID: eventId,
        managementEvent: true,
        eventCategory: "Management",
        recipientAccountId: place.accountId,
        sourceIPAddress: expect.any(String),
        userAgent: expect.any(String),
        readOnly: expect.any(Boolean),
        awsRegion: expect.stringMatching(/^(us-east-1|us-west-2|eu-west-1)$/),
      });
      expect(record.requestParameters).toBeDefined();
      expect(record.responseElements).toBeDefined();
    }
  });

  test("has no response where the call failed or only read (FACTS 5)", () => {
    for (const record of all) {
      if (record.eventType !== "AwsApiCall" || record.eventName === "AssumeRole") continue;
      if (record.readOnly || record.errorCode !== undefined) expect(record.responseElements).toBeNull();
    }
  });

  test("has no parameters where access was denied, and names the resource in the message at best (FACTS 7)", () => {
    const denied = all.filter(({ errorCode }) => errorCode === "AccessDenied");
    expect(denied.length).toBeGreaterThan(10);
    for (const { requestParameters, errorMessage } of denied) {
      expect(requestParameters).toBeNull();
      expect(errorMessage).toMatch(/^User: arn:aws:\S+ is not authorized to perform: [a-z]+:[A-Za-z]+/);
    }
    const named = denied.filter(({ errorMessage }) =>
      errorMessage?.includes(`arn:aws:rds:us-east-1:${place.accountId}:db:`),
    );
    expect(named.length).toBeGreaterThan(3);
    expect(denied.some(({ errorMessage }) => !errorMessage?.includes("on resource:"))).toBe(true);
  });

  test("tells of the console by a text, and never otherwise (FACTS 8)", () => {
    const told = all.filter((record) => "sessionCredentialFromConsole" in record);
    expect(told.length).toBeGreaterThan(500);
    for (const record of told) expect(record.sessionCredentialFromConsole).toBe("true");
  });

  test("that came late says so (FACTS 12)", () => {
    for (const { eventTime, deliveredAt, parsed: record } of records) {
      expect(record.addendum).toEqual(deliveredAt - eventTime > 600_000 ? { reason: "DELIVERY_DELAY" } : undefined);
    }
  });

  test("comes from documentation addresses, from a service or from inside AWS", () => {
    const allowed = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^[a-z0-9-]+\.amazonaws\.com$|^AWS Internal$/;
    for (const record of all) expect((record as { sourceIPAddress?: unknown }).sourceIPAddress).toMatch(allowed);
  });

  test("has its members in the order in which real records have them", ({ skip }) => {
    if (!haveRealRecords) skip("The real records are not there.");
    const before = new Set<string>();
    for (const real of realRecords()) {
      const names = Object.keys(JSON.parse(real) as object);
      for (const [i, name] of names.entries()) for (const later of names.slice(i + 1)) before.add(`${name} ${later}`);
    }
    const wrong = new Set<string>();
    for (const record of all) {
      const names = Object.keys(record);
      for (const [i, name] of names.entries()) {
        for (const later of names.slice(i + 1)) if (before.has(`${later} ${name}`)) wrong.add(`${name} ${later}`);
      }
    }
    expect([...wrong]).toEqual([]);
  });
});

describe("the RDS records of the past", () => {
  test("have RDS's casing, its dates and no password (FACTS 19, 21 and 22)", () => {
    const known = /^(dB|db|iAM|cA|multiAZ|[a-z])[A-Za-z0-9]*$/;
    for (const record of rds) {
      visit([record.requestParameters, record.responseElements], (name, value) => {
        expect(name).toMatch(known);
        expect(name).not.toMatch(/^dbInstance(?!Port)/);
        if (/time$|Till$/i.test(name) && typeof value === "string") {
          expect(value).toMatch(/^[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d [AP]M$/);
        }
        if (/password/i.test(name)) expect(value).toBe("HIDDEN_DUE_TO_SECURITY_REASONS");
      });
    }
    expect(rds.some(({ requestParameters }) => requestParameters?.masterUserPassword !== undefined)).toBe(true);
  });

  test("have no resources (FACTS 25), and the instance itself as the response (FACTS 20)", () => {
    for (const record of rds) {
      expect(record.resources).toBeUndefined();
      if (!/^(Create|Modify|Delete|Reboot|Stop|Start)DBInstance$/.test(record.eventName)) continue;
      if (record.responseElements === null) continue;
      expect(record.responseElements).toMatchObject({
        dBInstanceIdentifier: record.requestParameters?.dBInstanceIdentifier,
        dbiResourceId: expect.stringMatching(/^db-[A-Z0-9]{26}$/),
        dBInstanceArn: expect.stringMatching(/^arn:aws:rds:us-east-1:111122223333:db:/),
      });
    }
  });

  test("name errors by their Java class (FACTS 6)", () => {
    const codes = new Set(rds.flatMap(({ errorCode }) => errorCode ?? []));
    for (const code of codes) expect(code).toMatch(/(Fault|Exception)$|^AccessDenied$/);
    expect(codes).toContain("InvalidDBInstanceStateFault");
    expect(codes).toContain("DBInstanceNotFoundFault");
  });

  test("are reads for the most part (FACTS 29)", () => {
    expect(rds.filter(({ readOnly }) => readOnly).length / rds.length).toBeGreaterThan(0.9);
  });

  test("of everyday traffic name an instance only while it has that name", () => {
    const lifetimes = lifetimesOf(momentsOf(to));
    for (const { deliveredAt, parsed: record } of records) {
      const name = record.requestParameters?.dBInstanceIdentifier;
      if (record.eventSource !== "rds.amazonaws.com" || !record.readOnly || record.errorCode !== undefined) continue;
      if (typeof name !== "string") continue;
      expect(
        lifetimes
          .filter((life) => life.name === name)
          .some(({ from, to: end }) => from < deliveredAt && deliveredAt < end),
      ).toBe(true);
    }
  });
});

describe("the people and services of the past", () => {
  const typeOf = ({ userIdentity }: CloudTrailRecord) => userIdentity.type;

  test("are of every type that RDS users meet (FACTS 16 to 18)", () => {
    expect(new Set(all.map(typeOf))).toEqual(
      new Set(["Root", "IAMUser", "AssumedRole", "AWSService", "FederatedUser", "AWSAccount", undefined]),
    );
    for (const record of all) if (typeOf(record) === undefined) expect(record.eventType).toBe("AwsServiceEvent");
    const arns = new Set(
      all.flatMap(({ userIdentity }) => (typeof userIdentity.arn === "string" ? [userIdentity.arn] : [])),
    );
    expect(
      [...arns].some((arn) => arn.endsWith("AWSReservedSSO_AdministratorAccess_3f9c1d27b85e6a40/alice@example.com")),
    ).toBe(true);
    expect([...arns].some((arn) => arn.endsWith("deploy-role/ci-1841"))).toBe(true);
    const invokers = new Set(all.map(({ userIdentity }) => userIdentity.invokedBy));
    for (const service of ["rds", "cloudformation", "backup", "config"]) {
      expect(invokers).toContain(`${service}.amazonaws.com`);
    }
  });

  test("have ids of AWS's form, the same for the same principal", () => {
    const idOf = new Map<unknown, unknown>();
    for (const { userIdentity } of all) {
      if (userIdentity.type !== "IAMUser" || userIdentity.principalId === undefined) continue;
      expect(userIdentity.principalId).toMatch(/^AIDA[A-Z2-7]{17}$/);
      expect(idOf.get(userIdentity.arn) ?? userIdentity.principalId).toBe(userIdentity.principalId);
      idOf.set(userIdentity.arn, userIdentity.principalId);
      if (userIdentity.accessKeyId !== undefined) expect(userIdentity.accessKeyId).toMatch(/^A[KS]IA[A-Z2-7]{16}$/);
    }
    expect(idOf.size).toBeGreaterThan(2);
  });

  test("signed in before they called", () => {
    for (const { userIdentity, eventTime } of all) {
      const context = userIdentity.sessionContext as { attributes?: { creationDate?: string } } | undefined;
      if (context !== undefined)
        expect(Date.parse(context.attributes?.creationDate ?? "")).toBeLessThanOrEqual(Date.parse(eventTime));
    }
  });
});
