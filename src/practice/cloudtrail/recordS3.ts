import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import { inputSchema } from "../server/wire/schemas.ts";

/** Operations whose events have another name than the SDK's operation. */
const eventNames: Readonly<Record<string, string>> = {
  DeletePublicAccessBlock: "DeleteBucketPublicAccessBlock",
  GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
  GetBucketLifecycleConfiguration: "GetBucketLifecycle",
  GetBucketNotificationConfiguration: "GetBucketNotification",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  ListObjectsV2: "ListObjects",
  PutBucketAccelerateConfiguration: "PutAccelerateConfiguration",
  PutBucketLifecycleConfiguration: "PutBucketLifecycle",
  PutBucketNotificationConfiguration: "PutBucketNotification",
  PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
};

/** The event name of an S3 operation. */
export function s3EventName(operation: string): string {
  return eventNames[operation] ?? operation;
}

const xmlNamespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/**
 * What S3 writes as `requestParameters`: the request itself rather than its members. Bucket and host, the names in the
 * query (`policy: ""`), the `x-amz-` headers, and the body as a tree.
 */
export function s3Parameters(
  operation: StaticOperationSchema,
  input: unknown,
  region: string,
): Record<string, unknown> {
  const values = input as Readonly<Record<string, unknown>>;
  const schema = inputSchema(operation);
  const parameters: Record<string, unknown> = {};
  const bucket = values.Bucket;
  if (typeof bucket === "string") parameters.bucketName = bucket;
  parameters.Host = typeof bucket === "string" ? `${bucket}.s3.${region}.amazonaws.com` : `s3.${region}.amazonaws.com`;
  const { http } = NormalizedSchema.of(operation).getMergedTraits();
  for (const [name, value] of new URLSearchParams(http?.[1].split("?")[1] ?? "")) {
    if (name !== "x-id") parameters[name] = value;
  }
  for (const [name, member] of schema.structIterator()) {
    const value = values[name];
    if (value === undefined || value === null || name === "Bucket") continue;
    const { httpLabel, httpQuery, httpHeader, httpPayload, sensitive } = member.getMergedTraits();
    if (sensitive) continue;
    if (httpLabel) parameters[name === "Key" ? "key" : name] = value;
    else if (httpQuery) parameters[httpQuery] = String(value);
    else if (httpHeader?.toLowerCase().startsWith("x-amz-")) parameters[httpHeader.toLowerCase()] = String(value);
    else if (httpPayload) Object.assign(parameters, payload(member, name, value));
  }
  return parameters;
}

function payload(member: NormalizedSchema, name: string, value: unknown): Record<string, unknown> {
  if (name === "Policy") return { bucketPolicy: parsed(String(value)) };
  if (!member.isStructSchema()) return {};
  const { xmlName } = member.getMergedTraits();
  return { [xmlName ?? name]: { xmlns: xmlNamespace, ...(xmlTree(member, value) as object) } };
}

/** The XML of a value, read as a tree: elements that occur once are no list. */
function xmlTree(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isStructSchema()) {
    const tree: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const memberValue = (value as Record<string, unknown>)[name];
      if (memberValue === undefined || memberValue === null) continue;
      const { xmlName, xmlFlattened } = member.getMergedTraits();
      if (!member.isListSchema()) {
        tree[xmlName ?? name] = xmlTree(member, memberValue);
        continue;
      }
      const itemSchema = member.getValueSchema();
      const items = (memberValue as unknown[]).map((item) => xmlTree(itemSchema, item));
      const content = items.length === 1 ? items[0] : items;
      const itemName = itemSchema.getMergedTraits().xmlName ?? "member";
      tree[xmlName ?? name] = xmlFlattened ? content : { [itemName]: content };
    }
    return tree;
  }
  return value instanceof Date ? value.toISOString() : value;
}

/** Far deeper than any policy nests, and far less than the stack holds. */
const mostLevels = 100;

function parsed(policy: string): unknown {
  try {
    const tree: unknown = JSON.parse(policy);
    return isDeeper(tree, mostLevels) ? policy : tree;
  } catch {
    return policy;
  }
}

function isDeeper(tree: unknown, levels: number): boolean {
  if (typeof tree !== "object" || tree === null) return false;
  return levels === 0 || Object.values(tree).some((inner) => isDeeper(inner, levels - 1));
}
