import {
  type DeleteRolePolicyCommandInput,
  type GetRolePolicyCommandInput,
  type GetRolePolicyCommandOutput,
  LimitExceededException,
  type ListRolePoliciesCommandInput,
  type ListRolePoliciesCommandOutput,
  type PutRolePolicyCommandInput,
} from "@aws-sdk/client-iam";
import type { Call } from "../call.ts";
import { checkPermissions } from "./checkPolicy.ts";
import { pageOf } from "./paging.ts";
import { encodePolicy, findRole, noSuchEntity } from "./roles.ts";
import { checkName } from "./validation.ts";

/** Most characters of all inline policies of a role, white space apart. */
const longestPolicies = 10_240;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export function putRolePolicy(input: PutRolePolicyCommandInput, { account }: Call): void {
  const name = checkName("policyName", input.PolicyName, 128);
  const { inlinePolicies, name: roleName } = findRole(account, input.RoleName);
  const text = input.PolicyDocument ?? "";
  checkPermissions(text);
  const others = [...inlinePolicies].filter(([other]) => other !== name).map(([, policy]) => policy);
  if ([...others, text].join("").replaceAll(/\s/g, "").length > longestPolicies) {
    const message = `Maximum policy size of ${longestPolicies} bytes exceeded for role ${roleName}`;
    throw new LimitExceededException({ message, $metadata: {} });
  }
  inlinePolicies.set(name, text);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export function getRolePolicy(
  input: GetRolePolicyCommandInput,
  { account }: Call,
): Omit<GetRolePolicyCommandOutput, "$metadata"> {
  const { name, inlinePolicies } = findRole(account, input.RoleName);
  const policy = inlinePolicies.get(input.PolicyName ?? "");
  if (policy === undefined) throw noPolicy(input.PolicyName);
  return { RoleName: name, PolicyName: input.PolicyName, PolicyDocument: encodePolicy(policy) };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export function deleteRolePolicy(input: DeleteRolePolicyCommandInput, { account }: Call): void {
  const { inlinePolicies } = findRole(account, input.RoleName);
  if (!inlinePolicies.delete(input.PolicyName ?? "")) throw noPolicy(input.PolicyName);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export function listRolePolicies(
  input: ListRolePoliciesCommandInput,
  { account }: Call,
): Omit<ListRolePoliciesCommandOutput, "$metadata"> {
  const { items, more } = pageOf([...findRole(account, input.RoleName).inlinePolicies.keys()].sort(), input);
  return { PolicyNames: items, ...more };
}

function noPolicy(name: string | undefined) {
  return noSuchEntity(`The role policy with name ${name ?? ""} cannot be found.`);
}
