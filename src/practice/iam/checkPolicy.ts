import { MalformedPolicyDocumentException } from "@aws-sdk/client-iam";
import type { Account } from "../account.ts";
import { type PolicyDocument, PolicySyntaxError, parsePolicy, type Statement } from "../policy/document.ts";
import { unknownPrincipal } from "../policy/principals.ts";

/**
 * Holds a role's trust policy against IAM's rules.
 * @throws MalformedPolicyDocumentException
 */
export function checkTrustPolicy(account: Account, text: string): void {
  const policy = parse(text, (error) => error.message);
  for (const { principal, notPrincipal, resource, notResource, action, notAction } of policy.statements) {
    if (principal === undefined && notPrincipal === undefined) throw malformed("Missing required field Principal");
    if (resource !== undefined || notResource !== undefined) throw malformed("Has prohibited field Resource");
    if (action === undefined && notAction === undefined) throw malformed("Missing required field Action");
    if (!(action ?? notAction ?? []).every((name) => /^sts:/i.test(name))) {
      throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
    }
  }
  const unknown = unknownPrincipal(account, policy);
  if (unknown !== undefined) {
    const isService = policy.statements.some(
      ({ principal = "*" }) => principal !== "*" && principal.Service?.includes(unknown),
    );
    throw malformed(`Invalid principal in policy: "${isService ? "SERVICE" : "AWS"}":"${unknown}"`);
  }
}

/**
 * Holds a policy of permissions against IAM's rules.
 * @throws MalformedPolicyDocumentException
 */
export function checkPermissions(text: string): void {
  const policy = parse(text, () => "Syntax errors in policy.");
  if (policy.version !== "2012-10-17") throw malformed("Policy document must be version 2012-10-17 or greater.");
  for (const statement of policy.statements) checkStatement(statement);
  const sids = policy.statements.flatMap(({ sid }) => (sid ? [sid] : []));
  if (new Set(sids).size < sids.length) throw malformed("Statement IDs (SID) in a single policy must be unique.");
}

function checkStatement(statement: Statement): void {
  const { principal, notPrincipal, action, notAction, resource, notResource } = statement;
  const actions = action ?? notAction ?? [];
  const resources = resource ?? notResource ?? [];
  if (principal !== undefined || notPrincipal !== undefined) {
    throw malformed("Policy document should not specify a principal.");
  }
  if (actions.length === 0) throw malformed("Policy statement must contain actions.");
  if (resources.length === 0) throw malformed("Policy statement must contain resources.");
  for (const name of actions) {
    const parts = name.split(":");
    if (parts.length === 1 && name !== "*") {
      throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
    if (parts.length > 2) throw malformed("Actions/Condition can contain only one colon.");
    if (name !== "*" && !/^[A-Za-z0-9.-]+$/.test(parts[0] ?? "")) throw malformed(`Vendor ${parts[0]} is not valid`);
  }
  for (const arn of resources) checkResource(arn);
}

function checkResource(arn: string): void {
  if (arn === "*") return;
  const [scheme, partition, service, region] = arn.split(":");
  if (scheme !== "arn" || partition === undefined) throw malformed(`Resource ${arn} must be in ARN format or "*".`);
  if (!/^(\*|aws|aws-cn|aws-us-gov)$/.test(partition)) {
    throw malformed(`Partition "${partition}" is not valid for resource "${arn}".`);
  }
  if (arn.split(":").length < 6) throw malformed("The policy failed legacy parsing");
  if (service === "iam" && region !== "") throw malformed(`IAM resource ${arn} cannot contain region information.`);
  if (service === "s3" && region !== "") throw malformed(`Resource ${arn} can not contain region information.`);
}

function parse(text: string, wording: (error: PolicySyntaxError) => string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicySyntaxError) throw malformed(wording(error));
    throw error;
  }
}

function malformed(message: string): MalformedPolicyDocumentException {
  return new MalformedPolicyDocumentException({ message, $metadata: {} });
}
