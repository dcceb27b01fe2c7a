import {
  type AttachRolePolicyCommandInput,
  type DetachRolePolicyCommandInput,
  LimitExceededException,
  type ListAttachedRolePoliciesCommandInput,
  type ListAttachedRolePoliciesCommandOutput,
} from "@aws-sdk/client-iam";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { pageOf } from "./paging.ts";
import { findRole, noSuchEntity } from "./roles.ts";

/** Most policies that a role can have attached. */
const mostAttached = 10;

/**
 * AWS's own policies are all taken to exist; the account has none of its own.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
 */
export function attachRolePolicy(input: AttachRolePolicyCommandInput, { account }: Call): void {
  const { attachedPolicies } = findRole(account, input.RoleName);
  const arn = checkArn(input.PolicyArn);
  const [, name] = /^arn:aws:iam::aws:policy\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)$/.exec(arn) ?? [];
  if (name === undefined) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  if (attachedPolicies.size >= mostAttached && !attachedPolicies.has(arn)) {
    const message = `Cannot exceed quota for PoliciesPerRole: ${mostAttached}`;
    throw new LimitExceededException({ message, $metadata: {} });
  }
  attachedPolicies.set(arn, name);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export function detachRolePolicy(input: DetachRolePolicyCommandInput, { account }: Call): void {
  const { attachedPolicies } = findRole(account, input.RoleName);
  const arn = checkArn(input.PolicyArn);
  if (!attachedPolicies.delete(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export function listAttachedRolePolicies(
  input: ListAttachedRolePoliciesCommandInput,
  { account }: Call,
): Omit<ListAttachedRolePoliciesCommandOutput, "$metadata"> {
  const { attachedPolicies } = findRole(account, input.RoleName);
  const policies = [...attachedPolicies].map(([PolicyArn, PolicyName]) => ({ PolicyArn, PolicyName }));
  const { items, more } = pageOf(policies, input);
  return { AttachedPolicies: items, ...more };
}

function checkArn(arn = ""): string {
  if (!/^arn:[^:]+:iam::[^:]*:policy\/.+$/.test(arn)) throw new AwsError("ValidationError", `ARN ${arn} is not valid.`);
  return arn;
}
