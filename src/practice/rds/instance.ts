import type { CreateDBInstanceMessage, Endpoint } from "@aws-sdk/client-rds";
import { randomAlphanumerics, randomCapitals, randomUuid } from "../ids.ts";
import type { State } from "../state.ts";
import { defaultOptionGroup, engineOf, licenseOf, parameterFamily } from "./engine.ts";
import { keyArn, regionOf, subnetGroup, zonesOf } from "./network.ts";
import { type Instance, rdsArn, type StoredInstance } from "./state.ts";
import { newWindows } from "./windows.ts";

/** How a new instance comes into the world. */
export interface Birth {
  /** Epoch milliseconds; for `available` and `stopped`, when it was created. */
  readonly at: number;
  readonly status: "creating" | "available" | "stopped";
  /** `db-` and 26 capitals and digits; a new one unless given. */
  readonly resourceId?: string;
}

/** What an instance must be told; everything else has RDS's default. Nothing is checked. */
export type InstanceSettings = Partial<CreateDBInstanceMessage> & { DBInstanceIdentifier: string; Engine: string };

/**
 * A DB instance as RDS would have made it of a CreateDBInstance request, and adds it to the Region. With
 * `status: "available"` it has been there for a while, which is how an account is given its past:
 *
 *     newInstance(state, "us-east-1", { DBInstanceIdentifier: "oradb", Engine: "oracle-se2" }, { at, status: "available" });
 */
export function newInstance(state: State, region: string, settings: InstanceSettings, birth: Birth): StoredInstance {
  const { network, instances } = regionOf(state, region);
  const engine = engineOf(settings.Engine);
  const name = settings.DBInstanceIdentifier.toLowerCase();
  const version = settings.EngineVersion ?? engine.defaultVersion;
  const windows = newWindows(state, region);
  const encrypted = settings.StorageEncrypted ?? settings.KmsKeyId !== undefined;
  const type = settings.StorageType ?? "gp3";
  const certificate = settings.CACertificateIdentifier ?? "rds-ca-rsa2048-g1";
  const securityGroups = settings.VpcSecurityGroupIds?.length
    ? settings.VpcSecurityGroupIds
    : [network.securityGroupId];
  const db: Instance = {
    DBInstanceIdentifier: name,
    DBInstanceClass: settings.DBInstanceClass ?? "db.t3.medium",
    Engine: engine.name,
    DBInstanceStatus: birth.status,
    MasterUsername: settings.MasterUsername ?? (engine.family === "postgres" ? "postgres" : "admin"),
    AllocatedStorage: settings.AllocatedStorage ?? 20,
    PreferredBackupWindow: settings.PreferredBackupWindow ?? windows.backup,
    BackupRetentionPeriod: settings.BackupRetentionPeriod ?? 1,
    DBSecurityGroups: [],
    VpcSecurityGroups: securityGroups.map((id) => ({ VpcSecurityGroupId: id, Status: "active" })),
    DBParameterGroups: [
      {
        DBParameterGroupName: settings.DBParameterGroupName ?? `default.${parameterFamily(engine, version)}`,
        ParameterApplyStatus: "in-sync",
      },
    ],
    DBSubnetGroup: subnetGroup(network, settings.DBSubnetGroupName),
    PreferredMaintenanceWindow: settings.PreferredMaintenanceWindow?.toLowerCase() ?? windows.maintenance,
    UpgradeRolloutOrder: "second",
    PendingModifiedValues: {},
    MultiAZ: settings.MultiAZ ?? false,
    EngineVersion: version,
    AutoMinorVersionUpgrade: settings.AutoMinorVersionUpgrade ?? true,
    ReadReplicaDBInstanceIdentifiers: [],
    LicenseModel: settings.LicenseModel ?? licenseOf(engine, undefined),
    StorageThroughput: settings.StorageThroughput ?? (type === "gp3" ? 125 : 0),
    OptionGroupMemberships: [
      { OptionGroupName: settings.OptionGroupName ?? defaultOptionGroup(engine, version), Status: "in-sync" },
    ],
    PubliclyAccessible: settings.PubliclyAccessible ?? false,
    StorageType: type,
    DbInstancePort: 0,
    StorageEncrypted: encrypted,
    DbiResourceId: birth.resourceId ?? `db-${randomCapitals(state, 26)}`,
    CACertificateIdentifier: certificate,
    DomainMemberships: [],
    CopyTagsToSnapshot: settings.CopyTagsToSnapshot ?? false,
    MonitoringInterval: settings.MonitoringInterval ?? 0,
    DBInstanceArn: rdsArn(state, region, "db", name),
    IAMDatabaseAuthenticationEnabled: settings.EnableIAMDatabaseAuthentication ?? false,
    DatabaseInsightsMode: settings.DatabaseInsightsMode ?? "standard",
    PerformanceInsightsEnabled: settings.EnablePerformanceInsights ?? false,
    DeletionProtection: settings.DeletionProtection ?? false,
    AssociatedRoles: [],
    TagList: (settings.Tags ?? []).map((tag) => ({ ...tag })),
    CustomerOwnedIpEnabled: false,
    NetworkType: settings.NetworkType ?? "IPV4",
    ActivityStreamStatus: "stopped",
    BackupTarget: settings.BackupTarget ?? "region",
    CertificateDetails: { CAIdentifier: certificate },
    DedicatedLogVolume: settings.DedicatedLogVolume ?? false,
    IsStorageConfigUpgradeAvailable: false,
  };
  addOptional(state, region, db, settings, encrypted);
  const port = settings.Port ?? engine.port;
  const instance: StoredInstance = {
    db,
    port,
    stages: [],
    underway: false,
    turn: 0,
    applying: [],
    maintenanceActions: [],
    deleteAutomatedBackups: true,
  };
  if (birth.status !== "creating") {
    db.InstanceCreateTime = new Date(birth.at);
    if (db.MasterUserSecret) db.MasterUserSecret.SecretStatus = "active";
    settle(state, region, instance, birth.at);
  }
  instances.set(name, instance);
  return instance;
}

/** Address and port of an instance. */
export function endpointOf(state: State, region: string, name: string, port: number): Endpoint {
  const { endpointLabel, hostedZoneId } = regionOf(state, region).network;
  return { Address: `${name}.${endpointLabel}.${region}.rds.amazonaws.com`, Port: port, HostedZoneId: hostedZoneId };
}

/** Gives a running instance what it has only once it runs: endpoint, zones, certificate. */
export function settle(state: State, region: string, instance: StoredInstance, now: number): void {
  const { db } = instance;
  const zones = zonesOf(region);
  db.AvailabilityZone ??= zones[(db.DbiResourceId.codePointAt(3) ?? 0) % zones.length] ?? `${region}a`;
  const other = zones[(zones.indexOf(db.AvailabilityZone) + 1) % zones.length];
  if (db.MultiAZ === true && other !== undefined) db.SecondaryAvailabilityZone ??= other;
  else delete db.SecondaryAvailabilityZone;
  db.Endpoint = endpointOf(state, region, db.DBInstanceIdentifier, instance.port);
  certify(instance, db.CACertificateIdentifier, now);
}

/** Gives an instance a server certificate of a year, signed by the authority. */
export function certify({ db }: StoredInstance, authority: string | undefined, now: number): void {
  if (authority === undefined) return;
  db.CACertificateIdentifier = authority;
  db.CertificateDetails = { CAIdentifier: authority, ValidTill: new Date(now + 365 * 24 * 3_600_000) };
}

/** A secret of Secrets Manager that RDS keeps the master password in. */
export function newSecret(
  state: State,
  region: string,
  key: string | undefined,
): NonNullable<Instance["MasterUserSecret"]> {
  const name = `rds!db-${randomUuid(state)}-${randomAlphanumerics(state, 6)}`;
  return {
    SecretArn: `arn:${state.partition}:secretsmanager:${region}:${state.accountId}:secret:${name}`,
    SecretStatus: "creating",
    KmsKeyId: keyArn(state, region, key, regionOf(state, region).network.secretsKeyArn),
  };
}

/** The members that an instance has only where they say something. */
function addOptional(state: State, region: string, db: Instance, settings: InstanceSettings, encrypted: boolean): void {
  const { network } = regionOf(state, region);
  const { family } = engineOf(db.Engine);
  const iops = settings.Iops ?? (db.StorageType === "gp3" ? 3_000 : undefined);
  if (iops !== undefined) db.Iops = iops;
  if (settings.DBName !== undefined) db.DBName = settings.DBName;
  if (settings.AvailabilityZone !== undefined) db.AvailabilityZone = settings.AvailabilityZone;
  if (settings.MaxAllocatedStorage !== undefined) db.MaxAllocatedStorage = settings.MaxAllocatedStorage;
  if (settings.MonitoringRoleArn !== undefined) db.MonitoringRoleArn = settings.MonitoringRoleArn;
  if (settings.EnableCloudwatchLogsExports?.length) {
    db.EnabledCloudwatchLogsExports = [...settings.EnableCloudwatchLogsExports];
  }
  if (encrypted) db.KmsKeyId = keyArn(state, region, settings.KmsKeyId, network.rdsKeyArn);
  if (db.PerformanceInsightsEnabled) {
    db.PerformanceInsightsRetentionPeriod = settings.PerformanceInsightsRetentionPeriod ?? 7;
    db.PerformanceInsightsKMSKeyId = keyArn(state, region, settings.PerformanceInsightsKMSKeyId, network.rdsKeyArn);
  }
  if (settings.ManageMasterUserPassword) {
    db.MasterUserSecret = newSecret(state, region, settings.MasterUserSecretKmsKeyId);
  }
  if (family === "mysql" || family === "postgres") {
    db.EngineLifecycleSupport = settings.EngineLifecycleSupport ?? "open-source-rds-extended-support";
  }
  if (family === "oracle") {
    db.CharacterSetName = settings.CharacterSetName ?? "AL32UTF8";
    db.NcharCharacterSetName = settings.NcharCharacterSetName ?? "AL16UTF16";
    db.MultiTenant = settings.MultiTenant ?? false;
  }
  if (family === "sqlserver") {
    db.CharacterSetName = settings.CharacterSetName ?? "SQL_Latin1_General_CP1_CI_AS";
    if (settings.Timezone !== undefined) db.Timezone = settings.Timezone;
  }
}
