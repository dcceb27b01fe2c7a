import type {
  GetRoleCommandInput,
  GetRoleCommandOutput,
  ListInstanceProfilesForRoleCommandInput,
  ListInstanceProfilesForRoleCommandOutput,
  ListRolesCommandInput,
  ListRolesCommandOutput,
} from "@aws-sdk/client-iam";
import type { Call } from "../call.ts";
import { pageOf } from "./paging.ts";
import { describeListedRole, describeRole, findRole } from "./roles.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export function getRole(input: GetRoleCommandInput, { account }: Call): Omit<GetRoleCommandOutput, "$metadata"> {
  return { Role: describeRole(findRole(account, input.RoleName)) };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export function listRoles(input: ListRolesCommandInput, { account }: Call): Omit<ListRolesCommandOutput, "$metadata"> {
  const { PathPrefix: prefix = "/" } = input;
  const roles = [...account.state.iam.roles.values()]
    .filter(({ path }) => path.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, more } = pageOf(roles, input);
  return { Roles: items.map(describeListedRole), ...more };
}

/** No role of this account is in one. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html */
export function listInstanceProfilesForRole(
  input: ListInstanceProfilesForRoleCommandInput,
  { account }: Call,
): Omit<ListInstanceProfilesForRoleCommandOutput, "$metadata"> {
  findRole(account, input.RoleName);
  return { InstanceProfiles: [], IsTruncated: false };
}
