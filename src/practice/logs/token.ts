import { invalidParameter } from "./constraints.ts";

/** How long a token is good (FACTS 55). */
export const tokenLifetime = 86_400_000;

/** A token of `operation` that tells where to go on; nothing is kept. `now` in epoch milliseconds. */
export function writeToken(operation: string, place: string, now: number): string {
  return Buffer.from(JSON.stringify([operation, now, place])).toString("base64url");
}

/** @throws InvalidParameterException unless the token is of `operation` and not older than 24 hours. */
export function readToken(operation: string, token: string, now: number): string {
  const [writtenFor, writtenAt, place] = parseArray(Buffer.from(token, "base64url").toString());
  const isGood = writtenFor === operation && typeof writtenAt === "number" && now - writtenAt <= tokenLifetime;
  if (!isGood || typeof place !== "string") throw invalidToken();
  return place;
}

/** What AWS says to a token that it did not write, or too long ago. */
export function invalidToken(): Error {
  return invalidParameter("The specified nextToken is invalid.");
}

function parseArray(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/**
 * One page of items and the token for the next.
 * @throws InvalidParameterException for a token of something else.
 */
export function pageOf<Item>(
  operation: string,
  items: readonly Item[],
  { nextToken, limit }: { readonly nextToken: string | undefined; readonly limit: number },
  now: number,
): { readonly items: Item[]; readonly nextToken?: string } {
  const start = nextToken === undefined ? 0 : Number(readToken(operation, nextToken, now));
  const end = start + limit;
  const page = items.slice(start, end);
  return end < items.length ? { items: page, nextToken: writeToken(operation, String(end), now) } : { items: page };
}
