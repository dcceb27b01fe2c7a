import {
  type DBParameterGroup,
  DBParameterGroupNotFoundFault,
  type DBParameterGroupsMessage,
  type DBSubnetGroupMessage,
  type DescribeDBParameterGroupsMessage,
  type DescribeDBSubnetGroupsMessage,
  type DescribeOptionGroupsMessage,
  type OptionGroup,
  OptionGroupNotFoundFault,
  type OptionGroups,
} from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { engines } from "./catalogue.ts";
import { everyFamily } from "./checks.ts";
import { defaultOptionGroup, majorsOf } from "./engine.ts";
import { invalidCombination } from "./errors.ts";
import { regionOfCall } from "./lookup.ts";
import { subnetGroup } from "./network.ts";
import { page } from "./paging.ts";
import { rdsArn } from "./state.ts";

/** Lists the default parameter group of each family. */
export const describeDBParameterGroups: Operation<DescribeDBParameterGroupsMessage, DBParameterGroupsMessage> = (
  input,
  { account, region },
) => {
  const { DBParameterGroupName: wanted } = input;
  const all = everyFamily().map((family): DBParameterGroup => {
    const name = `default.${family}`;
    return {
      DBParameterGroupName: name,
      DBParameterGroupFamily: family,
      Description: `Default parameter group for ${family}`,
      DBParameterGroupArn: rdsArn(account.state, region, "pg", name),
    };
  });
  const found = all.filter(({ DBParameterGroupName: name }) => wanted === undefined || name === wanted.toLowerCase());
  if (wanted !== undefined && found.length === 0) {
    const message = `DBParameterGroup not found: ${wanted}`;
    throw new DBParameterGroupNotFoundFault({ message, $metadata: {} });
  }
  const { items, marker } = page(found, input);
  return { DBParameterGroups: items, Marker: marker };
};

/** Lists the subnet groups of the Region, or the one that is named. */
export const describeDBSubnetGroups: Operation<DescribeDBSubnetGroupsMessage, DBSubnetGroupMessage> = (input, call) => {
  const { network } = regionOfCall(call);
  const { DBSubnetGroupName: wanted } = input;
  const found = wanted === undefined ? [...network.subnetGroups.values()] : [subnetGroup(network, wanted)];
  const { items, marker } = page(found, input);
  return { DBSubnetGroups: structuredClone(items), Marker: marker };
};

/** Lists the default option group of each engine's major versions. */
export const describeOptionGroups: Operation<DescribeOptionGroupsMessage, OptionGroups> = (
  input,
  { account, region },
) => {
  const { OptionGroupName: wanted, EngineName: engineName, MajorEngineVersion: wantedMajor } = input;
  if (wantedMajor !== undefined && engineName === undefined) {
    throw invalidCombination("An engine name must be specified when a major engine version is specified.");
  }
  const all = engines.flatMap((engine) =>
    majorsOf(engine).map((major): OptionGroup => {
      const name = defaultOptionGroup(engine, `${major}.0`);
      return {
        OptionGroupName: name,
        OptionGroupDescription: `Default option group for ${engine.name} ${major}`,
        EngineName: engine.name,
        MajorEngineVersion: major,
        Options: [],
        AllowsVpcAndNonVpcInstanceMemberships: true,
        OptionGroupArn: rdsArn(account.state, region, "og", name),
      };
    }),
  );
  const found = all.filter(
    (group) =>
      (wanted === undefined || group.OptionGroupName === wanted.toLowerCase()) &&
      (engineName === undefined || group.EngineName === engineName) &&
      (wantedMajor === undefined || group.MajorEngineVersion === wantedMajor),
  );
  if (wanted !== undefined && found.length === 0) {
    const message = `Specified OptionGroupName: ${wanted} not found.`;
    throw new OptionGroupNotFoundFault({ message, $metadata: {} });
  }
  const { items, marker } = page(found, input);
  return { OptionGroupsList: items, Marker: marker };
};
