import { AwsError } from "../errors.ts";

/** What a listing asks for. */
export interface ListingRequest {
  readonly prefix: string;
  /** Keys that have it after the prefix are rolled up; `""` rolls up nothing. */
  readonly delimiter: string;
  /** Only what comes after it: a key, or the common prefix that a page ended with. */
  readonly after: string;
  readonly maxKeys: number;
}

/** One page of a listing: what counts against `maxKeys` is keys and common prefixes together. */
export interface Listing {
  readonly keys: string[];
  readonly commonPrefixes: string[];
  /** The last key or common prefix, where there is more behind it. */
  readonly next: string | undefined;
}

/** Most keys that S3 gives at once. */
const mostKeys = 1000;

/**
 * One page of `keys`, which are in S3's order.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html
 */
export function listPage(keys: readonly string[], request: ListingRequest): Listing {
  const { prefix, delimiter, after, maxKeys } = request;
  const page: Listing = { keys: [], commonPrefixes: [], next: undefined };
  let last: string | undefined;
  for (const key of keys) {
    if (!key.startsWith(prefix) || !isAfter(key, after)) continue;
    const common = commonPrefix(key, prefix, delimiter);
    if (common !== undefined && (common === last || common === after)) continue;
    if (page.keys.length + page.commonPrefixes.length >= maxKeys) {
      return maxKeys === 0 ? page : { ...page, next: last };
    }
    if (common === undefined) page.keys.push(key);
    else page.commonPrefixes.push(common);
    last = common ?? key;
  }
  return page;
}

/** @throws AwsError with InvalidArgument. */
export function checkMaxKeys(maxKeys: number | undefined): number {
  if (maxKeys === undefined) return mostKeys;
  if (maxKeys < 0) {
    throw new AwsError("InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647");
  }
  return Math.min(maxKeys, mostKeys);
}

/**
 * Writes names as the caller wants them: as they are, or encoded as in a URL.
 * @throws AwsError with InvalidArgument.
 */
export function encoder(encodingType: string | undefined): (name: string) => string {
  if (encodingType === undefined) return (name) => name;
  if (encodingType !== "url") throw new AwsError("InvalidArgument", "Invalid Encoding Method specified in Request");
  return (name) => encodeURIComponent(name).replaceAll("%2F", "/").replaceAll("%20", "+");
}

function isAfter(key: string, after: string): boolean {
  if (after === "") return true;
  const surrogates = /[\ud800-\udfff]/;
  if (!surrogates.test(key) && !surrogates.test(after)) return key > after;
  return Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0;
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === "") return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
