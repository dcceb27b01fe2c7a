import {
  CloudTrailARNInvalidException,
  InvalidHomeRegionException,
  InvalidTrailNameException,
  TrailNotFoundException,
} from "@aws-sdk/client-cloudtrail";
import type { Account } from "../account.ts";
import type { Call } from "../call.ts";
import type { Trail } from "./state.ts";

/** ARN of a trail of this account. */
export function trailArn(account: Account, region: string, name: string): string {
  const { accountId, partition } = account.state;
  return `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${name}`;
}

/**
 * A trail by its name in its home Region, or by its ARN in any Region that sees it.
 * @throws InvalidTrailNameException, CloudTrailARNInvalidException, TrailNotFoundException
 */
export function findTrail(call: Call, nameOrArn: string | undefined): Trail {
  const trail = lookUpTrail(call, nameOrArn ?? "");
  if (trail !== undefined) return trail;
  const { account, region } = call;
  const arn = isArn(nameOrArn ?? "") ? nameOrArn : trailArn(account, region, nameOrArn ?? "");
  throw new TrailNotFoundException({
    message: `Unknown trail: ${arn} for the user: ${account.state.accountId}`,
    $metadata: {},
  });
}

/**
 * As {@link findTrail}, for operations that change the trail: they work in its home Region only.
 * @throws InvalidHomeRegionException
 */
export function findTrailAtHome(call: Call, nameOrArn: string | undefined): Trail {
  const trail = findTrail(call, nameOrArn);
  if (trail.homeRegion !== call.region) {
    const message = `Trail ${trail.arn} has its home in ${trail.homeRegion}: call this operation in that Region.`;
    throw new InvalidHomeRegionException({ message, $metadata: {} });
  }
  return trail;
}

/** As {@link findTrail}, but `undefined` where there is no such trail. */
export function lookUpTrail({ account, region }: Call, nameOrArn: string): Trail | undefined {
  if (!isArn(nameOrArn)) {
    checkTrailName(nameOrArn);
    return account.state.cloudTrail.trails.get(trailArn(account, region, nameOrArn));
  }
  checkTrailArn(nameOrArn);
  const trail = account.state.cloudTrail.trails.get(nameOrArn);
  return trail && isVisible(trail, region) ? trail : undefined;
}

/** Whether a Region has the trail or its shadow. */
export function isVisible(trail: Trail, region: string): boolean {
  return trail.homeRegion === region || trail.isMultiRegionTrail;
}

/** @throws InvalidTrailNameException. Rules: FACTS 92. */
export function checkTrailName(name: string): void {
  const problem = trailNameProblem(name);
  if (problem !== undefined) throw new InvalidTrailNameException({ message: problem, $metadata: {} });
}

function trailNameProblem(name: string): string | undefined {
  const specified = `Specified name length: ${name.length} characters.`;
  if (name.length < 3) return `Trail name too short. Minimum allowed length: 3 characters. ${specified}`;
  if (name.length > 128) return `Trail name too long. Maximum allowed length: 128 characters. ${specified}`;
  if (!/^[A-Za-z0-9]/.test(name)) return "Trail name must starts with a letter or number.";
  if (!/[A-Za-z0-9]$/.test(name)) return "Trail name must ends with a letter or number.";
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    return "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).";
  }
  if (/[._-]{2}/.test(name)) return "Trail name cannot have adjacent periods (.), hyphens (-), or underscores (_).";
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(name)) return "Trail name cannot be in IP address format.";
  return undefined;
}

/** @throws CloudTrailARNInvalidException */
export function checkTrailArn(arn: string): void {
  if (/^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[A-Za-z0-9._-]{3,128}$/.test(arn)) return;
  const message = `${arn} is not a valid trail ARN. Its format is arn:aws:cloudtrail:REGION:ACCOUNT:trail/NAME.`;
  throw new CloudTrailARNInvalidException({ message, $metadata: {} });
}

function isArn(text: string): boolean {
  return text.startsWith("arn:");
}
