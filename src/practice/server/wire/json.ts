import { JsonCodec2 } from "@aws-sdk/core/protocols";
import type { StaticOperationSchema } from "@smithy/types";
import { encodeEventStream } from "./eventStream.ts";
import { inputSchema, outputSchema } from "./schemas.ts";
import { nullMessage, type Wire, type WireError, type WireRequest, type WireResponse } from "./wire.ts";

const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });

/**
 * awsJson 1.0 and 1.1. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 * @param missingCode the service's error for a required member that is missing.
 */
export function jsonWire(version: "1.0" | "1.1", missingCode = "ValidationException"): Wire {
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
      return {
        status: error.status,
        headers: { "content-type": contentType, "x-amzn-requestid": requestId, ...queryError(error) },
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

/** SQS once spoke the query protocol, and old clients still want the codes of that time. */
function queryError({ code, shape, status }: WireError): Record<string, string> {
  const isOld = shape !== undefined && !shape.endsWith(`#${code}`);
  return isOld ? { "x-amzn-query-error": `${code};${status < 500 ? "Sender" : "Receiver"}` } : {};
}
