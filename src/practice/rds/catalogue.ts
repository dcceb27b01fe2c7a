/** Group of engines with the same rules. */
export type EngineFamily = "mysql" | "mariadb" | "postgres" | "oracle" | "sqlserver" | "db2";

/** What RDS offers of one database engine. */
export interface Engine {
  readonly name: string;
  readonly family: EngineFamily;
  readonly description: string;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** What a new instance runs unless told otherwise. */
  readonly defaultVersion: string;
  readonly port: number;
  readonly licenseModels: readonly string[];
  readonly exportableLogTypes: readonly string[];
  /** Whether Multi-AZ DB instances are offered. */
  readonly multiAZ: boolean;
  /** Names of the classes, such as `db.m7g.large`. */
  readonly classes: readonly string[];
}

/** Virtual processors by size of the class. */
const processors: Readonly<Record<string, number>> = {
  micro: 2,
  small: 2,
  medium: 2,
  large: 2,
  xlarge: 4,
  "2xlarge": 8,
  "4xlarge": 16,
  "8xlarge": 32,
  "12xlarge": 48,
  "16xlarge": 64,
  "24xlarge": 96,
  "32xlarge": 128,
  "48xlarge": 192,
};

const burstable = ["micro", "small", "medium", "large", "xlarge", "2xlarge"];
const upTo16 = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const upTo24 = [...upTo16, "24xlarge"];
const upTo32 = [...upTo24, "32xlarge"];
const upTo48 = [...upTo24, "48xlarge"];

const intel: Readonly<Record<string, readonly string[]>> = {
  m5: upTo24,
  m6i: upTo32,
  m7i: upTo48,
  r5: upTo24,
  r6i: upTo32,
  r7i: upTo48,
};
const graviton: Readonly<Record<string, readonly string[]>> = {
  m6g: upTo16,
  m7g: upTo16,
  m8g: upTo48,
  r6g: upTo16,
  r7g: upTo16,
  r8g: upTo48,
};

function classes(of: Readonly<Record<string, readonly string[]>>, most = Number.POSITIVE_INFINITY): string[] {
  return Object.entries(of).flatMap(([type, sizes]) =>
    sizes.filter((size) => (processors[size] ?? 0) <= most).map((size) => `db.${type}.${size}`),
  );
}

const openSource = [...classes({ t3: burstable, t4g: burstable }), ...classes(intel), ...classes(graviton)];
const t3 = (from: string): string[] => classes({ t3: burstable.slice(burstable.indexOf(from)) });

const oracleVersions = ["2025-04", "2025-07", "2025-10", "2026-01", "2026-04", "2026-07"].map(
  (update) => `19.0.0.0.ru-${update}.rur-${update}.r1`,
);
const sqlServerVersions = [
  ...["14.00.3495.9.v1", "14.00.3515.1.v1"],
  ...["15.00.4430.1.v1", "15.00.4445.1.v1", "15.00.4455.2.v1"],
  ...["16.00.4205.1.v1", "16.00.4215.2.v1", "16.00.4225.2.v1", "16.00.4236.2.v1", "16.00.4245.2.v1"],
];
const oracle = {
  family: "oracle",
  versions: oracleVersions,
  defaultVersion: "19.0.0.0.ru-2026-04.rur-2026-04.r1",
  port: 1521,
  exportableLogTypes: ["alert", "audit", "listener", "oemagent", "trace"],
  multiAZ: true,
} as const;
const sqlServer = {
  family: "sqlserver",
  versions: sqlServerVersions,
  defaultVersion: "16.00.4236.2.v1",
  port: 1433,
  licenseModels: ["license-included"],
} as const;

/** Every engine of DB instances that the practice account offers; versions and classes as of 2026. */
export const engines: readonly Engine[] = [
  {
    name: "db2-se",
    family: "db2",
    description: "IBM Db2 Standard Edition",
    versions: ["11.5.9.0.sb00063198.r1", "11.5.9.0.sb00075854.r1", "12.1.4.0.sb00080714.r1"],
    defaultVersion: "11.5.9.0.sb00075854.r1",
    port: 50000,
    licenseModels: ["bring-your-own-license", "marketplace-license"],
    exportableLogTypes: ["diag.log", "notify.log"],
    multiAZ: true,
    classes: [...t3("small"), ...classes({ m6i: upTo32, m7i: upTo48, r6i: upTo32, r7i: upTo48 }, 32)],
  },
  {
    name: "mariadb",
    family: "mariadb",
    description: "MariaDB Community Edition",
    versions: [
      ...["10.6.22", "10.6.23", "10.6.25"],
      ...["10.11.11", "10.11.13", "10.11.14", "10.11.16"],
      ...["11.4.5", "11.4.7", "11.4.8", "11.4.10"],
      ...["11.8.3", "11.8.5", "11.8.6"],
    ],
    defaultVersion: "11.8.6",
    port: 3306,
    licenseModels: ["general-public-license"],
    exportableLogTypes: ["audit", "error", "general", "iam-db-auth-error", "slowquery"],
    multiAZ: true,
    classes: openSource,
  },
  {
    name: "mysql",
    family: "mysql",
    description: "MySQL Community Edition",
    versions: [
      ...["8.0.40", "8.0.41", "8.0.42", "8.0.43", "8.0.44", "8.0.45"],
      ...["8.4.3", "8.4.4", "8.4.5", "8.4.6", "8.4.7", "8.4.8"],
    ],
    defaultVersion: "8.4.8",
    port: 3306,
    licenseModels: ["general-public-license"],
    exportableLogTypes: ["audit", "error", "general", "iam-db-auth-error", "slowquery"],
    multiAZ: true,
    classes: openSource,
  },
  {
    ...oracle,
    name: "oracle-ee",
    description: "Oracle Database Enterprise Edition",
    licenseModels: ["bring-your-own-license"],
    classes: [...t3("small"), ...classes(intel)],
  },
  {
    ...oracle,
    name: "oracle-se2",
    description: "Oracle Database Standard Edition Two",
    licenseModels: ["bring-your-own-license", "license-included"],
    classes: [...t3("small"), ...classes(intel, 16)],
  },
  {
    name: "postgres",
    family: "postgres",
    description: "PostgreSQL",
    versions: [
      ...["14.18", "14.20", "14.22"],
      ...["15.13", "15.15", "15.17"],
      ...["16.9", "16.10", "16.11", "16.13"],
      ...["17.5", "17.6", "17.7", "17.9"],
      ...["18.1", "18.3"],
    ],
    defaultVersion: "18.3",
    port: 5432,
    licenseModels: ["postgresql-license"],
    exportableLogTypes: ["iam-db-auth-error", "postgresql", "upgrade"],
    multiAZ: true,
    classes: openSource,
  },
  {
    ...sqlServer,
    name: "sqlserver-ee",
    description: "Microsoft SQL Server Enterprise Edition",
    exportableLogTypes: ["agent", "error"],
    multiAZ: true,
    classes: [...t3("xlarge"), ...classes(intel).filter((name) => !name.endsWith(".large"))],
  },
  {
    ...sqlServer,
    name: "sqlserver-ex",
    description: "Microsoft SQL Server Express Edition",
    exportableLogTypes: ["error"],
    multiAZ: false,
    classes: t3("micro").filter((name) => !name.endsWith(".2xlarge")),
  },
  {
    ...sqlServer,
    name: "sqlserver-se",
    description: "Microsoft SQL Server Standard Edition",
    exportableLogTypes: ["agent", "error"],
    multiAZ: true,
    classes: [...t3("xlarge"), ...classes(intel, 48)],
  },
  {
    ...sqlServer,
    name: "sqlserver-web",
    description: "Microsoft SQL Server Web Edition",
    exportableLogTypes: ["agent", "error"],
    multiAZ: false,
    classes: [...t3("small"), ...classes(intel, 16)],
  },
];

/** Whether AWS knows a class of this name, be it offered for an engine or of a generation that is gone. */
export function isClassName(name: string): boolean {
  const [, type = "", size = ""] = /^db\.([a-z]\d[a-z0-9-]*)\.([a-z0-9]+)$/.exec(name) ?? [];
  return /^(t[234]g?|m[3-8][a-z]*|r[3-8][a-z]*|x\d[a-z]*|z1d|c\d[a-z]*)$/.test(type) && size in processors;
}
