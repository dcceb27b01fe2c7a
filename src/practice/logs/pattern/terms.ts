import type { FilterPattern } from "./filterPattern.ts";
import type { Scanner } from "./scanner.ts";

type Test = (message: string) => boolean;

/** Reads terms: all must be contained, `-term` must not, and of `?terms` one must where they stand alone (FACTS 63). */
export function parseTerms(scanner: Scanner): FilterPattern {
  const included: Test[] = [];
  const excluded: Test[] = [];
  const optional: Test[] = [];
  scanner.skipSpace();
  while (!scanner.atEnd) {
    if (scanner.match(/-\s*(?=[\w"%])/y)) excluded.push(readTerm(scanner));
    else if (scanner.match(/\?(?=[\w"%])/y)) optional.push(readTerm(scanner));
    else included.push(readTerm(scanner));
    if (!scanner.match(/\s+/y) && !scanner.atEnd) scanner.fail();
  }
  // Beside other terms AWS ignores the optional ones without a word.
  const onlyOptional = included.length === 0 && excluded.length === 0 && optional.length > 0;
  return {
    matches: onlyOptional
      ? (message) => optional.some((test) => test(message))
      : (message) => included.every((test) => test(message)) && !excluded.some((test) => test(message)),
    extract: () => ({}),
  };
}

function readTerm(scanner: Scanner): Test {
  const expression = scanner.regularExpression();
  if (expression) return (message) => expression.test(message);
  const term = scanner.quoted() ?? scanner.match(/\w+/y) ?? scanner.fail();
  // A quoted space matches every message.
  return term.trim() === "" ? () => true : (message) => message.includes(term);
}
