/** A value as JSON.parse gives it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own member of exactly this name. Inherited members such as `constructor` do not exist (X18). */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Own member that is a string with something in it, else undefined. */
export function text(value: Json | undefined, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** A member reached through several objects. */
export function path(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  return names.reduce<Json | undefined>(member, value);
}

/** One value inside a JSON tree, and the object and key it was found under. */
export interface Leaf {
  readonly key: string | undefined;
  readonly value: string | number | boolean | null;
  readonly parent: JsonObject | undefined;
}

/**
 * All leaves of a tree in document order. Entries of a list keep the list's key. Walks with a list of its own in
 * place of recursion, because a record may nest deeper than the call stack.
 */
export function* leaves(root: Json | undefined): Generator<Leaf> {
  const waiting: { key: string | undefined; value: Json | undefined; parent: JsonObject | undefined }[] = [
    { key: undefined, value: root, parent: undefined },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { key, value, parent } = next;
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) waiting.push({ key, value: value[index], parent });
    } else if (isObject(value)) {
      for (const [name, inner] of Object.entries(value).reverse()) {
        waiting.push({ key: name, value: inner, parent: value });
      }
    } else if (value !== undefined) {
      yield { key, value: value as Leaf["value"], parent };
    }
  }
}

/** Every key and every value of a tree as text, values as JSON prints them without quotation marks. */
export function texts(root: Json): readonly string[] {
  const found: string[] = [];
  const waiting: Json[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) {
      for (const inner of next) waiting.push(inner);
    } else if (isObject(next)) {
      for (const [name, inner] of Object.entries(next)) {
        found.push(name);
        waiting.push(inner);
      }
    } else if (next !== null) {
      found.push(String(next));
    }
  }
  return found;
}
