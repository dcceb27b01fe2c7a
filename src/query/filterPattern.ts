import { fold } from "./fold.ts";
import { type Query, RDS_EVENT_SOURCE } from "./query.ts";

/**
 * A CloudWatch Logs filter pattern, built from parts that are only ever data (X9). FilterLogEvents takes patterns
 * over the fields of a JSON event, or a regular expression of its own over its text; the two are not mixed, because
 * no documentation says that they can be (FACTS 62, 68).
 */
export type FilterPattern =
  | { readonly kind: "fields"; readonly all: readonly FieldTest[] }
  | {
      readonly kind: "text";
      /** Pieces that must all occur in the event, in any order, in any case. One or two of them. */
      readonly holds: readonly [string] | readonly [string, string];
    };

/** Alternatives of which one must hold for a field named by its path. */
export interface FieldTest {
  readonly path: readonly string[];
  readonly any: readonly (
    | { readonly equals: string }
    | { readonly is: "TRUE" | "FALSE" | "NULL" }
    | { readonly missing: true }
  )[];
}

/** FilterLogEvents takes at most this many characters (FACTS 58). */
const MAX_LENGTH = 1024;

/**
 * Patterns that match at least all records that the query matches, the narrowest first; the last is undefined, which
 * matches everything. A wider one is for when AWS refuses the narrower.
 */
export function filterPatterns(query: Query): readonly (string | undefined)[] {
  const patterns = [textPattern(query), fieldPattern(query)].filter((pattern) => pattern !== undefined);
  return [...patterns.map(printPattern).filter((printed) => printed.length <= MAX_LENGTH), undefined];
}

/** Prints a pattern in the syntax of FACTS 62-68. No value can end the clause it stands in. */
export function printPattern(pattern: FilterPattern): string {
  if (pattern.kind === "text") {
    const [first, second] = pattern.holds.map(anyCase);
    return second === undefined ? `%${first}%` : `%${first}.*${second}|${second}.*${first}%`;
  }
  return `{ ${pattern.all.map(printTest).join(" && ")} }`;
}

/** Scope only: text cannot be asked for field by field. */
function fieldPattern({ scope }: Query): FilterPattern | undefined {
  const all: FieldTest[] = [];
  if (scope.rdsOnly) all.push({ path: ["eventSource"], any: [{ equals: RDS_EVENT_SOURCE }] });
  if (scope.hideReads) all.push({ path: ["readOnly"], any: [{ is: "FALSE" }, { is: "NULL" }, { missing: true }] });
  return all.length === 0 ? undefined : { kind: "fields", all };
}

/**
 * The longest piece of the terms that stands in the event's text exactly as in its values, beside the event source.
 * A regular expression, because plain terms are case-sensitive.
 */
function textPattern({ terms, scope }: Query): FilterPattern | undefined {
  const pieces = terms
    .filter(({ text, negated }) => !negated && !couldBeNumber(text))
    .flatMap(({ text }) => text.match(LITERAL_PIECE) ?? [])
    .map((piece) => piece.slice(0, MAX_PIECE))
    .filter((piece) => !(scope.rdsOnly && RDS_EVENT_SOURCE.includes(fold(piece))))
    .sort((left, right) => right.length - left.length);
  const [longest] = pieces;
  if (longest === undefined) return undefined;
  return { kind: "text", holds: scope.rdsOnly ? [RDS_EVENT_SOURCE, longest] : [longest] };
}

/**
 * Characters that JSON writes as they are and that a pattern's regular expression may hold. Quotation marks,
 * backslashes, slashes, `<`, `>`, `&` and letters outside ASCII may be escaped in the text of a record.
 */
const LITERAL_PIECE = /[A-Za-z0-9_.:@-]{2,}/g;

/** Twice in the pattern, four characters for each letter: two pieces of this length fit in MAX_LENGTH. */
const MAX_PIECE = 80;

/** 1E3 in the text is 1000 as a value: what may stand for a number is left to the local match. */
function couldBeNumber(text: string): boolean {
  return /^[\d.eE+-]+$/.test(text);
}

/** "db-1" as `[dD][bB]-1`. Only characters of LITERAL_PIECE come here. */
function anyCase(piece: string): string {
  return [...piece]
    .map((char) => {
      if (/[a-z]/i.test(char)) return `[${char.toLowerCase()}${char.toUpperCase()}]`;
      return char === "." ? "\\." : char;
    })
    .join("");
}

function printTest({ path, any }: FieldTest): string {
  const selector = `$.${path.map((name) => (/^[A-Za-z0-9_-]+$/.test(name) ? name : `[${quote(name)}]`)).join(".")}`;
  const tests = any.map((test) => {
    if ("equals" in test) return `(${selector} = ${quote(test.equals)})`;
    return "is" in test ? `(${selector} IS ${test.is})` : `(${selector} NOT EXISTS)`;
  });
  return tests.length === 1 ? tests.join("") : `(${tests.join(" || ")})`;
}

function quote(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}
