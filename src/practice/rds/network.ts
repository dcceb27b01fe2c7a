import type { DBSubnetGroup } from "@aws-sdk/client-rds";
import { DBSubnetGroupNotFoundFault, KMSKeyNotAccessibleFault } from "@aws-sdk/client-rds";
import { randomAlphanumerics, randomHex, randomUuid } from "../ids.ts";
import type { State } from "../state.ts";
import { invalidValue } from "./errors.ts";
import { type Network, type RdsRegion, rdsArn } from "./state.ts";

const hostedZones: Readonly<Record<string, string>> = {
  "eu-central-1": "Z1RLNUO7B9Q6NB",
  "eu-west-1": "Z29XKXDKYMONMX",
  "us-east-1": "Z2R2ITUGPM61AM",
  "us-east-2": "Z2XHWR1WZ565X2",
  "us-west-1": "Z10WI91S59XXQN",
  "us-west-2": "Z1PVIF0B656C1W",
};

/** RDS of the account in a Region, with a default VPC from the first moment on. */
export function regionOf(state: State, region: string): RdsRegion {
  let found = state.rds.regions.get(region);
  if (found === undefined) {
    found = { instances: new Map(), snapshots: new Map(), events: [], network: newNetwork(state, region) };
    state.rds.regions.set(region, found);
  }
  return found;
}

/** Names of the Availability Zones of a Region. */
export function zonesOf(region: string): string[] {
  const letters = region === "us-east-1" ? "abcdef" : "abc";
  return [...letters].map((letter) => region + letter);
}

/** The subnet group of that name; `default` unless given. */
export function subnetGroup(network: Network, name = "default"): DBSubnetGroup {
  const group = network.subnetGroups.get(name.toLowerCase());
  if (group === undefined) {
    throw new DBSubnetGroupNotFoundFault({ message: `DB subnet group '${name}' does not exist.`, $metadata: {} });
  }
  return group;
}

/** Refuses what is not an Availability Zone of the Region. */
export function checkZone(region: string, zone: string | undefined): void {
  if (zone !== undefined && !zonesOf(region).includes(zone)) {
    throw invalidValue(`${zone} is not a valid availability zone.`);
  }
}

/** ARN of a KMS key given by ARN, by id or as the alias of the key that RDS uses by itself. */
export function keyArn(state: State, region: string, key: string | undefined, unlessGiven: string): string {
  if (key === undefined || key === "alias/aws/rds" || key === "alias/aws/secretsmanager") return unlessGiven;
  if (/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(key)) return key;
  if (/^(mrk-)?[0-9a-f-]{32,36}$/.test(key)) {
    return `arn:${state.partition}:kms:${region}:${state.accountId}:key/${key}`;
  }
  throw new KMSKeyNotAccessibleFault({
    message: `The specified KMS key [${key}] does not exist, is not enabled or you do not have permissions to access it.`,
    $metadata: {},
  });
}

function newNetwork(state: State, region: string): Network {
  const vpcId = `vpc-${randomHex(state, 17)}`;
  const kms = `arn:${state.partition}:kms:${region}:${state.accountId}:key`;
  const group = defaultSubnetGroup(state, region, vpcId);
  return {
    vpcId,
    securityGroupId: `sg-${randomHex(state, 17)}`,
    subnetGroups: new Map([["default", group]]),
    rdsKeyArn: `${kms}/${randomUuid(state)}`,
    secretsKeyArn: `${kms}/${randomUuid(state)}`,
    endpointLabel: `c${randomAlphanumerics(state, 11).toLowerCase()}`,
    hostedZoneId: hostedZones[region] ?? "Z2R2ITUGPM61AM",
  };
}

/** The subnet group that a Region has by itself, with a subnet in each zone. */
function defaultSubnetGroup(state: State, region: string, vpcId: string): DBSubnetGroup {
  return {
    DBSubnetGroupName: "default",
    DBSubnetGroupDescription: "default",
    VpcId: vpcId,
    SubnetGroupStatus: "Complete",
    Subnets: zonesOf(region).map((zone) => ({
      SubnetIdentifier: `subnet-${randomHex(state, 17)}`,
      SubnetAvailabilityZone: { Name: zone },
      SubnetOutpost: {},
      SubnetStatus: "Active",
    })),
    DBSubnetGroupArn: rdsArn(state, region, "subgrp", "default"),
    SupportedNetworkTypes: ["IPV4"],
  };
}
