import type { ActorName } from "../actors.ts";
import { creationOf, type Database, describeDatabase, resourceIdOf } from "../databases.ts";
import { rdsArn } from "../inventory.ts";
import { Random } from "../random.ts";
import type { Teller } from "./teller.ts";

/** Somebody creates an instance, and RDS does its part: a grant on the storage's key, and a network interface. */
export function tellOfCreation(teller: Teller, actor: ActorName, at: number, database: Database): void {
  const { inventory, tell } = teller;
  const { settings, life = 1 } = database;
  const random = new Random(inventory.seed, "creation", settings.DBInstanceIdentifier, life);
  tell({
    actor,
    at,
    name: "CreateDBInstance",
    request: creationOf(inventory, database),
    response: describeDatabase(inventory, database, {
      created: at,
      at,
      status: "creating",
      changes: { PendingModifiedValues: { MasterUserPassword: "" } },
    }),
  });
  tell({
    actor,
    at: at + 9_000,
    name: "ListTagsForResource",
    readOnly: true,
    request: { ResourceName: rdsArn(inventory, "db", settings.DBInstanceIdentifier) },
  });
  if (settings.StorageEncrypted) {
    const rds = `rds.${inventory.region}.amazonaws.com`;
    tell({
      actor: "rds",
      at: at + 14_000,
      service: "kms",
      name: "CreateGrant",
      request: {
        keyId: inventory.databaseKeyArn,
        granteePrincipal: rds,
        retiringPrincipal: rds,
        operations: ["Decrypt", "Encrypt", "GenerateDataKey", "CreateGrant", "RetireGrant", "DescribeKey"],
        constraints: { encryptionContextSubset: { "aws:rds:db-id": resourceIdOf(inventory, database) } },
      },
      response: { grantId: random.hex(64), keyId: inventory.databaseKeyArn },
      resources: [{ accountId: inventory.accountId, type: "AWS::KMS::Key", ARN: inventory.databaseKeyArn }],
    });
  }
  const subnet = random.pick(inventory.databaseSubnets);
  const groupId = inventory.databaseSecurityGroup;
  tell({
    actor: "rdsRole",
    at: at + 61_000,
    service: "ec2",
    name: "CreateNetworkInterface",
    request: {
      subnetId: subnet.subnetId,
      description: "RDSNetworkInterface",
      groupSet: { items: [{ groupId }] },
      privateIpAddressesSet: {},
      ipv6AddressCount: 0,
      denyAllIgwTraffic: true,
    },
    response: {
      requestId: random.uuid(),
      networkInterface: {
        networkInterfaceId: `eni-0${random.hex(16)}`,
        subnetId: subnet.subnetId,
        vpcId: inventory.vpcId,
        availabilityZone: subnet.availabilityZone,
        description: "RDSNetworkInterface",
        ownerId: inventory.accountId,
        requesterId: "amazon-rds",
        requesterManaged: true,
        status: "pending",
        interfaceType: "interface",
        groupSet: { items: [{ groupId, groupName: "databases" }] },
        tagSet: {},
      },
    },
  });
}
