import { type DBClusterMessage, DBClusterNotFoundFault, type DescribeDBClustersMessage } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { page } from "./paging.ts";

/** Lists DB clusters: the practice account has none. */
export const describeDBClusters: Operation<DescribeDBClustersMessage, DBClusterMessage> = (input) => {
  if (input.DBClusterIdentifier) {
    const message = `DBCluster ${input.DBClusterIdentifier.toLowerCase()} not found.`;
    throw new DBClusterNotFoundFault({ message, $metadata: {} });
  }
  page([], input);
  return { DBClusters: [] };
};
