import type { DBEngineVersion, DBEngineVersionMessage, DescribeDBEngineVersionsMessage } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { type Engine, engines } from "./catalogue.ts";
import { authorities } from "./checks.ts";
import { engineOf, majorOf, parameterFamily, upgradeTargets } from "./engine.ts";
import { invalidCombination } from "./errors.ts";
import { page } from "./paging.ts";

/** Lists versions of the engines, oldest first; of one engine, major version, parameter group family if asked for. */
export const describeDBEngineVersions: Operation<DescribeDBEngineVersionsMessage, DBEngineVersionMessage> = (input) => {
  const { EngineVersion: wanted, DBParameterGroupFamily: family } = input;
  if (wanted !== undefined && input.Engine === undefined) {
    throw invalidCombination("An engine must be specified when an engine version is specified.");
  }
  const from = input.Engine === undefined ? engines : [engineOf(input.Engine)];
  const found = from.flatMap((engine) =>
    engine.versions
      .filter((version) => wanted === undefined || version === wanted || version.startsWith(`${wanted}.`))
      .filter((version) => family === undefined || parameterFamily(engine, version) === family)
      .filter((version) => !input.DefaultOnly || version === defaultAmong(engine, wanted))
      .map((version) => describe(engine, version, input)),
  );
  const { items, marker } = page(found, input);
  return { DBEngineVersions: items, Marker: marker };
};

/** The default of an engine, or of the major version that is asked for. */
function defaultAmong(engine: Engine, wanted: string | undefined): string | undefined {
  if (wanted === undefined || engine.defaultVersion.startsWith(`${wanted}.`)) return engine.defaultVersion;
  return engine.versions.findLast((version) => version === wanted || version.startsWith(`${wanted}.`));
}

function describe(engine: Engine, version: string, input: DescribeDBEngineVersionsMessage): DBEngineVersion {
  const major = majorOf(engine, version);
  const newestMinor = engine.versions.findLast((other) => majorOf(engine, other) === major);
  return {
    Engine: engine.name,
    MajorEngineVersion: major,
    EngineVersion: version,
    DBParameterGroupFamily: parameterFamily(engine, version),
    DBEngineDescription: engine.description,
    DBEngineVersionDescription: `${engine.description} ${version}`,
    ValidUpgradeTarget: upgradeTargets(engine, version).map((target) => {
      const isMajor = majorOf(engine, target) !== major;
      return {
        Engine: engine.name,
        EngineVersion: target,
        Description: `${engine.description} ${target}`,
        AutoUpgrade: !isMajor && target === newestMinor,
        IsMajorVersionUpgrade: isMajor,
      };
    }),
    ExportableLogTypes: [...engine.exportableLogTypes],
    SupportsLogExportsToCloudwatchLogs: true,
    SupportsReadReplica: engine.name !== "sqlserver-ex" && engine.name !== "sqlserver-web",
    SupportedFeatureNames: [],
    Status: "available",
    SupportsParallelQuery: false,
    SupportsGlobalDatabases: false,
    SupportsBabelfish: false,
    SupportsCertificateRotationWithoutRestart: engine.family !== "sqlserver",
    SupportedCACertificateIdentifiers: [...authorities],
    ...(input.ListSupportedCharacterSets ? characterSets(engine) : {}),
    ...(input.ListSupportedTimezones && engine.family === "sqlserver"
      ? {
          SupportedTimezones: ["UTC", "GMT Standard Time", "Eastern Standard Time"].map((name) => ({
            TimezoneName: name,
          })),
        }
      : {}),
  };
}

function characterSets({ family }: Engine): Partial<DBEngineVersion> {
  const set = (name: string) => ({ CharacterSetName: name, CharacterSetDescription: name });
  if (family === "oracle") {
    return {
      DefaultCharacterSet: set("AL32UTF8"),
      SupportedCharacterSets: ["AL32UTF8", "UTF8", "WE8ISO8859P15", "WE8MSWIN1252"].map(set),
      SupportedNcharCharacterSets: ["AL16UTF16", "UTF8"].map(set),
    };
  }
  if (family !== "sqlserver") return {};
  return {
    DefaultCharacterSet: set("SQL_Latin1_General_CP1_CI_AS"),
    SupportedCharacterSets: ["SQL_Latin1_General_CP1_CI_AS", "Latin1_General_CI_AS"].map(set),
  };
}
