import type {
  DescribeTrailsCommandInput,
  DescribeTrailsResponse,
  GetTrailCommandInput,
  GetTrailResponse,
  ListTrailsCommandInput,
  ListTrailsResponse,
} from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { trailDescription } from "./trailDescription.ts";
import { findTrail, isVisible, lookUpTrail } from "./trailNames.ts";

/** All trails of the Region with the shadows of others, or those that are named; names that are unknown are left out. */
export function describeTrails(input: DescribeTrailsCommandInput, call: Call): DescribeTrailsResponse {
  const { trailNameList, includeShadowTrails = true } = input;
  const named = trailNameList?.length
    ? trailNameList.flatMap((name) => lookUpTrail(call, name) ?? [])
    : [...call.account.state.cloudTrail.trails.values()].filter((trail) => isVisible(trail, call.region));
  const shown = includeShadowTrails ? named : named.filter(({ homeRegion }) => homeRegion === call.region);
  return { trailList: [...new Set(shown)].map(trailDescription) };
}

/** One trail, or the shadow of one by its ARN. */
export function getTrail({ Name }: GetTrailCommandInput, call: Call): GetTrailResponse {
  return { Trail: trailDescription(findTrail(call, Name)) };
}

/** The trails of the account in all Regions. */
export function listTrails(_input: ListTrailsCommandInput, { account }: Call): ListTrailsResponse {
  const trails = [...account.state.cloudTrail.trails.values()];
  return { Trails: trails.map(({ arn, name, homeRegion }) => ({ TrailARN: arn, Name: name, HomeRegion: homeRegion })) };
}
