import { serialize } from "node:v8";
import { RDSServiceException } from "@aws-sdk/client-rds";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../../../src/practice/errors.ts";
import { engines } from "../../../../src/practice/rds/catalogue.ts";
import { checkUpgrade, majorOf, upgradeTargets } from "../../../../src/practice/rds/engine.ts";
import { checkPassword, identifier, portOf } from "../../../../src/practice/rds/names.ts";
import { type StorageRequest, storageOf } from "../../../../src/practice/rds/storage.ts";
import { checkWindows, newWindows, nextMaintenance } from "../../../../src/practice/rds/windows.ts";
import { newState } from "../../../../src/practice/state.ts";
import { mysql, password, rdsAccount } from "./calls.ts";

const engine = fc.constantFrom(...engines);

/** Whether a call is refused as AWS would, which is the only way it may fail. */
function refused(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch (error) {
    if (error instanceof AwsError || error instanceof RDSServiceException) return true;
    throw error;
  }
}

describe("names", () => {
  test("an identifier is what FACTS 99 says, and stored in lower case", () => {
    const text = fc.string({ unit: fc.constantFrom(..."aZm09-_. é"), maxLength: 70 });
    fc.assert(
      fc.property(text, (name) => {
        const valid =
          name.length >= 1 &&
          name.length <= 63 &&
          [...name].every((letter) => "aZm09-".includes(letter)) &&
          "aZm".includes(name.charAt(0)) &&
          !name.endsWith("-") &&
          !name.includes("--");
        expect(refused(() => identifier("DBInstanceIdentifier", name))).toBe(!valid);
        if (valid) expect(identifier("DBInstanceIdentifier", name)).toBe(name.toLowerCase());
      }),
      { numRuns: 1_000 },
    );
  });

  test("a password is printable ASCII of a length that the engine takes", () => {
    const longest = { mysql: 41, mariadb: 41, postgres: 128, oracle: 30, sqlserver: 128, db2: 255 };
    const text = fc.oneof(
      fc.string({ unit: "grapheme-ascii", maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(..."aB1!#~"), maxLength: 300 }),
      fc.string({ unit: "grapheme", maxLength: 40 }),
    );
    fc.assert(
      fc.property(engine, text, (of, secret) => {
        const forbidden = of.family === "oracle" ? "/@\"&' " : '/@" ';
        const letters = secret.split("");
        const valid =
          letters.length >= 8 &&
          letters.length <= longest[of.family] &&
          letters.every((letter) => letter > " " && letter <= "~" && !forbidden.includes(letter));
        expect(refused(() => checkPassword(of, secret))).toBe(!valid);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a port is in its range and not one of SQL Server's own", () => {
    const own = [1234, 1434, 3260, 3343, 3389, 47_001, 49_152, 49_153, 49_154, 49_155, 49_156];
    const port = fc.oneof(fc.integer({ min: -10, max: 70_000 }), fc.constantFrom(...own, 1149, 1150, 65_535, 65_536));
    fc.assert(
      fc.property(engine, port, (of, number) => {
        const valid = number >= 1150 && number <= 65_535 && !(of.family === "sqlserver" && own.includes(number));
        expect(refused(() => portOf(of, number))).toBe(!valid);
      }),
    );
  });
});

describe("storage", () => {
  const gibibytes = fc.oneof(
    fc.integer({ min: 0, max: 70_000 }),
    fc.constantFrom(
      4,
      5,
      9,
      10,
      19,
      20,
      99,
      100,
      199,
      200,
      399,
      400,
      1024,
      1025,
      3072,
      3073,
      16_384,
      16_385,
      65_536,
      65_537,
    ),
  );
  const type = fc.constantFrom("gp2", "gp3", "io1", "io2", "standard");

  test("has the sizes of FACTS 104", () => {
    fc.assert(
      fc.property(engine, type, gibibytes, (of, storageType, allocated) => {
        const sqlServer = of.family === "sqlserver";
        const provisioned = storageType === "io1" || storageType === "io2";
        const [least, most] =
          storageType === "standard"
            ? [sqlServer ? 20 : of.family === "oracle" ? 10 : 5, sqlServer ? 1_024 : 3_072]
            : [provisioned ? 100 : 20, sqlServer ? 16_384 : 65_536];
        const offered = of.family !== "db2" || (storageType !== "gp2" && storageType !== "standard");
        const request: StorageRequest = {
          engine: of,
          allocated,
          type: storageType,
          iops: provisioned ? Math.max(1_000, allocated) : undefined,
          throughput: undefined,
        };
        // As many IOPS as GiB fit every ratio; above 64,000 only SQL Server minds, whose storage ends before that.
        expect(refused(() => storageOf(request))).toBe(!(offered && allocated >= least && allocated <= most));
      }),
      { numRuns: 2_000 },
    );
  });

  test("of gp3 has chosen IOPS from the striping threshold on only (FACTS 105)", () => {
    const threshold = { mysql: 400, mariadb: 400, postgres: 400, oracle: 200, db2: 100, sqlserver: 20 };
    const edges = [99, 100, 199, 200, 399, 400];
    const size = fc.oneof(fc.integer({ min: 20, max: 1_000 }), fc.constantFrom(...edges));
    fc.assert(
      fc.property(engine, size, (of, allocated) => {
        const iops = of.family === "sqlserver" ? 10_000 : 12_000;
        const big = allocated >= threshold[of.family] && iops / allocated <= 500;
        const request = { engine: of, allocated, type: "gp3", iops, throughput: undefined };
        expect(refused(() => storageOf(request))).toBe(!big);
      }),
      { numRuns: 1_000 },
    );
  });

  test("that is accepted is what was asked for, with a throughput that its IOPS carry", () => {
    const optional = (most: number) => fc.option(fc.integer({ min: 0, max: most }), { nil: undefined });
    fc.assert(
      fc.property(
        engine,
        fc.option(type, { nil: undefined }),
        gibibytes,
        optional(70_000),
        optional(5_000),
        (...asked) => {
          const [of, storageType, allocated, iops, throughput] = asked;
          const request = { engine: of, type: storageType, allocated, iops, throughput };
          if (refused(() => storageOf(request))) return;
          const storage = storageOf(request);
          expect(storage.allocated).toBe(allocated);
          expect(storage.type).toBe(storageType ?? (iops === undefined ? "gp3" : "io1"));
          if (iops !== undefined) expect(storage.iops).toBe(iops);
          if (storage.type === "gp3") expect(storage.throughput).toBeLessThanOrEqual((storage.iops ?? 0) / 4);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("windows", () => {
  const clock = (at: number) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  const weekClock = (at: number) => `${days[Math.floor(at / 1440)]}:${clock(at % 1440)}`;
  const daily = fc.tuple(fc.nat(1439), fc.nat(1439));
  const weekly = fc
    .tuple(fc.nat(10_079), fc.nat(1439))
    .map(([from, length]) => [from, (from + length) % 10_080] as const);
  const minutes = (from: number, to: number, cycle: number) =>
    Array.from({ length: (to - from + cycle) % cycle }, (_, i) => (from + i) % cycle);

  test("are refused exactly when they are short or share a minute", () => {
    fc.assert(
      fc.property(daily, weekly, ([from, to], [weekFrom, weekTo]) => {
        const backup = minutes(from, to, 1440);
        const maintenance = minutes(weekFrom, weekTo, 10_080);
        const inBackup = new Set(backup);
        const valid =
          backup.length >= 30 && maintenance.length >= 30 && !maintenance.some((at) => inBackup.has(at % 1440));
        const check = () => checkWindows(`${clock(from)}-${clock(to)}`, `${weekClock(weekFrom)}-${weekClock(weekTo)}`);
        expect(refused(check)).toBe(!valid);
      }),
      { numRuns: 1_000 },
    );
  });

  test("that RDS picks are valid in every Region", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom("us-east-1", "eu-west-1", "eu-central-1", "sa-east-1"),
        (seed, region) => {
          const state = newState("123456789012", region, { seed, size: 0, to: 0 });
          const { backup, maintenance } = newWindows(state, region);
          expect(refused(() => checkWindows(backup, maintenance))).toBe(false);
        },
      ),
    );
  });

  test("of maintenance begin next within a week, at their day and hour", () => {
    const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moment, weekly, (now, [from, to]) => {
        const next = nextMaintenance(`${weekClock(from)}-${weekClock(to)}`, now.getTime());
        expect(next).toBeGreaterThan(now.getTime());
        expect(next).toBeLessThanOrEqual(now.getTime() + 7 * 86_400_000);
        const at = new Date(next);
        expect(at.getUTCDay() * 1440 + at.getUTCHours() * 60 + at.getUTCMinutes()).toBe(from);
        expect(next % 60_000).toBe(0);
      }),
    );
  });
});

test("every upgrade that is offered is accepted and goes up; going back is not", () => {
  for (const of of engines) {
    for (const version of of.versions) {
      for (const target of upgradeTargets(of, version)) {
        expect(of.versions.indexOf(target)).toBeGreaterThan(of.versions.indexOf(version));
        expect(checkUpgrade(of, version, target, true)).toBe(target);
        expect(refused(() => checkUpgrade(of, target, version, true))).toBe(true);
        const minor = majorOf(of, target) === majorOf(of, version);
        expect(refused(() => checkUpgrade(of, version, target, undefined))).toBe(!minor);
      }
    }
  }
});

describe("any sequence of calls", () => {
  const name = fc.constantFrom("a", "b", "C", "a-very-long-name", "no--name");
  const flag = fc.option(fc.boolean(), { nil: undefined });
  const on = { DBInstanceIdentifier: name };
  const call = fc.oneof(
    fc.tuple(
      fc.constant("CreateDBInstance"),
      fc.record({
        ...on,
        BackupRetentionPeriod: fc.constantFrom(0, 1, 7),
        MultiAZ: flag,
        StorageEncrypted: flag,
        DeletionProtection: flag,
      }),
    ),
    fc.tuple(
      fc.constant("ModifyDBInstance"),
      fc.record(
        {
          ...on,
          NewDBInstanceIdentifier: name,
          DBInstanceClass: fc.constantFrom("db.t3.small", "db.m7g.large", "db.x9.none"),
          AllocatedStorage: fc.constantFrom(20, 25, 100, 500),
          StorageType: fc.constantFrom("gp2", "gp3", "io1"),
          Iops: fc.constantFrom(1_000, 12_000),
          MasterUserPassword: fc.constantFrom(password, "short"),
          ManageMasterUserPassword: fc.boolean(),
          EngineVersion: fc.constantFrom("8.0.45", "8.4", "5.7"),
          AllowMajorVersionUpgrade: fc.boolean(),
          DBPortNumber: fc.constantFrom(3306, 3310),
          BackupRetentionPeriod: fc.constantFrom(0, 3),
          MultiAZ: fc.boolean(),
          DeletionProtection: fc.boolean(),
          ApplyImmediately: fc.boolean(),
        },
        { requiredKeys: ["DBInstanceIdentifier"] },
      ),
    ),
    fc.tuple(fc.constantFrom("StartDBInstance", "StopDBInstance"), fc.record(on)),
    fc.tuple(fc.constant("RebootDBInstance"), fc.record({ ...on, ForceFailover: flag })),
    fc.tuple(
      fc.constant("DeleteDBInstance"),
      fc.record({ ...on, SkipFinalSnapshot: flag, FinalDBSnapshotIdentifier: fc.option(name, { nil: undefined }) }),
    ),
    fc.tuple(fc.constant("CreateDBSnapshot"), fc.record({ ...on, DBSnapshotIdentifier: name })),
    fc.tuple(fc.constant("DeleteDBSnapshot"), fc.record({ DBSnapshotIdentifier: name })),
    fc.tuple(fc.constant("RestoreDBInstanceFromDBSnapshot"), fc.record({ ...on, DBSnapshotIdentifier: name })),
  );

  test("is answered or refused as AWS would, and comes to rest without losing an instance's identity", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(call, fc.constantFrom(0, 300, 3_000, 20_000)), { maxLength: 30 }), (steps) => {
        const account = rdsAccount();
        for (const [[operation, input], milliseconds] of steps) {
          const rest = operation === "CreateDBInstance" ? mysql : {};
          refused(() => account.rds(operation, { ...rest, ...input }));
          account.advance(milliseconds);
        }
        account.advance(120_000);
        const region = account.account.state.rds.regions.get("us-east-1");
        const ids = new Set<string>();
        for (const [key, { db, stages, applying }] of region?.instances ?? []) {
          expect(key).toBe(db.DBInstanceIdentifier);
          expect(["available", "stopped"]).toContain(db.DBInstanceStatus);
          expect(db.DBInstanceArn.endsWith(`:${key}`)).toBe(true);
          expect(db.Endpoint?.Address?.startsWith(`${key}.`)).toBe(true);
          expect(db.PendingModifiedValues.MasterUserPassword).toBeUndefined();
          expect(stages).toEqual([]);
          expect(applying).toEqual([]);
          ids.add(db.DbiResourceId);
        }
        expect(ids.size).toBe(region?.instances.size ?? 0);
        for (const { snapshot } of region?.snapshots.values() ?? []) expect(snapshot.Status).toBe("available");
        expect(serialize(account.account.state).includes(password)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
