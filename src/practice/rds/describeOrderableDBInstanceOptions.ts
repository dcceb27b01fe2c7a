import type {
  DescribeOrderableDBInstanceOptionsMessage,
  OrderableDBInstanceOption,
  OrderableDBInstanceOptionsMessage,
} from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import type { Engine } from "./catalogue.ts";
import { supportsIam } from "./checks.ts";
import { engineOf } from "./engine.ts";
import { zonesOf } from "./network.ts";
import { page } from "./paging.ts";
import { storageLimits, storageTypes, throughputPerIops } from "./storage.ts";

/** Lists the combinations of class, version, license and storage type that an engine can be ordered in. */
export const describeOrderableDBInstanceOptions: Operation<
  DescribeOrderableDBInstanceOptionsMessage,
  OrderableDBInstanceOptionsMessage
> = (input, { region }) => {
  const engine = engineOf(input.Engine);
  const { EngineVersion: version, DBInstanceClass: className, LicenseModel: license } = input;
  // There is nothing outside a VPC any more.
  const found =
    input.Vpc === false
      ? []
      : engine.versions
          .filter((known) => version === undefined || known === version)
          .flatMap((known) =>
            engine.licenseModels
              .filter((model) => license === undefined || model === license)
              .flatMap((model) =>
                engine.classes
                  .filter((name) => className === undefined || name === className)
                  .flatMap((name) => storageTypes.flatMap((type) => option(engine, known, model, name, type) ?? [])),
              ),
          );
  const { items, marker } = page(found, input, 1_000);
  const zones = zonesOf(region).map((Name) => ({ Name }));
  return {
    OrderableDBInstanceOptions: items.map((item) => ({ ...item, AvailabilityZones: zones })),
    Marker: marker,
  };
};

function option(
  engine: Engine,
  version: string,
  license: string,
  className: string,
  type: string,
): OrderableDBInstanceOption | undefined {
  const limits = storageLimits(engine.family, type);
  if (limits === undefined) return undefined;
  const small = /\.(micro|small)$/.test(className);
  return {
    Engine: engine.name,
    EngineVersion: version,
    DBInstanceClass: className,
    LicenseModel: license,
    MultiAZCapable: engine.multiAZ,
    ReadReplicaCapable: engine.name !== "sqlserver-ex" && engine.name !== "sqlserver-web",
    Vpc: true,
    SupportsStorageEncryption: true,
    StorageType: type,
    SupportsIops: limits.iops !== undefined,
    SupportsStorageThroughput: limits.throughput !== undefined,
    SupportsEnhancedMonitoring: true,
    SupportsIAMDatabaseAuthentication: supportsIam(engine),
    SupportsPerformanceInsights: !small && engine.family !== "db2",
    MinStorageSize: limits.size.least,
    MaxStorageSize: limits.size.most,
    ...(limits.iops && { MinIopsPerDbInstance: limits.iops.least, MaxIopsPerDbInstance: limits.iops.most }),
    ...(limits.iopsPerGib && { MinIopsPerGib: limits.iopsPerGib.least, MaxIopsPerGib: limits.iopsPerGib.most }),
    ...(limits.throughput && {
      MinStorageThroughputPerDbInstance: limits.throughput.least,
      MaxStorageThroughputPerDbInstance: limits.throughput.most,
      MinStorageThroughputPerIops: 0,
      MaxStorageThroughputPerIops: throughputPerIops,
    }),
    AvailableProcessorFeatures: [],
    SupportedEngineModes: ["provisioned"],
    SupportsStorageAutoscaling: type !== "standard",
    SupportsKerberosAuthentication: true,
    OutpostCapable: false,
    SupportedActivityStreamModes: [],
    SupportsGlobalDatabases: false,
    SupportsClusters: false,
    SupportedNetworkTypes: ["IPV4", "DUAL"],
    SupportsDedicatedLogVolume: type === "io1" || type === "io2",
  };
}
