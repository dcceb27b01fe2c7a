import type { Engine, EngineFamily } from "./catalogue.ts";
import { invalidValue, missing } from "./errors.ts";

/**
 * An identifier as RDS stores it: lower case. Refuses what is not 1 to `longest` letters, digits and hyphens, first a
 * letter, without a hyphen at the end or two in a row (FACTS 99).
 */
export function identifier(parameter: string, value: string | undefined, longest = 63): string {
  if (value === undefined || value === "") throw missing(parameter);
  if (!/^[A-Za-z](-?[A-Za-z0-9])*$/.test(value)) {
    throw invalidValue(
      `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain only ` +
        "ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
    );
  }
  if (value.length > longest) {
    throw invalidValue(
      `The parameter ${parameter} is not a valid identifier because it is longer than ${longest} characters.`,
    );
  }
  return value.toLowerCase();
}

/** A snapshot's identifier as RDS stores it. The two spaces in the message are AWS's. */
export function snapshotIdentifier(parameter: string, value: string | undefined): string {
  if (value !== undefined && /^[^A-Za-z]/.test(value)) throw invalidValue(`Invalid snapshot identifier:  ${value}`);
  return identifier(parameter, value, 255);
}

const longestUserName: Readonly<Record<EngineFamily, number>> = {
  mysql: 16,
  mariadb: 16,
  postgres: 63,
  oracle: 30,
  sqlserver: 128,
  db2: 16,
};

const reservedUserNames: Readonly<Record<EngineFamily, readonly string[]>> = {
  mysql: ["root"],
  mariadb: ["root"],
  postgres: ["admin", "user", "rds_superuser", "rds_replication", "rdsrepladmin", "rdstopmgr", "public"],
  oracle: ["sys", "system", "dbsnmp", "outln"],
  sqlserver: ["sa", "sysadmin", "public", "guest"],
  db2: ["rdsdb", "db2inst1", "ibmdb2", "public"],
};

/** A master user name, or RDS's error (FACTS 101, 102). */
export function masterUserName({ family }: Engine, value: string | undefined): string {
  if (value === undefined || value === "") throw missing("MasterUsername");
  if (!/^[A-Za-z]\w*$/.test(value) || value.length > longestUserName[family]) {
    throw invalidValue("Invalid master user name");
  }
  const name = value.toLowerCase();
  if (name === "rdsadmin" || reservedUserNames[family].includes(name)) {
    throw invalidValue(`MasterUsername ${value} cannot be used as it is a reserved word used by the engine`);
  }
  return value;
}

const longestPassword: Readonly<Record<EngineFamily, number>> = {
  mysql: 41,
  mariadb: 41,
  postgres: 128,
  oracle: 30,
  sqlserver: 128,
  db2: 255,
};

/** Refuses a password that RDS does not take (FACTS 103). */
export function checkPassword({ family }: Engine, value: string): void {
  const invalid = "The parameter MasterUserPassword is not a valid password";
  if (value === "") throw missing("MasterUserPassword");
  const forbidden = family === "oracle" ? /[^!-~]|[/@"&']/ : /[^!-~]|[/@"]/;
  if (forbidden.test(value)) {
    throw invalidValue(`${invalid}. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`);
  }
  if (value.length < 8) throw invalidValue(`${invalid} because it is shorter than 8 characters.`);
  const longest = longestPassword[family];
  if (value.length > longest) throw invalidValue(`${invalid} because it is longer than ${longest} characters.`);
}

const longestDatabaseName: Readonly<Record<EngineFamily, number>> = {
  mysql: 64,
  mariadb: 64,
  postgres: 63,
  oracle: 8,
  sqlserver: 0,
  db2: 8,
};

/** The name of the database made with the instance; Oracle's is its SID, `ORCL` unless given. */
export function databaseName({ family, name }: Engine, value: string | undefined): string | undefined {
  if (value === undefined) return family === "oracle" ? "ORCL" : undefined;
  if (family === "sqlserver") throw invalidValue(`DBName must be null for engine: ${name}`);
  // The message says alphanumeric, yet RDS takes underscores except in Oracle's SID.
  if (!(family === "oracle" ? /^[A-Za-z][A-Za-z0-9]*$/ : /^[A-Za-z]\w*$/).test(value)) {
    throw invalidValue("DBName must begin with a letter and contain only alphanumeric characters.");
  }
  const longest = longestDatabaseName[family];
  if (value.length > longest) throw invalidValue(`DBName must not be longer than ${longest} characters.`);
  return family === "oracle" ? value.toUpperCase() : value;
}

const reservedSqlServerPorts = [1234, 1434, 3260, 3343, 3389, 47_001, 49_152, 49_153, 49_154, 49_155, 49_156];

/** The port that is meant, the engine's own unless given, or RDS's error (FACTS 107). */
export function portOf(engine: Engine, value: number | undefined): number {
  const port = value ?? engine.port;
  if (!(port >= 1150 && port <= 65_535)) {
    throw invalidValue(`Invalid endpoint port ${port}. Valid range is: 1150-65535`);
  }
  if (engine.family === "sqlserver" && reservedSqlServerPorts.includes(port)) {
    throw invalidValue(`Port ${port} is reserved for this configuration.`);
  }
  return port;
}
