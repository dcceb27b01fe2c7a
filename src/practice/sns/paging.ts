import { invalidParameter } from "./topics.ts";

/** Most items that SNS gives at once. */
const pageSize = 100;

/**
 * One page of `items`, which begins behind the item that the token names.
 * @throws InvalidParameterException where the text is no token of SNS's.
 */
export function pageOf<Item>(
  items: readonly Item[],
  token: string | undefined,
  nameOf: (item: Item) => string,
): { items: readonly Item[]; next: string | undefined } {
  const start = token === undefined ? 0 : 1 + items.findIndex((item) => tokenFor(nameOf(item)) === token);
  if (token !== undefined && start === 0) throw invalidParameter("NextToken");
  const page = items.slice(start, start + pageSize);
  const last = page.at(-1);
  return {
    items: page,
    next: last !== undefined && start + pageSize < items.length ? tokenFor(nameOf(last)) : undefined,
  };
}

function tokenFor(name: string): string {
  return Buffer.from(name).toString("base64");
}
