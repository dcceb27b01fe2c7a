import type { NormalizedSchema } from "@smithy/core/schema";

/** What CloudTrail shows instead of a secret: a fixed text, or nothing at all. */
export type SecretRule = (memberName: string) => string | undefined;

/**
 * A value of the API as records show it: member names with a lower first letter (FACTS 19), keys of maps as they are,
 * dates as Java writes them (FACTS 21), secrets by `secretRule` (FACTS 22). `undefined` where there is nothing to show.
 */
export function recordMembers(schema: NormalizedSchema, value: unknown, secretRule: SecretRule): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isStructSchema()) {
    const shown: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const memberValue = (value as Record<string, unknown>)[name];
      if (memberValue === undefined || memberValue === null) continue;
      const written = member.getMergedTraits().sensitive
        ? secretRule(name)
        : recordMembers(member, memberValue, secretRule);
      if (written !== undefined) shown[lowerFirst(name)] = written;
    }
    return shown;
  }
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    return (value as unknown[]).map((item) => recordMembers(member, item, secretRule));
  }
  if (schema.isMapSchema()) {
    const member = schema.getValueSchema();
    const entries = Object.entries(value as Record<string, unknown>);
    return Object.fromEntries(entries.map(([key, item]) => [key, recordMembers(member, item, secretRule)]));
  }
  if (value instanceof Date) return javaDate(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value;
}

/** Such as `Apr 27, 2025, 10:39:19 AM`, in UTC (FACTS 21). */
export function javaDate(date: Date): string {
  const hour = date.getUTCHours();
  const minutesAndSeconds = [date.getUTCMinutes(), date.getUTCSeconds()]
    .map((n) => String(n).padStart(2, "0"))
    .join(":");
  const day = `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return `${day}, ${hour % 12 || 12}:${minutesAndSeconds} ${hour < 12 ? "AM" : "PM"}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `DBInstanceIdentifier` as `dBInstanceIdentifier`. */
function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
