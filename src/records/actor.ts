import { type Json, type JsonObject, member, path, text } from "./json.ts";

/** Who made a call. */
export interface Actor {
  readonly kind: "user" | "sso" | "role" | "root" | "service" | "federated" | "account" | "unknown";
  /** The person where one is known, else the role, service or account. */
  readonly name: string;
  /** The role or the permission set that was used. */
  readonly through: string | undefined;
  /** The service that made the call on the actor's behalf (FACTS 18). */
  readonly invokedBy: string | undefined;
}

/** Role that Identity Center makes for a permission set (FACTS 17). */
const SSO_ROLE = /^AWSReservedSSO_(.+)_[0-9a-f]+$/;

/** Reads `userIdentity`, which may lack its type or be null (FACTS 16). */
export function readActor(json: JsonObject): Actor {
  const identity = member(json, "userIdentity");
  const stated = text(identity, "invokedBy");
  const named = name(identity);
  const invokedBy = stated === named.name ? undefined : stated;
  return { ...named, invokedBy };
}

/** "alice@example.com (SSO)", "ci-1841 (deploy)", "rds.amazonaws.com". */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "sso") return `${actor.name} (SSO)`;
  return actor.through === undefined ? actor.name : `${actor.name} (${actor.through})`;
}

function name(identity: Json | undefined): Omit<Actor, "invokedBy"> {
  const type = text(identity, "type");
  const user = text(identity, "userName");
  const arn = text(identity, "arn");
  const account = text(identity, "accountId");
  const invokedBy = text(identity, "invokedBy");
  switch (type) {
    case "Root":
      return { kind: "root", name: "root", through: undefined };
    case "IAMUser":
      return { kind: "user", name: user ?? lastPart(arn) ?? "IAM user", through: undefined };
    case "IdentityCenterUser":
      return {
        kind: "sso",
        name: user ?? text(member(identity, "onBehalfOf"), "userId") ?? "SSO user",
        through: undefined,
      };
    case "AssumedRole":
      return assumedRole(identity, arn);
    case "Role":
      return { kind: "role", name: user ?? lastPart(arn) ?? "role", through: undefined };
    case "AWSService":
      return { kind: "service", name: invokedBy ?? "AWS", through: undefined };
    case "AWSAccount":
      return { kind: "account", name: `account ${account ?? "unknown"}`, through: undefined };
    case "FederatedUser":
    case "SAMLUser":
    case "WebIdentityUser":
    case "Directory":
      return {
        kind: "federated",
        name: user ?? lastPart(arn) ?? text(identity, "principalId") ?? type,
        through: undefined,
      };
    default: {
      const known = user ?? lastPart(arn);
      if (known !== undefined) return { kind: "unknown", name: known, through: undefined };
      if (invokedBy !== undefined) return { kind: "service", name: invokedBy, through: undefined };
      return { kind: "unknown", name: text(identity, "principalId") ?? "AWS", through: undefined };
    }
  }
}

function assumedRole(identity: Json | undefined, arn: string | undefined): Omit<Actor, "invokedBy"> {
  const [roleInArn, session] = (arn?.split(":assumed-role/")[1] ?? "").split("/");
  const role = text(path(identity, "sessionContext", "sessionIssuer"), "userName") ?? (roleInArn || undefined);
  const permissionSet = SSO_ROLE.exec(role ?? "")?.[1];
  const person = session || text(identity, "principalId")?.split(":")[1];
  if (permissionSet !== undefined && person) return { kind: "sso", name: person, through: permissionSet };
  if (person) return { kind: "role", name: person, through: role };
  return { kind: "role", name: role ?? "role", through: undefined };
}

function lastPart(arn: string | undefined): string | undefined {
  const last = arn?.split("/").at(-1)?.split(":").at(-1);
  return last === "" ? undefined : last;
}
