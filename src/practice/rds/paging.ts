import { invalidValue } from "./errors.ts";

/** What each Describe operation can be asked for. */
export interface PageRequest {
  readonly MaxRecords?: number | undefined;
  readonly Marker?: string | undefined;
}

/** The part of `all` that a request asks for, and where the next one goes on: `marker` is undefined at the end. */
export function page<Item>(
  all: readonly Item[],
  { MaxRecords: size = 100, Marker }: PageRequest,
  most = 100,
): { items: Item[]; marker: string | undefined } {
  if (size < 20 || size > most) {
    throw invalidValue(`Invalid value ${size} for MaxRecords. Must be between 20 and ${most}`);
  }
  const from = Marker === undefined || Marker === "" ? 0 : readMarker(Marker);
  const to = from + size;
  return {
    items: all.slice(from, to),
    marker: to < all.length ? Buffer.from(`next:${to}`).toString("base64") : undefined,
  };
}

/** Refuses filters other than the ones named. */
export function checkFilters(
  filters: readonly { Name: string | undefined }[] | undefined,
  known: readonly string[],
): void {
  for (const { Name } of filters ?? []) {
    if (!known.includes(Name ?? "")) throw invalidValue(`Unrecognized filter name: ${Name}`);
  }
}

function readMarker(marker: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(marker, "base64").toString("utf8"));
  if (match === null) throw invalidValue(`Invalid marker: ${marker}`);
  return Number(match[1]);
}
