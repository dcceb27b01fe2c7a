import { javaDate } from "../cloudtrail/recordMembers.ts";
import type { Json } from "./record.ts";

/** What a record has in place of a password (FACTS 22). */
const hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";

/**
 * Request or response elements of RDS as records show them: the first letter of each member's name lowered, and only
 * that one (FACTS 19), dates as Java shows them (FACTS 21), passwords hidden (FACTS 22).
 */
export function rdsElements(value: object): Json {
  return JSON.stringify(elements(value));
}

function elements(value: unknown): unknown {
  if (value instanceof Date) return javaDate(value);
  if (Array.isArray(value)) return value.map(elements);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      name === "MasterUserPassword" ? hidden : elements(member),
    ]),
  );
}
