import { parseJsonPattern } from "./json.ts";
import { FilterPatternError, Scanner } from "./scanner.ts";
import { parseSpaceDelimitedPattern } from "./spaceDelimited.ts";
import { parseTerms } from "./terms.ts";

/** A filter pattern made ready to be run over many messages. */
export interface FilterPattern {
  matches(message: string): boolean;
  /** The values that the pattern names, by selector (`$.eventName`) or field (`$status`, `$3`), of a message it matches. */
  extract(message: string): Record<string, string>;
}

/**
 * Reads a filter pattern of metric filters, FilterLogEvents and Live Tail: terms, `{ JSON }` or `[space-delimited]`
 * (FACTS 62–68, https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html).
 * @throws FilterPatternError with AWS's message.
 */
export function parseFilterPattern(text: string): FilterPattern {
  const trimmed = text.trim();
  const scanner = new Scanner(trimmed);
  if (isEnclosed(trimmed, "{", "}")) return parseJsonPattern(scanner);
  if (isEnclosed(trimmed, "[", "]")) return parseSpaceDelimitedPattern(scanner);
  return parseTerms(scanner);
}

function isEnclosed(text: string, open: string, close: string): boolean {
  if (!text.startsWith(open)) return false;
  if (text.endsWith(close)) return true;
  throw new FilterPatternError(`If a filter pattern starts with '${open}' it must end with '${close}'`);
}
