import type { NormalizedSchema } from "@smithy/core/schema";
import * as fc from "fast-check";
import { requiredMembers } from "../../../src/practice/server/wire/schemas.ts";

/** Nesting below which optional members are left out: some shapes hold themselves. */
const mostDepth = 4;

/** Text that every protocol can carry, with the characters that break careless ones. */
const text = fc
  .array(fc.constantFrom(..."abcXYZ019-_./:&<>\"'%+=?#{}$ é世😀"), { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join("").trim() || "x");
/** HTTP headers carry visible ASCII; a comma would part a list. */
const headerText = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ;=/._-]{0,10}[A-Za-z0-9]$/);
const wholeSeconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
const whole = fc.integer({ min: -2_147_483_648, max: 2_147_483_647 });

/** Values that a member of this name may well have, so that calls get past the first check. */
export type Plausible = Readonly<Record<string, readonly unknown[]>>;

/** Any value that fits a schema. */
export function anyValueOf(schema: NormalizedSchema, plausible: Plausible = {}, depth = 0): fc.Arbitrary<unknown> {
  if (schema.isUnitSchema()) return fc.constant({});
  if (schema.isUnionSchema()) {
    return fc.oneof(
      ...[...schema.structIterator()].map(([name, member]) =>
        fc.record({ [name]: anyValueOf(member, plausible, depth + 1) }),
      ),
    );
  }
  if (schema.isStructSchema()) return structureOf(schema, plausible, depth);
  if (schema.isListSchema()) {
    const item =
      schema.getMergedTraits().httpHeader === undefined
        ? anyValueOf(schema.getValueSchema(), plausible, depth + 1)
        : headerText;
    return fc.array(item, { minLength: 1, maxLength: 3 });
  }
  if (schema.isMapSchema()) {
    const isHeaders = schema.getMergedTraits().httpPrefixHeaders !== undefined;
    const key = isHeaders ? fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/) : text;
    const value = isHeaders ? headerText : anyValueOf(schema.getValueSchema(), plausible, depth + 1);
    return fc.dictionary(key, value, { minKeys: 1, maxKeys: 3 });
  }
  return simpleOf(schema);
}

function structureOf(schema: NormalizedSchema, plausible: Plausible, depth: number): fc.Arbitrary<unknown> {
  const required = new Set(requiredMembers(schema));
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    if (depth >= mostDepth && !required.has(name)) continue;
    if (traits.httpResponseCode || traits.eventPayload) continue;
    const likely = plausible[name];
    const any = traits.httpLabel
      ? fc.stringMatching(name === "Key" ? /^[a-z0-9](\/?[a-zA-Z0-9 %+&=_~-]){0,12}$/ : /^[a-z0-9-]{3,12}$/)
      : anyValueOf(member, plausible, depth + 1);
    const value = likely === undefined ? any : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...likely) }, any);
    // Left out, the client fills in a content type of its own.
    const isGiven = required.has(name) || traits.httpHeader === "Content-Type";
    members[name] = isGiven ? value : fc.option(value, { nil: undefined, freq: 1 });
  }
  return fc.record(members);
}

function simpleOf(schema: NormalizedSchema): fc.Arbitrary<unknown> {
  if (schema.isTimestampSchema()) return wholeSeconds;
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return whole;
  if (schema.isBlobSchema()) return fc.uint8Array({ minLength: 1, maxLength: 8 });
  if (schema.getMergedTraits().httpHeader !== undefined) return headerText;
  return text;
}

/**
 * A value in the form in which two sides can be compared: protocols do not tell an empty list, map or structure from
 * none, and the client fills in tokens that the caller left out.
 */
export function comparable(schema: NormalizedSchema, value: unknown): unknown {
  if (value === undefined || value === null || schema.isUnitSchema()) return undefined;
  if (schema.isStructSchema()) {
    const members = value as Record<string, unknown>;
    const kept = [...schema.structIterator()].flatMap(([name, member]): [string, unknown][] => {
      const item = member.isIdempotencyToken() || member.isStreaming() ? undefined : comparable(member, members[name]);
      return item === undefined ? [] : [[name, item]];
    });
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  }
  if (schema.isListSchema()) {
    const items = (value as unknown[]).map((item) => comparable(schema.getValueSchema(), item));
    return items.every((item) => item === undefined) ? undefined : items.filter((item) => item !== undefined);
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(value as object).map(([key, item]) => [
      key,
      comparable(schema.getValueSchema(), item),
    ]);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  if (schema.isBlobSchema() && value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return value;
}
