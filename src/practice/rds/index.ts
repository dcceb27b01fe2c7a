import type { Service } from "../service.ts";
import { step } from "./course.ts";
import { createDBInstance } from "./createDBInstance.ts";
import { createDBSnapshot } from "./createDBSnapshot.ts";
import { deleteDBInstance } from "./deleteDBInstance.ts";
import { deleteDBSnapshot } from "./deleteDBSnapshot.ts";
import { describeAccountAttributes } from "./describeAccountAttributes.ts";
import { describeCertificates } from "./describeCertificates.ts";
import { describeDBClusters } from "./describeDBClusters.ts";
import { describeDBEngineVersions } from "./describeDBEngineVersions.ts";
import { describeDBInstances } from "./describeDBInstances.ts";
import { describeDBSnapshots } from "./describeDBSnapshots.ts";
import { describeOrderableDBInstanceOptions } from "./describeOrderableDBInstanceOptions.ts";
import { describePendingMaintenanceActions } from "./describePendingMaintenanceActions.ts";
import { describeEvents } from "./events.ts";
import { describeDBParameterGroups, describeDBSubnetGroups, describeOptionGroups } from "./groups.ts";
import { maintain, modifyDBInstance } from "./modifyDBInstance.ts";
import { rebootDBInstance } from "./rebootDBInstance.ts";
import { restoreDBInstanceFromDBSnapshot } from "./restoreDBInstanceFromDBSnapshot.ts";
import { completeSnapshot } from "./snapshot.ts";
import { describeDBSnapshotAttributes, modifyDBSnapshotAttribute } from "./snapshotAttributes.ts";
import { autostart, startDBInstance, stopDBInstance } from "./startStop.ts";
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from "./tags.ts";

/** Amazon RDS: DB instances and their snapshots, without clusters. */
export const rdsService: Service = {
  signingName: "rds",
  eventSource: "rds.amazonaws.com",
  operations: {
    AddTagsToResource: addTagsToResource,
    CreateDBInstance: createDBInstance,
    CreateDBSnapshot: createDBSnapshot,
    DeleteDBInstance: deleteDBInstance,
    DeleteDBSnapshot: deleteDBSnapshot,
    DescribeAccountAttributes: describeAccountAttributes,
    DescribeCertificates: describeCertificates,
    DescribeDBClusters: describeDBClusters,
    DescribeDBEngineVersions: describeDBEngineVersions,
    DescribeDBInstances: describeDBInstances,
    DescribeDBParameterGroups: describeDBParameterGroups,
    DescribeDBSnapshotAttributes: describeDBSnapshotAttributes,
    DescribeDBSnapshots: describeDBSnapshots,
    DescribeDBSubnetGroups: describeDBSubnetGroups,
    DescribeEvents: describeEvents,
    DescribeOptionGroups: describeOptionGroups,
    DescribeOrderableDBInstanceOptions: describeOrderableDBInstanceOptions,
    DescribePendingMaintenanceActions: describePendingMaintenanceActions,
    ListTagsForResource: listTagsForResource,
    ModifyDBInstance: modifyDBInstance,
    ModifyDBSnapshotAttribute: modifyDBSnapshotAttribute,
    RebootDBInstance: rebootDBInstance,
    RemoveTagsFromResource: removeTagsFromResource,
    RestoreDBInstanceFromDBSnapshot: restoreDBInstanceFromDBSnapshot,
    StartDBInstance: startDBInstance,
    StopDBInstance: stopDBInstance,
  },
  jobs: {
    "rds.autostart": autostart,
    "rds.maintenance": maintain,
    "rds.snapshot": completeSnapshot,
    "rds.step": step,
  },
};
