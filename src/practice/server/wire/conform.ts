import type { NormalizedSchema } from "@smithy/core/schema";
import { requiredMembers } from "./schemas.ts";

/** Where a decoded value does not fit its schema. */
export interface Misfit {
  readonly problem: "missing" | "type";
  /** Such as `Tags.1.Key`: member names, and positions counted from 1. */
  readonly path: string;
}

/**
 * The first place where `value` does not fit `schema`: a required member that is missing, or a value of another type.
 * The SDK's codecs pass such values through; AWS refuses them, and operations rely on it.
 */
export function findMisfit(schema: NormalizedSchema, value: unknown, path = ""): Misfit | undefined {
  if (value === undefined || value === null) return undefined;
  if (schema.isStructSchema()) {
    if (typeof value !== "object" || Array.isArray(value)) return { problem: "type", path };
    const members = value as Record<string, unknown>;
    for (const name of requiredMembers(schema)) {
      if (members[name] === undefined || members[name] === null) return { problem: "missing", path: join(path, name) };
    }
    for (const [name, member] of schema.structIterator()) {
      const misfit = findMisfit(member, members[name], join(path, name));
      if (misfit) return misfit;
    }
    return undefined;
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return { problem: "type", path };
    const member = schema.getValueSchema();
    return firstMisfit(value.map((item: unknown, i) => () => findItemMisfit(member, item, join(path, String(i + 1)))));
  }
  if (schema.isMapSchema()) {
    if (typeof value !== "object" || Array.isArray(value)) return { problem: "type", path };
    const member = schema.getValueSchema();
    return firstMisfit(
      Object.entries(value).map(
        ([key, item]) =>
          () =>
            findMisfit(member, item, join(path, key)),
      ),
    );
  }
  return fitsSimple(schema, value) ? undefined : { problem: "type", path };
}

/** Items of lists and maps must be there: none of these APIs has sparse ones. */
function findItemMisfit(schema: NormalizedSchema, item: unknown, path: string): Misfit | undefined {
  return item === undefined || item === null ? { problem: "type", path } : findMisfit(schema, item, path);
}

function fitsSimple(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isStreaming() || schema.isDocumentSchema() || schema.isUnitSchema()) return true;
  if (schema.isBlobSchema()) return value instanceof Uint8Array;
  if (schema.isTimestampSchema()) return value instanceof Date && !Number.isNaN(value.getTime());
  if (schema.isStringSchema()) return typeof value === "string";
  if (schema.isBooleanSchema()) return typeof value === "boolean";
  if (schema.isNumericSchema()) return typeof value === "number" && !Number.isNaN(value);
  return true;
}

function firstMisfit(checks: readonly (() => Misfit | undefined)[]): Misfit | undefined {
  for (const check of checks) {
    const misfit = check();
    if (misfit) return misfit;
  }
  return undefined;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
