import type { Account } from "../account.ts";
import { inventoryOf } from "./inventory.ts";
import { seedApplication } from "./seed/application.ts";
import { seedAuditTrail } from "./seed/auditTrail.ts";
import { seedDatabases } from "./seed/databases.ts";
import { seedPrincipals } from "./seed/principals.ts";
import { momentsOf } from "./story/moments.ts";

/**
 * Fills a new account with what its past left behind: databases as the story ends, the trail that recorded it, people
 * and roles, and some things that have nothing to do with databases. `account.history` is that past. Called once, after
 * `account.endpoint` is known, since a mail with a confirmation link is written.
 */
export function seedAccount(account: Account): void {
  const { accountId, region, past } = account.state;
  const inventory = inventoryOf({ accountId, region, seed: past.seed });
  const moments = momentsOf(past.to);
  seedPrincipals(account, inventory);
  seedDatabases(account, inventory, moments);
  seedApplication(account, inventory);
  seedAuditTrail(account, inventory, moments);
}
