import { type Engine, engines, isClassName } from "./catalogue.ts";
import { invalidCombination, invalidValue, missing } from "./errors.ts";

/** The engine of that name; undefined if the practice account does not offer it. */
export function findEngine(name: string): Engine | undefined {
  return engines.find((engine) => engine.name === name.toLowerCase());
}

/** The engine of that name, or RDS's error. */
export function engineOf(name: string | undefined): Engine {
  if (name === undefined || name === "") throw missing("Engine");
  const engine = findEngine(name);
  if (engine === undefined) throw invalidValue(`Invalid DB engine: ${name}`);
  return engine;
}

/** Major version of a version: `8.4` of `8.4.8`, `18` of `18.3`, `16.00` of `16.00.4245.2.v1`. */
export function majorOf(engine: Engine, version: string): string {
  const parts = engine.family === "postgres" || engine.family === "oracle" ? 1 : 2;
  return version.split(".").slice(0, parts).join(".");
}

/** Major versions, oldest first. */
export function majorsOf(engine: Engine): string[] {
  return [...new Set(engine.versions.map((version) => majorOf(engine, version)))];
}

/** Family of the parameter groups: `mysql8.4`, `postgres18`, `oracle-se2-19`, `sqlserver-ex-16.0`. */
export function parameterFamily(engine: Engine, version: string): string {
  const major = majorOf(engine, version);
  if (engine.family === "sqlserver") return `${engine.name}-${major.replace(/0$/, "")}`;
  return engine.family === "oracle" || engine.family === "db2" ? `${engine.name}-${major}` : engine.name + major;
}

/** Name of the option group that an instance has unless told otherwise, such as `default:mysql-8-4`. */
export function defaultOptionGroup(engine: Engine, version: string): string {
  return `default:${engine.name}-${majorOf(engine, version).replaceAll(".", "-")}`;
}

/** The version that is meant, or RDS's error. */
export function versionOf(engine: Engine, version: string | undefined): string {
  const resolved = resolveVersion(engine, version);
  if (resolved === undefined) throw invalidCombination(`Cannot find version ${version} for ${engine.name}`);
  return resolved;
}

/** The versions that an instance of `version` can be upgraded to, oldest first. */
export function upgradeTargets(engine: Engine, version: string): string[] {
  const majors = majorsOf(engine);
  const at = majors.indexOf(majorOf(engine, version));
  const position = engine.versions.indexOf(version);
  // PostgreSQL and MariaDB may skip major versions, MySQL may not.
  const last = engine.family === "mysql" ? at + 1 : majors.length - 1;
  return engine.versions.filter((target, index) => {
    if (position >= 0 ? index <= position : compareVersions(target, version) <= 0) return false;
    return majors.indexOf(majorOf(engine, target)) <= last;
  });
}

/** The version that an upgrade from `current` to `wanted` ends at, or RDS's error. */
export function checkUpgrade(engine: Engine, current: string, wanted: string, allowMajor: boolean | undefined): string {
  const target = resolveVersion(engine, wanted);
  if (target === undefined) throw invalidCombination(`Cannot find upgrade path from ${current} to ${wanted}.`);
  if (target === current || current.startsWith(`${wanted}.`)) return current;
  if (!upgradeTargets(engine, current).includes(target)) {
    throw invalidCombination(`Cannot upgrade ${engine.name} from ${current} to ${target}`);
  }
  if (majorOf(engine, target) !== majorOf(engine, current) && allowMajor !== true) {
    throw invalidCombination(
      "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    );
  }
  return target;
}

/** The license model that is meant, or RDS's error. */
export function licenseOf(engine: Engine, license: string | undefined): string {
  const wanted =
    license ?? engine.licenseModels.find((model) => model === "license-included") ?? engine.licenseModels[0];
  if (wanted === undefined || !engine.licenseModels.includes(wanted)) {
    const valid = engine.licenseModels.join(",");
    throw invalidValue(
      `Invalid license model '${wanted}' for engine '${engine.name}'. Valid license models are: ${valid}`,
    );
  }
  return wanted;
}

/** Refuses a class that AWS does not know, and one that it does not offer for this engine, version and license. */
export function checkClass(engine: Engine, version: string, license: string, name: string | undefined): string {
  if (name === undefined || name === "") throw missing("DBInstanceClass");
  if (!isClassName(name)) throw invalidValue(`Invalid DB Instance class: ${name}`);
  if (!engine.classes.includes(name)) {
    throw invalidCombination(
      "RDS does not support creating a DB instance with the following combination: " +
        `DBInstanceClass=${name}, Engine=${engine.name}, EngineVersion=${version}, LicenseModel=${license}. ` +
        "For supported combinations of instance class and database engine version, see the documentation.",
    );
  }
  return name;
}

/**
 * The version that is meant: the engine's default if none is given, the newest of a major version if only that is
 * given (`8.0`). Undefined if there is none.
 */
function resolveVersion(engine: Engine, version: string | undefined): string | undefined {
  if (version === undefined || version === "") return engine.defaultVersion;
  if (engine.versions.includes(version)) return version;
  if (engine.defaultVersion.startsWith(`${version}.`)) return engine.defaultVersion;
  return engine.versions.findLast((known) => known.startsWith(`${version}.`));
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
