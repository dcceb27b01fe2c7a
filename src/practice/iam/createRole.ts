import {
  type CreateRoleCommandInput,
  type CreateRoleCommandOutput,
  DeleteConflictException,
  type DeleteRoleCommandInput,
  EntityAlreadyExistsException,
  type UpdateAssumeRolePolicyCommandInput,
} from "@aws-sdk/client-iam";
import type { Call } from "../call.ts";
import { checkTrustPolicy } from "./checkPolicy.ts";
import { addRole, describeNewRole, findRole } from "./roles.ts";
import { checkName, checkPath, checkRange, checkTags } from "./validation.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function createRole(input: CreateRoleCommandInput, call: Call): Omit<CreateRoleCommandOutput, "$metadata"> {
  const { account } = call;
  const { AssumeRolePolicyDocument: trustPolicy = "", Description: description, PermissionsBoundary: boundary } = input;
  const name = checkName("roleName", input.RoleName, 64);
  const path = checkPath(input.Path ?? "/");
  const maxSessionDuration = checkRange("maxSessionDuration", input.MaxSessionDuration ?? 3600, 3600, 43_200);
  const tags = checkTags(input.Tags);
  if (account.state.iam.roles.has(name.toLowerCase())) {
    throw new EntityAlreadyExistsException({ message: `Role with name ${name} already exists.`, $metadata: {} });
  }
  checkTrustPolicy(account, trustPolicy);
  const role = addRole(account, name, trustPolicy, {
    path,
    maxSessionDuration,
    tags,
    ...(description === undefined ? {} : { description }),
    ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
  });
  return { Role: describeNewRole(role) };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export function updateAssumeRolePolicy(input: UpdateAssumeRolePolicyCommandInput, { account }: Call): void {
  const role = findRole(account, input.RoleName);
  const text = input.PolicyDocument ?? "";
  checkTrustPolicy(account, text);
  role.trustPolicy = text;
}

/** Only a role without policies. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export function deleteRole(input: DeleteRoleCommandInput, { account }: Call): void {
  const role = findRole(account, input.RoleName);
  if (role.attachedPolicies.size > 0) throw conflict("Cannot delete entity, must detach all policies first.");
  if (role.inlinePolicies.size > 0) throw conflict("Cannot delete entity, must delete policies first.");
  account.state.iam.roles.delete(role.name.toLowerCase());
}

function conflict(message: string): DeleteConflictException {
  return new DeleteConflictException({ message, $metadata: {} });
}
