import type { Service } from "../service.ts";
import { attachRolePolicy, detachRolePolicy, listAttachedRolePolicies } from "./attachedPolicies.ts";
import { createRole, deleteRole, updateAssumeRolePolicy } from "./createRole.ts";
import { getRole, listInstanceProfilesForRole, listRoles } from "./getRole.ts";
import { getUser, listAccountAliases } from "./getUser.ts";
import { deleteRolePolicy, getRolePolicy, listRolePolicies, putRolePolicy } from "./rolePolicies.ts";
import { listRoleTags, tagRole, untagRole } from "./roleTags.ts";

/** Roles and their policies. */
export const iamService: Service = {
  signingName: "iam",
  eventSource: "iam.amazonaws.com",
  operations: {
    AttachRolePolicy: attachRolePolicy,
    CreateRole: createRole,
    DeleteRole: deleteRole,
    DeleteRolePolicy: deleteRolePolicy,
    DetachRolePolicy: detachRolePolicy,
    GetRole: getRole,
    GetRolePolicy: getRolePolicy,
    GetUser: getUser,
    ListAccountAliases: listAccountAliases,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListInstanceProfilesForRole: listInstanceProfilesForRole,
    ListRolePolicies: listRolePolicies,
    ListRoles: listRoles,
    ListRoleTags: listRoleTags,
    PutRolePolicy: putRolePolicy,
    TagRole: tagRole,
    UntagRole: untagRole,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  },
};
