import { invalidPattern, type Scanner } from "./scanner.ts";

/** One comparison of a value with a constant, such as `= 4*`. */
export interface Comparison {
  /** `number` is the value as a number where it is one. */
  holds(text: string, number: number | undefined): boolean;
  /** Text that stands in every message with a value that this comparison holds for. */
  readonly required?: string;
}

const unquoted = /[\w.*+-]+/y;
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Reads an operator and a constant: a number, a regular expression, or a text with `*` at its start or end. */
export function readComparison(scanner: Scanner): Comparison {
  const operator = scanner.match(/!=|<=|>=|=|<|>/y) ?? scanner.fail();
  scanner.skipSpace();
  const comparison = readEquality(scanner);
  if (operator === "=") return comparison;
  if (operator === "!=") return { holds: (text, number) => !comparison.holds(text, number) };
  const { limit } = comparison;
  if (limit === undefined) throw invalidPattern();
  return { holds: (_, number) => number !== undefined && isOrdered(number, operator, limit) };
}

/** The value of a text that is a number in decimal or scientific notation. */
export function numberOf(text: string): number | undefined {
  return numeral.test(text) ? Number(text) : undefined;
}

function isOrdered(number: number, operator: string, limit: number): boolean {
  if (operator === "<") return number < limit;
  if (operator === "<=") return number <= limit;
  return operator === ">" ? number > limit : number >= limit;
}

function readEquality(scanner: Scanner): Comparison & { readonly limit?: number } {
  const expression = scanner.regularExpression();
  if (expression) return { holds: (text) => expression.test(text) };
  const quoted = scanner.quoted();
  if (quoted !== undefined) return equality(quoted);
  const word = scanner.match(unquoted) ?? scanner.fail();
  const limit = numberOf(word);
  if (limit === undefined) return equality(word);
  return { limit, holds: (text, number) => (number === undefined ? text === word : number === limit) };
}

/** An asterisk stands for any text at the start and at the end; within the text it is an asterisk. */
function equality(constant: string): Comparison {
  const open = constant.startsWith("*");
  const rest = open ? constant.slice(1) : constant;
  const openEnd = rest.endsWith("*");
  const core = openEnd ? rest.slice(0, -1) : rest;
  // The text of a number can differ from how it stands in the message: 1e2 is 100.
  const required = /[^\d.eE+-]/.test(core) ? { required: core } : {};
  if (open && openEnd) return { holds: (text) => text.includes(core), ...required };
  if (open && rest === "") return { holds: () => true };
  if (open) return { holds: (text) => text.endsWith(core), ...required };
  if (openEnd) return { holds: (text) => text.startsWith(core), ...required };
  return { holds: (text) => text === core, ...required };
}
