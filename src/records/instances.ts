import { type JsonObject, type Leaf, leaves, member, text } from "./json.ts";

/** A DB instance that a record names, by any of the ways in which calls name one. */
export interface NamedInstance {
  /** Identifier in lower case, as RDS stores it (FACTS 28). */
  readonly name: string | undefined;
  /** `db-…`: stays when the instance is renamed (FACTS 27). */
  readonly resourceId: string | undefined;
  /** Empty where the record does not tell it. */
  readonly region: string;
  /** The strings in the record that name it, as they are written there. */
  readonly mentions: readonly string[];
}

/** arn:aws:rds:REGION:ACCOUNT:db:NAME, also in the middle of an error message (FACTS 7). */
const INSTANCE_ARN = /arn:[a-z0-9-]+:rds:([a-z0-9-]*):\d*:db:([a-z0-9-]+)/gi;
const RESOURCE_ID = /^db-[A-Z0-9]{20,}$/i;
/** What a Region's code is made of. It becomes part of a message, and of the address that calls go to. */
const REGION = /^[a-z0-9-]{1,40}$/;
const IDENTIFIER = /^[a-z][a-z0-9-]{0,62}$/i;

interface Found {
  name: string | undefined;
  resourceId: string | undefined;
  region: string;
  mentions: Set<string>;
}

/**
 * The instances a record names, in the order in which it names them: identifiers (old, new, source, target), ARNs,
 * resource ids, filters, and ARNs in the error message (FACTS 19, 26, 7). Keys are compared without regard to case.
 */
export function readInstances(json: JsonObject): readonly NamedInstance[] {
  const region = REGION.exec(text(json, "awsRegion") ?? "")?.[0] ?? "";
  const found: Found[] = [];
  for (const part of ["requestParameters", "responseElements", "errorMessage", "resources"]) {
    for (const leaf of leaves(member(json, part))) {
      if (typeof leaf.value === "string") collect(found, leaf, leaf.value, region);
    }
  }
  return found.map((each) => ({ ...each, mentions: [...each.mentions] }));
}

function collect(found: Found[], leaf: Leaf, value: string, region: string): void {
  for (const [arn, arnRegion, name] of value.matchAll(INSTANCE_ARN)) {
    if (name === undefined) continue;
    note(found, { name, resourceId: undefined, region: arnRegion || region, mention: arn });
  }
  const key = leaf.key?.toLowerCase() ?? "";
  const filter = key === "values" ? text(leaf.parent, "name") : undefined;
  if ((key.endsWith("dbinstanceidentifier") || filter === "db-instance-id") && IDENTIFIER.test(value)) {
    note(found, { name: value, resourceId: siblingResourceId(leaf, key), region, mention: value });
  } else if ((key === "dbiresourceid" || filter === "dbi-resource-id") && RESOURCE_ID.test(value)) {
    note(found, { name: siblingName(leaf.parent), resourceId: value, region, mention: value });
  }
}

/** The resource id that stands beside an identifier belongs to it, but not to a source, target or new name. */
function siblingResourceId(leaf: Leaf, key: string): string | undefined {
  if (key !== "dbinstanceidentifier") return undefined;
  return ownText(leaf.parent, "dbiresourceid");
}

function siblingName(parent: JsonObject | undefined): string | undefined {
  return ownText(parent, "dbinstanceidentifier");
}

function ownText(object: JsonObject | undefined, lowerCaseKey: string): string | undefined {
  const key = Object.keys(object ?? {}).find((each) => each.toLowerCase() === lowerCaseKey);
  return key === undefined ? undefined : text(object, key);
}

function note(
  found: Found[],
  seen: { name: string | undefined; resourceId: string | undefined; region: string; mention: string },
): void {
  const name = seen.name?.toLowerCase();
  const known = found.find(
    (each) =>
      (name !== undefined && each.name === name && each.region === seen.region) ||
      (name === undefined && seen.resourceId !== undefined && each.resourceId === seen.resourceId),
  );
  if (known === undefined) {
    found.push({ name, resourceId: seen.resourceId, region: seen.region, mentions: new Set([seen.mention]) });
    return;
  }
  known.resourceId ??= seen.resourceId;
  known.mentions.add(seen.mention);
}
