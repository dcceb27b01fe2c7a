import type { AccountAttributesMessage, DescribeAccountAttributesMessage } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { instanceQuota, storageQuota } from "./createDBInstance.ts";
import { regionOfCall } from "./lookup.ts";
import { manualSnapshotQuota } from "./snapshot.ts";

/** Lists the quotas of the account in the Region, and how much of them is used. */
export const describeAccountAttributes: Operation<DescribeAccountAttributesMessage, AccountAttributesMessage> = (
  _input,
  call,
) => {
  const { instances, snapshots, network } = regionOfCall(call);
  const databases = [...instances.values()].map(({ db }) => db);
  const manual = [...snapshots.values()].filter(({ snapshot }) => snapshot.SnapshotType === "manual").length;
  const subnets = [...network.subnetGroups.values()].map(({ Subnets = [] }) => Subnets.length);
  const quotas: readonly [name: string, used: number, max: number][] = [
    ["DBInstances", databases.length, instanceQuota],
    ["ReservedDBInstances", 0, 40],
    ["AllocatedStorage", databases.reduce((sum, db) => sum + db.AllocatedStorage, 0), storageQuota],
    ["DBSecurityGroups", 0, 25],
    ["AuthorizationsPerDBSecurityGroup", 0, 20],
    ["DBParameterGroups", 0, 50],
    ["ManualSnapshots", manual, manualSnapshotQuota],
    ["EventSubscriptions", 0, 20],
    ["DBSubnetGroups", network.subnetGroups.size, 50],
    ["OptionGroups", 0, 20],
    ["SubnetsPerDBSubnetGroup", Math.max(...subnets), 20],
    ["ReadReplicasPerMaster", 0, 15],
    ["DBClusters", 0, 40],
    ["DBClusterParameterGroups", 0, 50],
    ["DBClusterRoles", 0, 5],
    ["DBInstanceRoles", 0, 5],
    ["ManualClusterSnapshots", 0, 100],
    ["CustomEndpointsPerDBCluster", 0, 5],
  ];
  return {
    AccountQuotas: quotas.map(([name, used, max]) => ({ AccountQuotaName: name, Used: used, Max: max })),
  };
};
