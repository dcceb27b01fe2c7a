import type { ConnectionChoice } from "./connection.ts";

/** Reads the setting `rdsCloudTrail.connection`: `practice`, `environment` or `profile:NAME`; anything else is no choice. */
export function choiceFromSetting(setting: string, region: string): ConnectionChoice | undefined {
  const inRegion = region === "" ? {} : { region };
  if (setting === "practice") return { kind: "practice" };
  if (setting === "environment") return { kind: "environment", ...inRegion };
  const profile = /^profile:(.+)$/.exec(setting)?.[1];
  return profile === undefined ? undefined : { kind: "profile", profile, ...inRegion };
}

/** Reads a remembered choice back from storage, which an older or newer version may have written. */
export function readChoice(stored: unknown): ConnectionChoice | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  const { kind, profile, region } = stored as Record<string, unknown>;
  const inRegion = typeof region === "string" ? { region } : {};
  if (kind === "practice") return { kind };
  if (kind === "environment") return { kind, ...inRegion };
  if (kind === "profile" && typeof profile === "string") return { kind, profile, ...inRegion };
  return undefined;
}
