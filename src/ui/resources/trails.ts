import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import { explainAwsError } from "../../aws/errors.ts";
import type { TrailNode } from "../resourceNode.ts";
import type { ListContext } from "./sections.ts";

/**
 * The trails of the Region, shadows of trails of other Regions included, each with its status. A status that cannot be
 * read costs that trail its status only.
 */
export async function* listTrails({ connection, signal }: ListContext): AsyncGenerator<TrailNode[]> {
  const client = await connection.clients.cloudTrail();
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({}), { abortSignal: signal });
  const sorted = trailList.toSorted((a, b) => (a.Name ?? "").localeCompare(b.Name ?? ""));
  yield await Promise.all(sorted.map((trail) => withStatus(client, trail, signal)));
}

async function withStatus(client: CloudTrailClient, trail: Trail, signal: AbortSignal): Promise<TrailNode> {
  const arn = trail.TrailARN ?? "";
  const node = { kind: "trail", name: trail.Name ?? arn, arn, region: trail.HomeRegion ?? "", trail } as const;
  try {
    // By ARN: only that finds the shadow of a trail of another Region (FACTS 96).
    const { $metadata, ...status } = await client.send(new GetTrailStatusCommand({ Name: arn }), {
      abortSignal: signal,
    });
    return { ...node, status };
  } catch (error) {
    return { ...node, failure: explainAwsError(error, { action: "cloudtrail:GetTrailStatus" }) };
  }
}
