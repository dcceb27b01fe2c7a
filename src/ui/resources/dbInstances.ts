import { type DBInstance, paginateDescribeDBInstances } from "@aws-sdk/client-rds";
import type { DbInstanceNode } from "../resourceNode.ts";
import type { ListContext } from "./sections.ts";

/** The DB instances of the Region in pages of up to 100, by identifier as RDS gives them. */
export async function* listDbInstances({ connection, signal }: ListContext): AsyncGenerator<DbInstanceNode[]> {
  const client = await connection.clients.rds();
  for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client }, {}, { abortSignal: signal })) {
    yield DBInstances.map((instance) => dbInstanceNode(instance, connection.region));
  }
}

function dbInstanceNode(instance: DBInstance, region: string): DbInstanceNode {
  const { DBInstanceIdentifier = "", DBInstanceArn = "", DbiResourceId = "" } = instance;
  return {
    kind: "dbInstance",
    name: DBInstanceIdentifier,
    arn: DBInstanceArn,
    region,
    resourceId: DbiResourceId,
    instance,
  };
}
