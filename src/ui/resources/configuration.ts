import type { AwsResourceNode } from "../resourceNode.ts";

/** Everything AWS told about a resource, as an object to show. Policies are opened up, for people to read. */
export function configurationOf(node: AwsResourceNode): object {
  switch (node.kind) {
    case "trail":
      return { ...node.trail, Status: node.status };
    case "topic":
      return opened(node.attributes ?? { TopicArn: node.arn });
    case "subscription":
      return {
        SubscriptionArn: node.arn,
        TopicArn: node.topicArn,
        Protocol: node.protocol,
        Endpoint: node.name,
        Owner: node.owner,
      };
    case "logGroup":
      return { ...node.logGroup, creationTime: date(node.logGroup.creationTime), Trails: node.trails };
    case "logStream":
      return {
        ...node.logStream,
        creationTime: date(node.logStream.creationTime),
        firstEventTimestamp: date(node.logStream.firstEventTimestamp),
        lastEventTimestamp: date(node.logStream.lastEventTimestamp),
        lastIngestionTime: date(node.logStream.lastIngestionTime),
      };
    case "dbInstance":
      return node.instance;
  }
}

/** CloudWatch Logs gives times in epoch milliseconds, which nobody can read. */
function date(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

/** SNS gives its policies as JSON inside strings. */
function opened(attributes: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, value.startsWith("{") ? parsed(value) : value]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
