import { isoSeconds } from "../dates.ts";
import { rdsArn } from "../inventory.ts";
import { type Call, chosen, read } from "./call.ts";

const engines = ["oracle-se2", "mysql", "postgres", "mariadb", "sqlserver-se", "db2-se", "aurora-postgresql"];

/** A poll of one instance, by its name. */
export const describeInstance = read(
  "rds",
  "DescribeDBInstances",
  (scene) => `{"dBInstanceIdentifier":"${scene.database()}"}`,
);

/** A poll of all instances: mostly without any parameter. */
export const describeInstances = read("rds", "DescribeDBInstances");

/** What the console asks when it shows a page of databases. */
export const consolePage: readonly Call[] = [
  read(
    "rds",
    "DescribeDBInstances",
    (scene) => `{"filters":[{"name":"db-instance-id","values":["${scene.database()}"]}]}`,
  ),
  read("rds", "DescribeDBInstances", () => `{"maxRecords":100}`),
  read("rds", "DescribeDBClusters", () => `{"includeShared":true}`),
  read(
    "rds",
    "DescribeEvents",
    (scene) => `{"sourceIdentifier":"${scene.database()}","sourceType":"db-instance","duration":1440}`,
  ),
  read("rds", "DescribePendingMaintenanceActions"),
  read("rds", "DescribeDBParameterGroups"),
  read("rds", "DescribeOptionGroups"),
  read(
    "rds",
    "DescribeDBSnapshots",
    (scene) => `{"dBInstanceIdentifier":"${scene.database()}","includeShared":false,"includePublic":false}`,
  ),
  read("rds", "DescribeDBEngineVersions", () => `{"defaultOnly":false,"listSupportedCharacterSets":true}`),
  read("rds", "DescribeOrderableDBInstanceOptions", (scene) => `{"engine":"${chosen(scene, engines)}","vpc":true}`),
  read("rds", "DescribeRecommendations", () => `{"filters":[{"name":"status","values":["active"]}],"locale":"en"}`),
  read("rds", "DescribeCertificates"),
  read("rds", "DescribeAccountAttributes"),
  read("rds", "DescribeEventSubscriptions"),
  read("rds", "DescribeBlueGreenDeployments"),
  read("rds", "DescribeGlobalClusters"),
];

/** Tags of one instance. */
export const listTags = read(
  "rds",
  "ListTagsForResource",
  (scene) => `{"resourceName":"${rdsArn(scene.inventory, "db", scene.database())}"}`,
);

/** What an inventory of the account asks, in any Region. */
export const inventoryReads: readonly Call[] = [
  describeInstances,
  read("rds", "DescribeDBClusters", () => `{"includeShared":false}`),
  read("rds", "DescribeDBSnapshots", () => `{"includeShared":false,"includePublic":false}`),
  read("rds", "DescribeDBClusterSnapshots", () => `{"includeShared":false,"includePublic":false}`),
  read("rds", "DescribeDBSubnetGroups"),
  read("rds", "DescribeEventSubscriptions"),
];

/** Log files of an instance, read by whoever looks for a problem (FACTS 23). */
export const databaseLogs: readonly Call[] = [
  read("rds", "DescribeDBLogFiles", (scene) => `{"dBInstanceIdentifier":"${scene.database()}","maxRecords":100}`),
  read(
    "rds",
    "DownloadDBLogFilePortion",
    (scene) =>
      `{"dBInstanceIdentifier":"${scene.database()}","logFileName":"error/postgresql.log.${isoSeconds(scene.time).slice(0, 10)}-00","marker":"0"}`,
  ),
];

/** A name that does not exist, or no longer. */
export const describeMissing: Call = {
  ...read("rds", "DescribeDBInstances", () => `{"dBInstanceIdentifier":"orders-test"}`),
  error: { code: "DBInstanceNotFoundFault", message: () => `"DBInstance orders-test not found."` },
};
