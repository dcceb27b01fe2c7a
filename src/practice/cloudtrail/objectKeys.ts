import type { Trail } from "./state.ts";

/** What a log file's name tells (FACTS 34). */
export interface LogFileName {
  readonly accountId: string;
  readonly region: string;
  /** Epoch milliseconds of delivery, whole minutes. */
  readonly deliveredAt: number;
}

/** `[prefix/]AWSLogs/ACCOUNT/` */
export function accountFolder(trail: Pick<Trail, "s3KeyPrefix">, accountId: string): string {
  return `${trail.s3KeyPrefix ? `${trail.s3KeyPrefix}/` : ""}AWSLogs/${accountId}/`;
}

/** Key of a log file; `random` is 16 letters and digits (FACTS 34). */
export function logFileKey(
  trail: Pick<Trail, "s3KeyPrefix">,
  { accountId, region, deliveredAt }: LogFileName,
  random: string,
): string {
  const minute = `${compactTime(deliveredAt).slice(0, 13)}Z`;
  const name = `${accountId}_CloudTrail_${region}_${minute}_${random}.json.gz`;
  return `${logFolder(trail, { accountId, region, deliveredAt })}${name}`;
}

/** `[prefix/]AWSLogs/ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/`, the day of delivery (FACTS 35). */
export function logFolder(trail: Pick<Trail, "s3KeyPrefix">, { accountId, region, deliveredAt }: LogFileName): string {
  return `${accountFolder(trail, accountId)}CloudTrail/${region}/${dayFolder(deliveredAt)}/`;
}

/** Key of a digest file; `end` is the end of its hour in epoch milliseconds (FACTS 36). */
export function digestKey(trail: Trail, accountId: string, region: string, end: number): string {
  const name = [accountId, "CloudTrail-Digest", region, trail.name, trail.homeRegion, `${compactTime(end)}Z`].join("_");
  return `${accountFolder(trail, accountId)}CloudTrail-Digest/${region}/${dayFolder(end)}/${name}.json.gz`;
}

/** Reads the name of a log file, with or without folders; `undefined` where it is none. */
export function parseLogFileName(name: string): LogFileName | undefined {
  const [, accountId, region, time] =
    /(?:^|\/)(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{8}T\d{4})Z_?[A-Za-z0-9]*\.json(?:\.gz)?$/.exec(name) ?? [];
  if (accountId === undefined || region === undefined || time === undefined) return undefined;
  const deliveredAt = Date.parse(time.replace(/^(....)(..)(..)T(..)(..)$/, "$1-$2-$3T$4:$5:00Z"));
  return Number.isNaN(deliveredAt) ? undefined : { accountId, region, deliveredAt };
}

function dayFolder(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll("-", "/");
}

/** Such as `20230710T121504`. */
function compactTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "");
}
