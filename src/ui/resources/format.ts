import * as l10n from "@vscode/l10n";

/** How long ago a time was, in words. Both in epoch milliseconds. */
export function ago(time: number, now: number): string {
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1) return l10n.t("just now");
  if (minutes < 60) return l10n.t("{0} min ago", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return l10n.t("{0} h ago", hours);
  const days = Math.floor(hours / 24);
  return days === 1 ? l10n.t("1 day ago") : l10n.t("{0} days ago", days);
}

/** A number of bytes for people, in steps of 1,000 as AWS bills them. */
export function size(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB", "PB"];
  const step = Math.min(units.length - 1, bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return `${value >= 100 || step === 0 ? Math.round(value) : Number(value.toFixed(1))} ${units[step]}`;
}

/** Engine and version, the version as short as people say it: those of Oracle, SQL Server and Db2 go on for ever. */
export function engineName(engine: string, version: string): string {
  const parts = engine.startsWith("oracle") ? 1 : /^(sqlserver|db2)/.test(engine) ? 2 : undefined;
  return `${engine} ${version.split(".").slice(0, parts).join(".")}`.trim();
}
