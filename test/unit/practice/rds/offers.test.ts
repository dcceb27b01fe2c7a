import type {
  AccountAttributesMessage,
  CertificateMessage,
  DBEngineVersionMessage,
  DBParameterGroupsMessage,
  DBSubnetGroupMessage,
  EventsMessage,
  OptionGroups,
  OrderableDBInstanceOptionsMessage,
  PendingMaintenanceActionsMessage,
} from "@aws-sdk/client-rds";
import { describe, expect, test } from "vitest";
import { engines } from "../../../../src/practice/rds/catalogue.ts";
import { minute, mysql, rdsAccount, refusal } from "./calls.ts";

describe("DescribeDBEngineVersions", () => {
  const versions = (input: object) =>
    (rdsAccount().rds("DescribeDBEngineVersions", input) as DBEngineVersionMessage).DBEngineVersions;

  test("offers ten engines, each with its default", () => {
    const defaults = versions({ DefaultOnly: true }) ?? [];
    expect(defaults.map(({ Engine }) => Engine)).toEqual(engines.map(({ name }) => name));
    expect(defaults.find(({ Engine }) => Engine === "postgres")).toMatchObject({
      EngineVersion: "18.3",
      MajorEngineVersion: "18",
      DBParameterGroupFamily: "postgres18",
    });
  });

  test("tells what a version can be upgraded to", () => {
    const [found] = versions({ Engine: "mysql", EngineVersion: "8.0.44" }) ?? [];
    expect(found?.ValidUpgradeTarget?.[0]).toEqual({
      Engine: "mysql",
      EngineVersion: "8.0.45",
      Description: "MySQL Community Edition 8.0.45",
      AutoUpgrade: true,
      IsMajorVersionUpgrade: false,
    });
    expect(found?.ValidUpgradeTarget?.at(-1)).toMatchObject({ EngineVersion: "8.4.8", IsMajorVersionUpgrade: true });
  });

  test("finds by major version and by parameter group family", () => {
    expect(versions({ Engine: "mariadb", EngineVersion: "11.4" })?.map((found) => found.EngineVersion)).toEqual([
      "11.4.5",
      "11.4.7",
      "11.4.8",
      "11.4.10",
    ]);
    expect(versions({ DBParameterGroupFamily: "sqlserver-se-15.0" })).toHaveLength(3);
    expect(refusal(() => versions({ Engine: "cobol" })).message).toBe("Invalid DB engine: cobol");
  });
});

describe("DescribeOrderableDBInstanceOptions", () => {
  const all = (input: object) => {
    const account = rdsAccount();
    const options: NonNullable<OrderableDBInstanceOptionsMessage["OrderableDBInstanceOptions"]> = [];
    let marker: string | undefined;
    do {
      const answer = account.rds("DescribeOrderableDBInstanceOptions", {
        ...input,
        MaxRecords: 1_000,
        Marker: marker,
      }) as OrderableDBInstanceOptionsMessage;
      options.push(...(answer.OrderableDBInstanceOptions ?? []));
      marker = answer.Marker;
    } while (marker !== undefined);
    return options;
  };

  test("lists each combination once, over all pages", () => {
    const options = all({ Engine: "oracle-se2" });
    const keys = options.map((option) =>
      [option.EngineVersion, option.DBInstanceClass, option.LicenseModel, option.StorageType].join(" "),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(options.every((option) => option.Engine === "oracle-se2" && option.AvailabilityZones?.length === 6)).toBe(
      true,
    );
    expect(options.some((option) => option.DBInstanceClass?.includes(".r7g."))).toBe(false);
    expect(options.some((option) => option.DBInstanceClass === "db.m6i.8xlarge")).toBe(false);
  });

  test("says how much storage, IOPS and throughput a storage type allows", () => {
    const options = all({ Engine: "postgres", EngineVersion: "18.3", DBInstanceClass: "db.m7g.large" });
    expect(options.map((option) => option.StorageType)).toEqual(["gp2", "gp3", "io1", "io2", "standard"]);
    expect(options[1]).toMatchObject({
      MinStorageSize: 20,
      MaxStorageSize: 65_536,
      MinIopsPerDbInstance: 12_000,
      MaxIopsPerDbInstance: 64_000,
      SupportsStorageThroughput: true,
    });
  });

  test.each(engines)("what it offers of $name can be created, with the least storage of each type", (engine) => {
    const version = engine.defaultVersion;
    for (const option of all({ Engine: engine.name, EngineVersion: version })) {
      const account = rdsAccount();
      const iops = option.StorageType?.startsWith("io") ? { Iops: option.MinIopsPerDbInstance } : {};
      account.rds("CreateDBInstance", {
        ...mysql,
        ...iops,
        Engine: engine.name,
        EngineVersion: version,
        MasterUsername: "owner",
        DBInstanceClass: option.DBInstanceClass,
        LicenseModel: option.LicenseModel,
        StorageType: option.StorageType,
        AllocatedStorage: option.MinStorageSize,
      });
    }
  });
});

describe("DescribeEvents", () => {
  test("gives the last hour, or the time asked for, up to 14 days", () => {
    const account = rdsAccount();
    account.created();
    const messages = (input: object) =>
      (account.rds("DescribeEvents", input) as EventsMessage).Events?.map((event) => event.Message);
    expect(messages({})).toContain("DB instance created");
    expect(messages({ EventCategories: ["backup"] })).toEqual([
      "Backing up DB instance",
      "Finished DB Instance backup",
    ]);
    expect(messages({ SourceType: "db-snapshot" })).toEqual([]);
    account.advance(61 * minute);
    expect(messages({})).toEqual([]);
    expect(messages({ Duration: 120 })).toContain("DB instance created");
    account.advance(15 * 24 * 60 * minute);
    expect(messages({ StartTime: new Date(0) })).toEqual([]);
    expect(refusal(() => messages({ SourceIdentifier: "db" }))).toEqual({
      code: "InvalidParameterCombination",
      message: "Cannot specify source identifier without source type",
    });
  });
});

describe("what the account has from the first moment on", () => {
  test("a default parameter group for every version's family, and an option group", () => {
    const account = rdsAccount();
    const { DBParameterGroups = [] } = account.rds("DescribeDBParameterGroups") as DBParameterGroupsMessage;
    const { OptionGroupsList = [] } = account.rds("DescribeOptionGroups") as OptionGroups;
    const families = DBParameterGroups.map((group) => group.DBParameterGroupFamily);
    expect(families).toContain("oracle-se2-19");
    expect(families).toContain("sqlserver-web-16.0");
    expect(new Set(families).size).toBe(families.length);
    expect(OptionGroupsList.map((group) => group.OptionGroupName)).toContain("default:postgres-17");
    expect(refusal(() => account.rds("DescribeDBParameterGroups", { DBParameterGroupName: "mine" })).code).toBe(
      "DBParameterGroupNotFoundFault",
    );
  });

  test("a default subnet group, certificates, quotas, no clusters, no maintenance", () => {
    const account = rdsAccount();
    account.created({ AllocatedStorage: 30 });
    const { DBSubnetGroups: [group] = [] } = account.rds("DescribeDBSubnetGroups") as DBSubnetGroupMessage;
    expect(group).toMatchObject({ DBSubnetGroupName: "default", SubnetGroupStatus: "Complete" });
    expect(account.describe().DBSubnetGroup).toEqual(group);
    const { Certificates = [] } = account.rds("DescribeCertificates") as CertificateMessage;
    expect(Certificates.map((found) => found.CertificateIdentifier)).toContain("rds-ca-rsa2048-g1");
    const { AccountQuotas = [] } = account.rds("DescribeAccountAttributes") as AccountAttributesMessage;
    expect(AccountQuotas).toContainEqual({ AccountQuotaName: "DBInstances", Used: 1, Max: 40 });
    expect(AccountQuotas).toContainEqual({ AccountQuotaName: "AllocatedStorage", Used: 30, Max: 100_000 });
    expect(account.rds("DescribeDBClusters")).toEqual({ DBClusters: [] });
    const { PendingMaintenanceActions } = account.rds(
      "DescribePendingMaintenanceActions",
    ) as PendingMaintenanceActionsMessage;
    expect(PendingMaintenanceActions).toEqual([]);
  });
});
