import type { Scanner } from "./scanner.ts";

/** What must hold of a subject: an object of JSON, or the fields of a line. */
export interface Condition<Subject> {
  holds(subject: Subject): boolean;
  /** Texts that all stand in every message for which the condition holds. */
  readonly required: readonly string[];
}

/** Reads conditions joined by `&&`, `||` and parentheses; `&&` binds closer (FACTS 65). */
export function readConditions<Subject>(
  scanner: Scanner,
  readOne: (scanner: Scanner) => Condition<Subject>,
): Condition<Subject> {
  const alternatives = [readConjunction(scanner, readOne)];
  while (takeOperator(scanner, "||")) alternatives.push(readConjunction(scanner, readOne));
  const [first] = alternatives;
  if (first !== undefined && alternatives.length === 1) return first;
  return { holds: (subject) => alternatives.some((each) => each.holds(subject)), required: [] };
}

function readConjunction<Subject>(
  scanner: Scanner,
  readOne: (scanner: Scanner) => Condition<Subject>,
): Condition<Subject> {
  const parts: Condition<Subject>[] = [];
  do {
    scanner.skipSpace();
    if (scanner.take("(")) {
      parts.push(readConditions(scanner, readOne));
      scanner.expect(")");
    } else {
      parts.push(readOne(scanner));
    }
  } while (takeOperator(scanner, "&&"));
  return {
    holds: (subject) => parts.every((each) => each.holds(subject)),
    required: parts.flatMap((each) => each.required),
  };
}

function takeOperator(scanner: Scanner, operator: string): boolean {
  scanner.skipSpace();
  return scanner.take(operator);
}
