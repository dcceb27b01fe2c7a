import { JsonCodec2 } from "@aws-sdk/core/protocols";
import type { StaticOperationSchema } from "@smithy/types";
import { encodeEventStream } from "./eventStream.ts";
import { inputSchema, outputSchema } from "./schemas.ts";
import { nullMessage, type Wire, type WireError, type WireRequest, type WireResponse } from "./wire.ts";

const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });

/** What sets the services of this protocol apart. */
export interface JsonDialect {
  /** The service's error for a required member that is missing. */
  readonly missingCode?: string;
  /** Whether it also tells the error codes of the query protocol that it once spoke: SQS alone does. */
  readonly isQueryCompatible?: boolean;
}

/** awsJson 1.0 and 1.1. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function jsonWire(version: "1.0" | "1.1", dialect: JsonDialect = {}): Wire {
  const { missingCode = "ValidationException", isQueryCompatible = false } = dialect;
  const contentType = `application/x-amz-json-${version}`;
  return {
    dialect: "json",

    operationName(request) {
      const target = request.headers["x-amz-target"];
      return typeof target === "string" ? target.slice(target.lastIndexOf(".") + 1) : undefined;
    },

    async decode(operation: StaticOperationSchema, request: WireRequest) {
      const text = Buffer.from(request.body).toString("utf8");
      const parsed: unknown = JSON.parse(text === "" ? "{}" : text);
      if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new Error("not an object");
      const schema = inputSchema(operation);
      return schema.isUnitSchema() ? {} : codec.createDeserializer().read(schema, text === "" ? "{}" : text);
    },

    async encode(operation: StaticOperationSchema, output: unknown, requestId: string): Promise<WireResponse> {
      const headers = { "content-type": contentType, "x-amzn-requestid": requestId };
      const schema = outputSchema(operation);
      if (schema.getEventStreamMember() !== "") return encodeEventStream(schema, output, requestId);
      if (schema.isUnitSchema()) return { status: 200, headers, body: "{}" };
      const serializer = codec.createSerializer();
      serializer.write(schema, output ?? {});
      return { status: 200, headers, body: serializer.flush() };
    },

    encodeError(error: WireError, requestId: string): WireResponse {
      // The models still tell the statuses of the query protocol; in JSON, errors of the caller are all 400.
      const status = error.shape !== undefined && error.status < 500 ? 400 : error.status;
      return {
        status,
        headers: {
          "content-type": contentType,
          "x-amzn-requestid": requestId,
          ...(isQueryCompatible && { "x-amzn-query-error": queryError(error) }),
        },
        body: JSON.stringify({ __type: error.shape ?? error.code, message: error.message }),
      };
    },

    missingMember: (path) => ({
      code: missingCode,
      message: nullMessage(path),
      status: 400,
    }),
    malformed: (path) => ({
      code: "SerializationException",
      message: path === undefined ? "The request body is not valid JSON" : `Unexpected type of value at '${path}'`,
      status: 400,
    }),
    unknownOperation: (name) => ({
      code: "UnknownOperationException",
      message: name === undefined ? "The request names no operation" : `Unknown operation ${name}`,
      status: 400,
    }),
  };
}

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait */
function queryError({ code, status }: WireError): string {
  return `${code};${status < 500 ? "Sender" : "Receiver"}`;
}
