import { numberOf, readComparison } from "./comparison.ts";
import { type Condition, readConditions } from "./condition.ts";
import type { FilterPattern } from "./filterPattern.ts";
import type { Scanner } from "./scanner.ts";

/** The values of a line's fields by the names that the pattern gives them. */
type Fields = ReadonlyMap<string, string>;

/** One place of the pattern: a field without a name, a name, or conditions on names. */
interface Place {
  readonly name?: string;
  readonly condition?: Condition<Fields>;
}

/** Reads `[field, field = 4*, ...]`; an ellipsis stands for any number of fields. */
export function parseSpaceDelimitedPattern(scanner: Scanner): FilterPattern {
  const before: Place[] = [];
  let after: Place[] | undefined;
  scanner.expect("[");
  scanner.skipSpace();
  if (scanner.take("]")) {
    after = [];
  } else {
    do {
      scanner.skipSpace();
      if (!scanner.take("...")) (after ?? before).push(readPlace(scanner));
      else if (after === undefined) after = [];
      else scanner.fail();
      scanner.skipSpace();
    } while (scanner.take(","));
    scanner.expect("]");
  }
  scanner.expectEnd();
  return spaceDelimitedPattern(before, after);
}

function readPlace(scanner: Scanner): Place {
  if (scanner.match(/(?=[,\]])/y) !== undefined) return {};
  let name: string | undefined;
  const condition = readConditions(scanner, (from): Condition<Fields> => {
    const field = from.match(/\w+/y) ?? from.fail();
    name ??= field;
    from.skipSpace();
    // A field that is only named is followed by the end of its place or by an operator between conditions.
    if (from.match(/(?=[,\]&|)])/y) !== undefined) return { holds: () => true, required: [] };
    const comparison = readComparison(from);
    return {
      holds(fields) {
        const value = fields.get(field);
        return value !== undefined && comparison.holds(value, numberOf(value));
      },
      required: [],
    };
  });
  return name === undefined ? {} : { name, condition };
}

function spaceDelimitedPattern(before: readonly Place[], after: readonly Place[] | undefined): FilterPattern {
  const places = [...before, ...(after ?? [])];

  /** The values of a line with the place of each, or nothing where the line has too few fields. */
  function assign(message: string): (readonly [Place | undefined, string])[] | undefined {
    // Without an ellipsis the last field holds the rest of the line, as in AWS's pattern for Lambda's logs,
    // `[timestamp=*Z, request_id="*-*", event]`.
    const values = splitFields(message, after === undefined ? before.length : Number.POSITIVE_INFINITY);
    if (values.length < places.length) return undefined;
    const afterFrom = values.length - (after?.length ?? 0);
    return values.map((value, i) => [i < afterFrom ? before[i] : after?.[i - afterFrom], value]);
  }

  return {
    matches(message) {
      const assigned = assign(message);
      if (assigned === undefined) return false;
      const fields = new Map<string, string>();
      for (const [place, value] of assigned) if (place?.name !== undefined) fields.set(place.name, value);
      return places.every((place) => place.condition?.holds(fields) ?? true);
    },
    extract(message) {
      const assigned = assign(message) ?? [];
      return Object.fromEntries(assigned.map(([place, value], i) => [`$${place?.name ?? i + 1}`, value]));
    },
  };
}

const nextField = /\s*(?:"(?<quoted>[^"]*)"(?!\S)|\[(?<bracketed>[^\]]*)\](?!\S)|(?<plain>\S+))/y;

/** Splits at white space; what stands in double quotes or square brackets is one field. */
function splitFields(message: string, limit: number): string[] {
  const fields: string[] = [];
  let at = 0;
  while (fields.length < limit) {
    nextField.lastIndex = at;
    const groups = nextField.exec(message)?.groups;
    if (groups === undefined) break;
    const rest = fields.length === limit - 1 ? message.slice(at).trim() : "";
    at = nextField.lastIndex;
    const isRest = rest !== "" && /\S/.test(message.slice(at));
    fields.push(isRest ? rest : (groups.quoted ?? groups.bracketed ?? groups.plain ?? ""));
  }
  return fields;
}
