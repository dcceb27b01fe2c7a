import type { Place } from "./inventory.ts";
import { Random } from "./random.ts";

/** The eight characters that the ids of one account's principals and keys have in common, as on AWS. */
function idPrefix(place: Place): string {
  return randomOf(place, "id prefix").base32(8);
}

/** `AIDA…` of a user or `AROA…` of a role, 21 characters. */
export function principalId(place: Place, kind: "AIDA" | "AROA", name: string): string {
  return `${kind}${idPrefix(place)}${randomOf(place, kind, name).base32(9)}`;
}

/** `AKIA…` of a user or, for the session that began at `start`, `ASIA…`: 20 characters. */
export function accessKeyId(place: Place, kind: "AKIA" | "ASIA", name: string, start = 0): string {
  return `${kind}${idPrefix(place)}${randomOf(place, kind, name, start).base32(8)}`;
}

/** Random numbers that depend on the account and on what they are for. */
export function randomOf({ seed, accountId }: Place, ...purpose: readonly (string | number)[]): Random {
  return new Random(seed, accountId, ...purpose);
}
