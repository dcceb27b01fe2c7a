import { type Comparison, readComparison } from "./comparison.ts";
import { type Condition, readConditions } from "./condition.ts";
import type { FilterPattern } from "./filterPattern.ts";
import { invalidPattern, type Scanner } from "./scanner.ts";
import { readSelector, type Selector } from "./selector.ts";

/** Most selectors with a wildcard in one pattern. */
const maxWildcards = 3;

/** Reads `{ conditions on properties }`, which only messages that are a JSON object match (FACTS 65–67). */
export function parseJsonPattern(scanner: Scanner): FilterPattern {
  const selectors: Selector[] = [];
  scanner.expect("{");
  const condition = readConditions(scanner, readOne);
  scanner.expect("}");
  scanner.expectEnd();
  if (selectors.filter((selector) => selector.hasWildcard).length > maxWildcards) throw invalidPattern();

  function readOne(from: Scanner): Condition<unknown> {
    const selector = readSelector(from);
    selectors.push(selector);
    from.skipSpace();
    return readState(from, selector) ?? compared(selector, readComparison(from));
  }

  return {
    matches(message) {
      if (!mayMatch(message, condition.required)) return false;
      const root = parseObject(message);
      return root !== undefined && condition.holds(root);
    },
    extract(message) {
      const root = parseObject(message);
      const values: Record<string, string> = {};
      for (const selector of selectors) {
        selector.some(root, (value) => {
          const isScalar = value !== null && typeof value !== "object";
          if (isScalar) values[selector.text] = String(value);
          return isScalar;
        });
      }
      return values;
    },
  };
}

function readState(scanner: Scanner, selector: Selector): Condition<unknown> | undefined {
  const state = scanner.match(/(?:IS\s+(?:NULL|TRUE|FALSE)|NOT\s+EXISTS)\b/y);
  if (state === undefined) return undefined;
  if (state.startsWith("NOT")) return { holds: (root) => !selector.some(root, () => true), required: [] };
  const expected = state.endsWith("NULL") ? null : state.endsWith("TRUE");
  return { holds: (root) => selector.some(root, (value) => value === expected), required: [] };
}

/** Only strings and numbers are compared: on a property that is missing or anything else not even `!=` holds. */
function compared(selector: Selector, comparison: Comparison): Condition<unknown> {
  function test(value: unknown): boolean {
    if (typeof value === "string") return comparison.holds(value, undefined);
    return typeof value === "number" && comparison.holds(String(value), value);
  }
  const { required } = comparison;
  return { holds: (root) => selector.some(root, test), required: required === undefined ? [] : [required] };
}

/** Spares most messages the parsing. In a message with backslashes a text can stand under escapes. */
function mayMatch(message: string, required: readonly string[]): boolean {
  return required.every((text) => message.includes(text)) || message.includes("\\");
}

function parseObject(message: string): unknown {
  if (!/^\s*\{/.test(message)) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
