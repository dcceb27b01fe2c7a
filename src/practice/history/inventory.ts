import { Random } from "./random.ts";

/** What the account's past is made for. */
export interface Place {
  /** Twelve digits. */
  readonly accountId: string;
  /** The Region in which nearly everything happens. */
  readonly region: string;
  readonly seed: number;
}

/** The things of the account that its records name, besides databases and principals. */
export interface Inventory extends Place {
  readonly vpcId: string;
  readonly databaseSubnets: readonly Subnet[];
  readonly databaseSecurityGroup: string;
  readonly servers: readonly string[];
  /** KMS key of the databases' storage: ARN. */
  readonly databaseKeyArn: string;
  /** KMS key of the application's secrets and parameters: ARN. */
  readonly applicationKeyArn: string;
  /** The part of an endpoint's host name that is the same for all databases of the account and Region. */
  readonly endpointCode: string;
  readonly trailBucket: string;
  readonly buckets: readonly string[];
  readonly functions: readonly string[];
  readonly logGroups: readonly string[];
  readonly secrets: readonly string[];
}

interface Subnet {
  readonly subnetId: string;
  readonly availabilityZone: string;
}

/** The inventory of the account: always the same for the same place. */
export function inventoryOf(place: Place): Inventory {
  const random = new Random(place.seed, place.accountId, place.region, "inventory");
  const keyArn = () => `arn:aws:kms:${place.region}:${place.accountId}:key/${random.uuid()}`;
  return {
    ...place,
    vpcId: `vpc-0${random.hex(16)}`,
    databaseSubnets: ["a", "b", "c"].map((zone) => ({
      subnetId: `subnet-0${random.hex(16)}`,
      availabilityZone: `${place.region}${zone}`,
    })),
    databaseSecurityGroup: `sg-0${random.hex(16)}`,
    servers: Array.from({ length: 6 }, () => `i-0${random.hex(16)}`),
    databaseKeyArn: keyArn(),
    applicationKeyArn: keyArn(),
    endpointCode: `c${random.base32(11).toLowerCase()}`,
    trailBucket: `aws-cloudtrail-logs-${place.accountId}-${random.hex(8)}`,
    buckets: [
      "example-corp-web-assets",
      "example-corp-data-lake",
      "example-corp-backups",
      "example-corp-terraform-state",
    ],
    functions: ["db-start-stop", "orders-events", "nightly-report", "thumbnailer"],
    logGroups: ["/aws/lambda/db-start-stop", "/aws/lambda/orders-events", "/aws/rds/instance/orders-prod/postgresql"],
    secrets: ["orders/prod/database", "reporting/database", "wiki/database"],
  };
}

/** ARN of a trail of the account. */
export function trailArn(place: Place, name: string): string {
  return `arn:aws:cloudtrail:${place.region}:${place.accountId}:trail/${name}`;
}

/** ARN of an RDS resource of the account: `db`, `snapshot`, `subgrp`… */
export function rdsArn(place: Place, type: string, name: string): string {
  return `arn:aws:rds:${place.region}:${place.accountId}:${type}:${name}`;
}
