import type { EngineFamily } from "./catalogue.ts";
import { invalidCombination, invalidValue, missing } from "./errors.ts";

/** What an instance stores its data on. */
export interface Storage {
  /** GiB. */
  readonly allocated: number;
  readonly type: string;
  /** Per second; provisioned, or the baseline of gp3. */
  readonly iops?: number;
  /** MiB per second; 0 where it is not a setting. */
  readonly throughput: number;
}

/** What a request asks for. */
export interface StorageRequest {
  readonly engine: { readonly name: string; readonly family: EngineFamily };
  readonly allocated: number | undefined;
  readonly type: string | undefined;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** What a storage type allows, by engine. */
export interface StorageLimits {
  readonly size: Range;
  /** Where the number of I/O operations can be chosen. */
  readonly iops?: Range;
  readonly iopsPerGib?: Range;
  /** MiB per second, where it can be chosen. */
  readonly throughput?: Range;
}

/** Storage types, in the order in which they are listed. */
export const storageTypes = ["gp2", "gp3", "io1", "io2", "standard"];

/** Most MiB per second of gp3 for each provisioned I/O operation per second. */
export const throughputPerIops = 0.25;

/** Limits of a storage type for an engine (FACTS 104, CHAP_Storage); undefined where it is not offered. */
export function storageLimits(family: EngineFamily, type: string): StorageLimits | undefined {
  const sqlServer = family === "sqlserver";
  const most = sqlServer ? 16_384 : 65_536;
  switch (type) {
    case "gp2":
      return family === "db2" ? undefined : { size: { least: 20, most } };
    case "gp3":
      return {
        size: { least: 20, most },
        iops: sqlServer ? { least: 3_000, most: 16_000 } : { least: 12_000, most: 64_000 },
        iopsPerGib: { least: 0, most: 500 },
        throughput: sqlServer ? { least: 125, most: 1_000 } : { least: 500, most: 4_000 },
      };
    case "io1":
      return {
        size: { least: 100, most },
        iops: { least: 1_000, most: sqlServer ? 64_000 : 256_000 },
        iopsPerGib: { least: sqlServer ? 1 : 0.5, most: 50 },
      };
    case "io2":
      return {
        size: { least: 100, most },
        iops: { least: 1_000, most: sqlServer ? 64_000 : 256_000 },
        iopsPerGib: { least: 0.5, most: 1_000 },
      };
    case "standard":
      if (family === "db2") return undefined;
      if (sqlServer) return { size: { least: 20, most: 1_024 } };
      return { size: { least: family === "oracle" ? 10 : 5, most: 3_072 } };
    default:
      return undefined;
  }
}

/** GiB from which on gp3 volumes are striped and their IOPS can be chosen (FACTS 105); SQL Server's always can. */
export function stripingThreshold(family: EngineFamily): number {
  if (family === "sqlserver") return 0;
  return family === "oracle" ? 200 : family === "db2" ? 100 : 400;
}

/** The storage that a request leads to, or RDS's error. `StorageType` defaults to gp3, to io1 if `Iops` is given. */
export function storageOf(request: StorageRequest): Storage {
  const { engine, allocated } = request;
  if (allocated === undefined) throw missing("AllocatedStorage", "null");
  const type = request.type ?? (request.iops === undefined ? "gp3" : "io1");
  if (!storageTypes.includes(type)) throw invalidValue(`Invalid storage type: ${type}`);
  const limits = storageLimits(engine.family, type);
  const of = `for engine name ${engine.name} and storage type ${type}`;
  if (limits === undefined || !Number.isInteger(allocated) || outside(limits.size, allocated)) {
    throw invalidCombination(`Invalid storage size ${of}: ${allocated}`);
  }
  if (request.throughput !== undefined && limits.throughput === undefined) {
    throw invalidCombination(`You can't specify storage throughput for storage type ${type}.`);
  }
  if (request.iops !== undefined && limits.iops === undefined) {
    throw invalidCombination(`You can't specify IOPS for storage type ${type}.`);
  }
  if (limits.iops === undefined) return { allocated, type, throughput: 0 };
  return type === "gp3"
    ? gp3({ ...request, allocated }, limits, of)
    : provisioned({ ...request, allocated, type }, limits, of);
}

function provisioned(
  { allocated, type, iops }: StorageRequest & { allocated: number; type: string },
  limits: StorageLimits,
  of: string,
): Storage {
  if (iops === undefined || iops === 0)
    throw invalidCombination(`The storage type ${type} requires iops to be specified.`);
  checkIops(allocated, iops, limits, of);
  return { allocated, type, iops, throughput: 0 };
}

function gp3(
  { engine, allocated, iops, throughput }: StorageRequest & { allocated: number },
  limits: StorageLimits,
  of: string,
) {
  const threshold = stripingThreshold(engine.family);
  if (allocated < threshold) {
    if (iops !== undefined || throughput !== undefined) {
      throw invalidCombination(
        `You can't specify IOPS or storage throughput for engine ${engine.name} and a storage size less than ${threshold}.`,
      );
    }
    return { allocated, type: "gp3", iops: 3_000, throughput: 125 };
  }
  const chosen = {
    iops: iops ?? limits.iops?.least ?? 3_000,
    throughput: throughput ?? limits.throughput?.least ?? 125,
  };
  checkIops(allocated, chosen.iops, limits, of);
  if (outside(limits.throughput, chosen.throughput) || chosen.throughput > chosen.iops * throughputPerIops) {
    throw invalidCombination(`Invalid storage throughput value ${of}: ${chosen.throughput}`);
  }
  return { allocated, type: "gp3", ...chosen };
}

function checkIops(allocated: number, iops: number, limits: StorageLimits, of: string): void {
  const ratio = iops / allocated;
  if (outside(limits.iopsPerGib, ratio)) {
    throw invalidCombination(`Invalid iops to storage (GiB) ratio ${of}: ${ratio.toFixed(4)}`);
  }
  if (outside(limits.iops, iops)) throw invalidCombination(`Invalid iops value ${of}: ${iops}`);
}

function outside(range: Range | undefined, value: number): boolean {
  return range !== undefined && (value < range.least || value > range.most);
}
