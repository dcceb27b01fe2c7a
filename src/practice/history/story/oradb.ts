import type { DBInstance, ModifyDBInstanceMessage } from "@aws-sdk/client-rds";
import type { ActorName } from "../actors.ts";
import { databases, describeDatabase } from "../databases.ts";
import { tellOfCreation } from "./creation.ts";
import type { Teller } from "./teller.ts";

const minute = 60_000;

/** The Oracle instance: created, rebooted, made bigger, and all that did not go as meant. */
export function tellOfOradb(teller: Teller): void {
  const { inventory, moments, tell } = teller;
  const bigger = { DBInstanceClass: "db.m5.xlarge" };
  const describe = (at: number, status: string, changes: Partial<DBInstance> = bigger) =>
    describeDatabase(inventory, databases.oradb, { created: moments.oradbCreated, at, status, changes });
  const reboot = (actor: ActorName, at: number, changes?: Partial<DBInstance>) => {
    const response = describe(at, "rebooting", changes);
    tell({ actor, at, name: "RebootDBInstance", request: { DBInstanceIdentifier: "oradb" }, response });
  };
  const modify = (
    actor: ActorName,
    at: number,
    change: Partial<ModifyDBInstanceMessage>,
    outcome: { readonly changes: Partial<DBInstance> } | { readonly refusal: string },
  ) => {
    tell({
      actor,
      at,
      name: "ModifyDBInstance",
      // RDS adds the first member though nobody asked for it (FACTS 24).
      request: { AllowMajorVersionUpgrade: false, ApplyImmediately: true, DBInstanceIdentifier: "oradb", ...change },
      ...("refusal" in outcome
        ? { error: { code: "InvalidParameterCombinationException", message: outcome.refusal } }
        : { response: describe(at, "available", outcome.changes) }),
    });
  };

  tellOfCreation(teller, "alice", moments.oradbCreated, databases.oradb);
  reboot("aliceCli", moments.oradbRebooted, {});
  modify("dave", moments.oradbResized, bigger, { changes: { PendingModifiedValues: bigger } });
  modify(
    "alice",
    moments.oradbRefused,
    { StorageType: "gp3", AllocatedStorage: 100, Iops: 6_000 },
    { refusal: "You can't specify IOPS or storage throughput for engine oracle-se2 and a storage size less than 200." },
  );
  const password = { MasterUserPassword: "" };
  modify("bob", moments.oradbPassword, password, { changes: { ...bigger, PendingModifiedValues: password } });
  const unprotected = { DeletionProtection: false };
  modify("aliceCli", moments.oradbUnprotected, unprotected, { changes: { ...bigger, ...unprotected } });
  const restored = moments.oradbUnprotected + 23 * minute;
  modify("dave", restored, { DeletionProtection: true }, { changes: bigger });
  reboot("bob", moments.oradbRebootedAgain);
}
