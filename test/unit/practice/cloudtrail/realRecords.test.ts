import * as cloudTrail from "@aws-sdk/client-cloudtrail";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as iam from "@aws-sdk/client-iam";
import * as rds from "@aws-sdk/client-rds";
import * as sts from "@aws-sdk/client-sts";
import type { NormalizedSchema } from "@smithy/core/schema";
import { describe, expect, test } from "vitest";
import { recordOf } from "../../../../src/practice/cloudtrail/record.ts";
import {
  inputSchema,
  operationSchema,
  outputSchema,
  type SchemaModule,
} from "../../../../src/practice/server/wire/schemas.ts";
import { haveRealRecords, realRecords } from "../../records/realRecords.ts";
import { testAccount } from "../account.ts";

const services: Readonly<Record<string, SchemaModule>> = { cloudtrail: cloudTrail, iam, logs, rds, sts };

interface RealRecord {
  readonly eventName: string;
  readonly eventSource: string;
  readonly readOnly: boolean;
  readonly apiVersion?: string;
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
}

/** Real calls of operations that the SDK still has. */
function realCalls() {
  return realRecords().flatMap((line) => {
    const record = JSON.parse(line) as RealRecord;
    const service = record.eventSource.split(".")[0] ?? "";
    const schemas = services[service];
    const operation = schemas && operationSchema(schemas, record.eventName);
    return operation === undefined ? [] : [{ record, service, operation }];
  });
}

/** Every name that a record could show of values of this schema, keys of maps left out. */
function namesOf(schema: NormalizedSchema, names = new Set<string>(), seen = new Set<unknown>()): Set<string> {
  if (schema.isListSchema() || schema.isMapSchema()) return namesOf(schema.getValueSchema(), names, seen);
  if (!schema.isStructSchema() || seen.has(schema.getSchema())) return names;
  seen.add(schema.getSchema());
  for (const [name, member] of schema.structIterator()) {
    names.add(name.charAt(0).toLowerCase() + name.slice(1));
    namesOf(member, names, seen);
  }
  return names;
}

function keysOf(value: unknown, keys: string[] = []): string[] {
  if (typeof value !== "object" || value === null) return keys;
  for (const [key, item] of Object.entries(value)) {
    if (!Array.isArray(value)) keys.push(key);
    keysOf(item, keys);
  }
  return keys;
}

/** Members that AWS shows but does not document, and keys of maps. */
const known = new Set(["httpEndpointEnabled", "StratusRedTeam"]);

describe.skipIf(!haveRealRecords)(
  `records are written as AWS writes them${haveRealRecords ? "" : " (skipped: there are no real records beside the project)"}`,
  () => {
    const calls = haveRealRecords ? realCalls() : [];

    test("there are enough real records to tell", () => {
      expect(calls.length).toBeGreaterThan(600);
    });

    test("FACTS 19: every member of a real record has the name that is written here", () => {
      const strange = calls.flatMap(({ record, operation }) => {
        const request = namesOf(inputSchema(operation));
        const response = namesOf(outputSchema(operation));
        return [
          ...keysOf(record.requestParameters).filter((key) => !request.has(key)),
          ...keysOf(record.responseElements).filter((key) => !response.has(key)),
        ];
      });
      expect(strange.filter((name) => !known.has(name))).toEqual([]);
    });

    test("readOnly and apiVersion are those of the real records", () => {
      const practice = testAccount();
      for (const { record, service } of calls) {
        const written = recordOf({ call: practice.call(), service, operation: record.eventName, input: {} });
        const { eventName, readOnly, apiVersion } = record;
        expect(written).toMatchObject({ eventName, readOnly, ...(apiVersion && { apiVersion }) });
      }
    });
  },
);
