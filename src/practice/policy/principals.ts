import type { Account } from "../account.ts";
import type { PolicyDocument, PrincipalElement } from "./document.ts";

/**
 * The first principal of a policy that AWS would not accept because nobody has that name, or `undefined`. Identities
 * of other accounts are taken as they are, those of this account must exist.
 */
export function unknownPrincipal(account: Account, { statements }: PolicyDocument): string | undefined {
  return statements
    .flatMap(({ principal, notPrincipal }) => [principal, notPrincipal])
    .flatMap((element) => (element === undefined ? [] : unknownIn(account, element)))[0];
}

function unknownIn(account: Account, element: PrincipalElement): string[] {
  if (element === "*") return [];
  const { AWS: identities = [], Service: services = [] } = element;
  return [
    ...identities.filter((name) => !isIdentity(account, name)),
    ...services.filter((name) => !/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name)),
  ];
}

function isIdentity(account: Account, name: string): boolean {
  if (name === "*" || /^\d{12}$/.test(name)) return true;
  const [, owner, kind, path = ""] = /^arn:aws:(?:iam|sts)::(\d{12}):([a-z-]+)(?:\/(.+))?$/.exec(name) ?? [];
  if (owner === undefined) return false;
  if (kind === "root") return path === "";
  if (path === "") return false;
  if (owner !== account.state.accountId) return true;
  const { roles, users, principals } = account.state.iam;
  const last = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  switch (kind) {
    case "role":
      return roles.get(last)?.arn === name;
    case "user":
      return users.get(last)?.arn === name || [...principals.values()].some(({ arn }) => arn === name);
    case "assumed-role":
      return roles.has(path.slice(0, path.indexOf("/")).toLowerCase());
    default:
      return kind === "federated-user";
  }
}
