import type { Term } from "./query.ts";

/** Something in a query that cannot be understood, and where: offsets into the text, the end exclusive. */
export interface QueryError {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface ParsedTerms {
  readonly terms: readonly Term[];
  readonly errors: readonly QueryError[];
}

/**
 * Reads words, `"phrases"` and their `-negations`. A quote opens a phrase only at the start of a term; inside a
 * phrase `\"` is a quote and `\\` a backslash. What is wrong is left out of the terms and told in the errors.
 */
export function parseTerms(input: string): ParsedTerms {
  const terms: Term[] = [];
  const errors: QueryError[] = [];
  const token = /\s*(-?)(?:"((?:[^"\\]|\\.)*)("?)|(\S*))/suy;
  while (token.lastIndex < input.length) {
    const match = token.exec(input);
    if (match === null || match[0] === "") break;
    const [all, minus, phrase, closed, word] = match;
    const end = token.lastIndex;
    const start = end - all.trimStart().length;
    const text = phrase === undefined ? (word ?? "") : phrase.replace(/\\(.)/gsu, "$1");
    if (phrase !== undefined && closed === "") {
      errors.push({ message: "This phrase has no closing quotation mark.", start, end });
    } else if (text !== "") {
      terms.push({ text, negated: minus === "-" });
    } else if (phrase !== undefined) {
      errors.push({ message: "This phrase is empty.", start, end });
    } else if (minus === "-") {
      errors.push({ message: "A minus sign excludes the word that follows it, but no word follows.", start, end });
    }
  }
  return { terms, errors };
}

/** The terms as `parseTerms` reads them. */
export function printTerms(terms: readonly Term[]): string {
  return terms.map(({ text, negated }) => (negated ? "-" : "") + (isWord(text) ? text : quote(text))).join(" ");
}

/** Could stand in a query without quotation marks. */
function isWord(text: string): boolean {
  return /^[^\s"-]\S*$/u.test(text);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
