import type { Actors } from "../actors.ts";
import type { Inventory } from "../inventory.ts";
import { tellOfCarol, tellOfIncident, tellOfSignIns, tellOfTrails } from "./access.ts";
import { tellOfLedger, tellOfLegacyCrm, tellOfReporting } from "./finance.ts";
import { momentsOf } from "./moments.ts";
import { tellOfMysql } from "./mysql.ts";
import { tellOfOradb } from "./oradb.ts";
import { tellOfOrders, tellOfStaging } from "./orders.ts";
import { tellOfSnapshots } from "./snapshots.ts";
import { newTeller, type StoryRecord } from "./teller.ts";
import { tellOfWiki } from "./wiki.ts";

/** What happened to the account's databases in the ninety days before `to`: the same few records at any size. */
export function storyOf(inventory: Inventory, actors: Actors, to: number): StoryRecord[] {
  const { teller, records } = newTeller(inventory, actors, momentsOf(to));
  tellOfStaging(teller);
  tellOfOradb(teller);
  tellOfMysql(teller);
  tellOfWiki(teller);
  tellOfOrders(teller, to);
  tellOfLegacyCrm(teller);
  tellOfLedger(teller);
  tellOfReporting(teller);
  tellOfSnapshots(teller);
  tellOfCarol(teller);
  tellOfIncident(teller);
  tellOfTrails(teller);
  tellOfSignIns(teller);
  return records;
}
