import { NormalizedSchema } from "@smithy/core/schema";
import type { $Schema, StaticErrorSchema, StaticOperationSchema } from "@smithy/types";

/** The exports of one SDK client package: its schemas are named like their shapes, with a `$` behind. */
export type SchemaModule = Readonly<Record<string, unknown>>;

const operationMark = 9;
const errorMark = -3;

/** The schema of an operation, or `undefined` where the API has none of that name. */
export function operationSchema(schemas: SchemaModule, name: string): StaticOperationSchema | undefined {
  const schema = Object.hasOwn(schemas, `${name}$`) ? schemas[`${name}$`] : undefined;
  return Array.isArray(schema) && schema[0] === operationMark ? (schema as StaticOperationSchema) : undefined;
}

/** All operations of an API. */
export function operationSchemas(schemas: SchemaModule): StaticOperationSchema[] {
  return Object.values(schemas).filter(
    (schema): schema is StaticOperationSchema => Array.isArray(schema) && schema[0] === operationMark,
  );
}

/** The schema of an error by its shape name. */
export function errorSchema(schemas: SchemaModule, name: string): StaticErrorSchema | undefined {
  const schema = Object.hasOwn(schemas, `${name}$`) ? schemas[`${name}$`] : undefined;
  return Array.isArray(schema) && schema[0] === errorMark ? (schema as StaticErrorSchema) : undefined;
}

/** Input and output of an operation, followed through their references. */
export function inputSchema(operation: StaticOperationSchema): NormalizedSchema {
  return NormalizedSchema.of(operation[4] as $Schema);
}

/** See {@link inputSchema}. */
export function outputSchema(operation: StaticOperationSchema): NormalizedSchema {
  return NormalizedSchema.of(operation[5] as $Schema);
}

/** Names of the members that a structure requires: the SDK lists them first and counts them in the seventh place. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const struct: unknown = schema.isStructSchema() ? schema.getSchema() : undefined;
  if (!Array.isArray(struct) || typeof struct[6] !== "number") return [];
  return (struct[4] as string[]).slice(0, struct[6]);
}
