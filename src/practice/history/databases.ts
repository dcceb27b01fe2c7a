import type { CreateDBInstanceMessage, DBInstance, DBSnapshot } from "@aws-sdk/client-rds";
import { certify, newInstance } from "../rds/instance.ts";
import { newSnapshot } from "../rds/snapshot.ts";
import type { RdsRegion, StoredInstance } from "../rds/state.ts";
import { newState, type State } from "../state.ts";
import { day } from "./dates.ts";
import { type Inventory, rdsArn } from "./inventory.ts";
import { Random } from "./random.ts";

/** A database instance of the account's past: what it was asked to be. */
export interface Database {
  /** Tells apart two instances that have the same name one after the other (FACTS 27). */
  readonly life?: number;
  readonly settings: CreateDBInstanceMessage & { DBInstanceIdentifier: string; Engine: string };
}

const tags = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([Key, Value]) => ({ Key, Value }));

const oradb: Database = {
  settings: {
    DBInstanceIdentifier: "oradb",
    DBName: "ORCL",
    AllocatedStorage: 100,
    DBInstanceClass: "db.m5.large",
    Engine: "oracle-se2",
    EngineVersion: "19.0.0.0.ru-2026-04.rur-2026-04.r1",
    LicenseModel: "license-included",
    MasterUsername: "admin",
    StorageType: "gp3",
    StorageEncrypted: true,
    BackupRetentionPeriod: 7,
    PreferredBackupWindow: "04:12-04:42",
    PreferredMaintenanceWindow: "sun:05:20-sun:05:50",
    DeletionProtection: true,
    MultiAZ: false,
    PubliclyAccessible: false,
    AutoMinorVersionUpgrade: true,
    CopyTagsToSnapshot: true,
    Tags: tags({ team: "billing", environment: "production" }),
  },
};

const mysql: Database = {
  settings: {
    DBInstanceIdentifier: "mysql-db",
    DBName: "shop",
    AllocatedStorage: 50,
    DBInstanceClass: "db.t4g.medium",
    Engine: "mysql",
    EngineVersion: "8.4.7",
    MasterUsername: "admin",
    StorageType: "gp3",
    StorageEncrypted: true,
    BackupRetentionPeriod: 3,
    PreferredBackupWindow: "05:31-06:01",
    PreferredMaintenanceWindow: "tue:03:39-tue:04:09",
    Tags: tags({ team: "shop" }),
  },
};

const ordersProd: Database = {
  settings: {
    DBInstanceIdentifier: "orders-prod",
    DBName: "orders",
    AllocatedStorage: 500,
    Iops: 12_000,
    StorageThroughput: 500,
    DBInstanceClass: "db.r7g.xlarge",
    Engine: "postgres",
    EngineVersion: "17.6",
    MasterUsername: "postgres",
    StorageType: "gp3",
    StorageEncrypted: true,
    MultiAZ: true,
    BackupRetentionPeriod: 14,
    PreferredBackupWindow: "03:10-03:40",
    PreferredMaintenanceWindow: "sun:03:50-sun:04:20",
    DeletionProtection: true,
    CopyTagsToSnapshot: true,
    EnableCloudwatchLogsExports: ["postgresql", "upgrade"],
    Tags: tags({ team: "orders", environment: "production", "managed-by": "terraform" }),
  },
};

const reporting: Database = {
  settings: {
    DBInstanceIdentifier: "reporting",
    AllocatedStorage: 200,
    DBInstanceClass: "db.m6i.xlarge",
    Engine: "sqlserver-se",
    EngineVersion: "16.00.4225.2.v1",
    LicenseModel: "license-included",
    MasterUsername: "admin",
    StorageType: "gp3",
    StorageEncrypted: true,
    BackupRetentionPeriod: 7,
    PreferredBackupWindow: "06:40-07:10",
    PreferredMaintenanceWindow: "sat:08:00-sat:08:30",
    DeletionProtection: true,
    Tags: tags({ team: "finance" }),
  },
};

const wiki: Database = {
  settings: {
    DBInstanceIdentifier: "wiki",
    DBName: "wiki",
    AllocatedStorage: 20,
    DBInstanceClass: "db.t3.small",
    Engine: "mariadb",
    EngineVersion: "11.8.5",
    MasterUsername: "wikiadmin",
    StorageType: "gp3",
    StorageEncrypted: false,
    BackupRetentionPeriod: 1,
    PreferredBackupWindow: "08:05-08:35",
    PreferredMaintenanceWindow: "mon:04:10-mon:04:40",
    Tags: tags({ "aws:cloudformation:stack-name": "wiki", "aws:cloudformation:logical-id": "Database" }),
  },
};

const legacyCrm: Database = {
  settings: {
    DBInstanceIdentifier: "legacy-crm",
    DBName: "crm",
    AllocatedStorage: 120,
    DBInstanceClass: "db.m5.large",
    Engine: "mysql",
    EngineVersion: "8.0.44",
    MasterUsername: "crm",
    StorageType: "gp3",
    BackupRetentionPeriod: 7,
    PreferredBackupWindow: "07:15-07:45",
    PreferredMaintenanceWindow: "thu:06:00-thu:06:30",
    DeletionProtection: true,
    Tags: tags({ team: "sales" }),
  },
};

const ordersStaging: Database = {
  settings: {
    DBInstanceIdentifier: "orders-staging",
    DBName: "orders",
    AllocatedStorage: 100,
    DBInstanceClass: "db.t4g.large",
    Engine: "postgres",
    EngineVersion: "17.6",
    MasterUsername: "postgres",
    StorageType: "gp3",
    StorageEncrypted: true,
    BackupRetentionPeriod: 1,
    PreferredBackupWindow: "09:00-09:30",
    PreferredMaintenanceWindow: "wed:05:00-wed:05:30",
    DeletionProtection: false,
    AutoMinorVersionUpgrade: true,
    CopyTagsToSnapshot: true,
    PubliclyAccessible: false,
    Tags: tags({ team: "orders", environment: "staging", "managed-by": "terraform" }),
  },
};

const ledger: Database = {
  settings: {
    DBInstanceIdentifier: "ledger",
    DBName: "LEDGER",
    AllocatedStorage: 400,
    Iops: 4_000,
    DBInstanceClass: "db.m7i.xlarge",
    Engine: "db2-se",
    EngineVersion: "12.1.4.0.sb00080714.r1",
    LicenseModel: "bring-your-own-license",
    MasterUsername: "ledger",
    StorageType: "io2",
    StorageEncrypted: true,
    DBParameterGroupName: "ledger-db2",
    BackupRetentionPeriod: 14,
    PreferredBackupWindow: "02:20-02:50",
    PreferredMaintenanceWindow: "sun:07:00-sun:07:30",
    Tags: tags({ team: "finance", "managed-by": "terraform" }),
  },
};

/**
 * The database instances of the story, as they were asked for. `secondStaging` has the name of `ordersStaging`, which
 * was deleted before it.
 */
export const databases = {
  oradb,
  mysql,
  ordersProd,
  reporting,
  wiki,
  legacyCrm,
  ordersStaging,
  secondStaging: { ...ordersStaging, life: 2 },
  ledger,
} as const;

/** `db-` and 26 capitals and digits: never changes and never comes again (FACTS 27). */
export function resourceIdOf(inventory: Inventory, { settings, life = 1 }: Database): string {
  const random = new Random(inventory.seed, inventory.accountId, "resource", settings.DBInstanceIdentifier, life);
  return `db-${random.capitals(26)}`;
}

/** RDS chooses the zone where it is not told: one of the first two subnets', which leaves a next one for a standby. */
function zoneOf(inventory: Inventory, database: Database): string {
  const subnet = inventory.databaseSubnets[resourceIdOf(inventory, database).charCodeAt(3) % 2];
  return subnet?.availabilityZone ?? `${inventory.region}a`;
}

/** What the caller of CreateDBInstance asked for. The password is empty here: records hide it, nothing else needs it. */
export function creationOf(inventory: Inventory, { settings }: Database): Database["settings"] {
  return {
    ...settings,
    MasterUserPassword: "",
    DBSubnetGroupName: "databases",
    VpcSecurityGroupIds: [inventory.databaseSecurityGroup],
  };
}

/** What is to be known of an instance at one time. */
export interface Sight {
  /** Epoch milliseconds at which it was asked for. */
  readonly created: number;
  /** Epoch milliseconds at which it is looked at. */
  readonly at: number;
  readonly status: string;
  /** Its name, if it was renamed since. */
  readonly name?: string;
  /** What else became different since it was created. */
  readonly changes?: Partial<DBInstance>;
}

/** A database instance as RDS would describe it at one time of the past. */
export function describeDatabase(inventory: Inventory, database: Database, seen: Sight): DBInstance {
  const state = newState(inventory.accountId, inventory.region, { seed: inventory.seed, size: 0, to: seen.at });
  state.rds.regions.set(inventory.region, newDatabaseRegion(inventory));
  return addDatabase(state, inventory, database, seen).db;
}

/** Adds an instance of the past to RDS of `state`, in which `newDatabaseRegion` is. */
export function addDatabase(state: State, inventory: Inventory, database: Database, seen: Sight): StoredInstance {
  const instance = newInstance(
    state,
    inventory.region,
    {
      ...creationOf(inventory, database),
      AvailabilityZone: zoneOf(inventory, database),
      ...(seen.name === undefined ? {} : { DBInstanceIdentifier: seen.name }),
    },
    {
      at: seen.created + 214_000,
      status: seen.status === "creating" ? "creating" : "available",
      resourceId: resourceIdOf(inventory, database),
    },
  );
  if (seen.status !== "creating") renewCertificate(instance, seen);
  Object.assign(instance.db, { DBInstanceStatus: seen.status }, seen.changes);
  return instance;
}

/** A snapshot of an instance as RDS would describe it; `taken` (epoch milliseconds) is when it was asked for. */
export function describeSnapshot(
  inventory: Inventory,
  db: DBInstance,
  { name, taken, status }: { readonly name: string; readonly taken: number; readonly status: string },
): DBSnapshot {
  const state = newState(inventory.accountId, inventory.region, { seed: inventory.seed, size: 0, to: taken });
  const instance = { db, port: db.Endpoint?.Port } as StoredInstance;
  const { snapshot } = newSnapshot(state, inventory.region, instance, name, { type: "manual", at: taken + 95_000 });
  snapshot.Status = status;
  if (status === "creating") {
    snapshot.PercentProgress = 0;
    delete snapshot.SnapshotCreateTime;
    delete snapshot.OriginalSnapshotCreateTime;
  }
  return snapshot;
}

/** RDS of the account's Region, without databases yet, in the network that the records tell of. */
export function newDatabaseRegion(inventory: Inventory): RdsRegion {
  const subnetGroup = (name: string, description: string) => ({
    DBSubnetGroupName: name,
    DBSubnetGroupDescription: description,
    VpcId: inventory.vpcId,
    SubnetGroupStatus: "Complete",
    Subnets: inventory.databaseSubnets.map((subnet) => ({
      SubnetIdentifier: subnet.subnetId,
      SubnetAvailabilityZone: { Name: subnet.availabilityZone },
      SubnetOutpost: {},
      SubnetStatus: "Active",
    })),
    DBSubnetGroupArn: rdsArn(inventory, "subgrp", name),
    SupportedNetworkTypes: ["IPV4"],
  });
  return {
    instances: new Map(),
    snapshots: new Map(),
    events: [],
    network: {
      vpcId: inventory.vpcId,
      securityGroupId: inventory.databaseSecurityGroup,
      subnetGroups: new Map([
        ["default", subnetGroup("default", "default")],
        ["databases", subnetGroup("databases", "Private subnets of the databases")],
      ]),
      rdsKeyArn: inventory.databaseKeyArn,
      secretsKeyArn: inventory.applicationKeyArn,
      endpointLabel: inventory.endpointCode,
      hostedZoneId: "Z2R2ITUGPM61AM",
    },
  };
}

/** RDS renews a server certificate every year, on the day on which the instance was created. */
function renewCertificate(instance: StoredInstance, { created, at }: Sight): void {
  const years = Math.floor((at - created) / (365 * day));
  certify(instance, instance.db.CACertificateIdentifier, created + years * 365 * day);
}
