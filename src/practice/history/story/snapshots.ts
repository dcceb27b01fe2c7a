import { partnerAccountId } from "../actors.ts";
import { databases, describeDatabase, describeSnapshot } from "../databases.ts";
import type { Teller } from "./teller.ts";

const minute = 60_000;

/** The snapshot that was shared with the partner, and was everybody's for eleven minutes (FACTS 118). */
export const sharedSnapshot = "wiki-export";

/** A snapshot for the partner, given away too widely and taken back. */
export function tellOfSnapshots(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const taken = moments.snapshotTaken;
  const wiki = describeDatabase(inventory, databases.wiki, {
    created: moments.wikiCreated,
    at: taken,
    status: "available",
  });
  tell({
    actor: "bob",
    at: taken,
    name: "CreateDBSnapshot",
    request: { DBSnapshotIdentifier: sharedSnapshot, DBInstanceIdentifier: "wiki" },
    response: describeSnapshot(inventory, wiki, { name: sharedSnapshot, taken, status: "creating" }),
  });
  const share = (actor: "bob" | "aliceCli", at: number, change: object, AttributeValues: readonly string[]) =>
    tell({
      actor,
      at,
      name: "ModifyDBSnapshotAttribute",
      request: { DBSnapshotIdentifier: sharedSnapshot, AttributeName: "restore", ...change },
      response: {
        DBSnapshotIdentifier: sharedSnapshot,
        DBSnapshotAttributes: [{ AttributeName: "restore", AttributeValues }],
      },
    });
  share("bob", moments.snapshotShared, { ValuesToAdd: [partnerAccountId] }, [partnerAccountId]);
  share("bob", moments.snapshotPublic, { ValuesToAdd: ["all"] }, ["all", partnerAccountId]);
  share("aliceCli", moments.snapshotPublic + 11 * minute, { ValuesToRemove: ["all"] }, [partnerAccountId]);
}
