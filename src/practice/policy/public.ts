import type { Condition, PolicyDocument, PrincipalElement } from "./document.ts";

/** Conditions on these keys keep the public out, as long as their values are fixed. */
const restrictingKeys = new Set(
  [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:userid",
    "aws:VpcSourceIp",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
  ].map((key) => key.toLowerCase()),
);

const restrictingOperators = new Set([
  "StringEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
  "ArnEquals",
  "ArnLike",
  "IpAddress",
]);

/**
 * Whether a policy lets anybody in, by the rule of S3 Block Public Access: a statement allows everyone and no condition
 * holds them to fixed values.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isPublic({ statements }: PolicyDocument): boolean {
  return statements.some(
    ({ effect, principal, notPrincipal, conditions }) =>
      effect === "Allow" &&
      (notPrincipal !== undefined || (principal !== undefined && isEverybody(principal))) &&
      !conditions.some(restricts),
  );
}

function isEverybody(principal: PrincipalElement): boolean {
  return principal === "*" || (principal.AWS?.includes("*") ?? false);
}

function restricts({ operator, optional, key, values }: Condition): boolean {
  if (optional || !restrictingOperators.has(operator) || !restrictingKeys.has(key.toLowerCase())) return false;
  return values.every((value) => !isOpen(operator, value));
}

/** A range of addresses is open when it is very wide; an ARN when its account and its resource's name are free. */
function isOpen(operator: string, value: string): boolean {
  if (operator === "IpAddress") {
    const prefix = Number(value.split("/")[1] ?? (value.includes(":") ? 128 : 32));
    return prefix < (value.includes(":") ? 32 : 8);
  }
  if (!value.includes("*") && !value.includes("?") && !value.includes("${")) return false;
  const account = value.startsWith("arn:") ? (value.split(":")[4] ?? "") : "";
  return !/^\d{12}$/.test(account);
}
