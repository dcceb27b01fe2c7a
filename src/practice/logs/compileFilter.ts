import { invalidParameter } from "./constraints.ts";
import { type FilterPattern, parseFilterPattern } from "./pattern/filterPattern.ts";
import { FilterPatternError } from "./pattern/scanner.ts";

/** @throws InvalidParameterException with AWS's message, after `prefix`, where the pattern is not valid. */
export function compileFilter(pattern: string, prefix = ""): FilterPattern {
  try {
    return parseFilterPattern(pattern);
  } catch (error) {
    if (error instanceof FilterPatternError) throw invalidParameter(prefix + error.message);
    throw error;
  }
}
