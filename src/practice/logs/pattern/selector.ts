import { invalidPattern, type Scanner } from "./scanner.ts";

/** A property selector such as `$.userIdentity.userName`, `$.['a.b']`, `$.users[0]` or `$.users[*].id`. */
export interface Selector {
  /** As written. */
  readonly text: string;
  readonly hasWildcard: boolean;
  /** Whether `test` holds for one of the values that the selector points at. */
  some(root: unknown, test: (value: unknown) => boolean): boolean;
}

type Step = string | number | typeof everyElement;
const everyElement = Symbol("[*]");

const wholeSelector = /\$(?:\.(?:[\w-]+|\['[^']+'\])(?:\[(?:\d+|\*)\])*)+/y;
const eachStep = /\.(?<name>[\w-]+)|\.\['(?<quoted>[^']+)'\]|\[(?<index>\d+)\]|\[\*\]/g;

/** Reads a property selector (FACTS 66). */
export function readSelector(scanner: Scanner): Selector {
  const text = scanner.match(wholeSelector) ?? scanner.fail();
  const steps = [...text.matchAll(eachStep)].map(({ groups }): Step => {
    if (groups?.index !== undefined) return Number(groups.index);
    return groups?.name ?? groups?.quoted ?? everyElement;
  });
  const wildcards = steps.filter((step) => step === everyElement).length;
  if (wildcards > 1) throw invalidPattern();
  return {
    text,
    hasWildcard: wildcards > 0,
    some: (root, test) => someFrom(root, steps, 0, test),
  };
}

function someFrom(root: unknown, steps: readonly Step[], from: number, test: (value: unknown) => boolean): boolean {
  let value = root;
  for (let i = from; i < steps.length; i++) {
    const step = steps[i];
    if (typeof step === "string") {
      if (!isObject(value) || !Object.hasOwn(value, step)) return false;
      value = value[step];
    } else {
      if (!Array.isArray(value)) return false;
      if (typeof step !== "number") return value.some((element) => someFrom(element, steps, i + 1, test));
      if (step >= value.length) return false;
      value = value[step];
    }
  }
  return test(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
