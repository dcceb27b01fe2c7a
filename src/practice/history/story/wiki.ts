import { databases, describeDatabase } from "../databases.ts";
import { day } from "../dates.ts";
import { rdsArn } from "../inventory.ts";
import { Random } from "../random.ts";
import { tellOfCreation } from "./creation.ts";
import type { Teller } from "./teller.ts";

/** The wiki's MariaDB: made by a stack, and stopped by a function to save money. */
export function tellOfWiki(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const created = moments.wikiCreated;
  const stack = new Random(inventory.seed, "stack wiki").uuid();
  tell({
    actor: "alice",
    at: created - 40_000,
    service: "cloudformation",
    name: "CreateStack",
    request: { stackName: "wiki", templateURL: "https://s3.amazonaws.com/example-corp-web-assets/wiki.yaml" },
    response: { stackId: `arn:aws:cloudformation:${inventory.region}:${inventory.accountId}:stack/wiki/${stack}` },
  });
  tellOfCreation(teller, "aliceCloudFormation", created, databases.wiki);

  const stop = (at: number) => {
    const response = describeDatabase(inventory, databases.wiki, { created, at, status: "stopping" });
    tell({ actor: "startStop", at, name: "StopDBInstance", request: { DBInstanceIdentifier: "wiki" }, response });
  };
  // RDS starts an instance by itself when it was stopped for seven days (FACTS 111); the function stops it again. No
  // public record of such a start was found: its shape is derived.
  for (const weeks of [2, 1]) {
    const stopped = moments.wikiStopped - weeks * 8 * day;
    stop(stopped);
    tell({
      actor: "rds",
      at: stopped + 7 * day,
      name: "StartDBInstance",
      eventType: "AwsServiceEvent",
      userIdentity: { accountId: inventory.accountId, invokedBy: "rds.amazonaws.com" },
      serviceEventDetails: {
        dBInstanceArn: rdsArn(inventory, "db", "wiki"),
        message: "DB instance is being started due to it exceeding the maximum allowed time being stopped.",
      },
    });
  }
  stop(moments.wikiStopped);
}
