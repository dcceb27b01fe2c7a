import { AwsError } from "../errors.ts";
import { checkRange } from "./validation.ts";

/** What the lists of IAM are asked with. */
export interface PageInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/**
 * One page of a list, and what IAM says about there being more.
 * @throws AwsError with ValidationError.
 */
export function pageOf<Item>(
  items: readonly Item[],
  { Marker: marker, MaxItems: most = 100 }: PageInput,
): { items: Item[]; more: { IsTruncated: boolean; Marker?: string } } {
  checkRange("maxItems", most, 1, 1000);
  const start = marker === undefined ? 0 : startOf(marker);
  const end = start + most;
  const more = end < items.length ? { IsTruncated: true, Marker: markerFor(end) } : { IsTruncated: false };
  return { items: items.slice(start, end), more };
}

function markerFor(start: number): string {
  return Buffer.from(`start ${start}`).toString("base64");
}

function startOf(marker: string): number {
  const [, start] = /^start (\d+)$/.exec(Buffer.from(marker, "base64").toString()) ?? [];
  if (start === undefined) throw new AwsError("ValidationError", "Invalid Marker.");
  return Number(start);
}
