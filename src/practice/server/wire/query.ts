import { XmlShapeDeserializer, XmlShapeSerializer } from "@aws-sdk/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema, StaticStructureSchema } from "@smithy/types";
import { readForm } from "./form.ts";
import { inputSchema } from "./schemas.ts";
import { nullMessage, type Wire, type WireError, type WireRequest, type WireResponse } from "./wire.ts";

/**
 * awsQuery. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 * @param missing the words for a required member that is missing: RDS names the parameter, the others its constraint.
 */
export function queryWire(xmlNamespace: string, missing: "parameter" | "constraint"): Wire {
  const settings = {
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    xmlNamespace,
    serviceNamespace: "",
  } as const;
  const deserializer = new XmlShapeDeserializer(settings);

  function writeXml(schema: StaticStructureSchema, value: unknown): string {
    const serializer = new XmlShapeSerializer(settings);
    serializer.write(NormalizedSchema.of(schema), value);
    return String(serializer.flush());
  }

  function response(status: number, requestId: string, body: string): WireResponse {
    return { status, headers: { "content-type": "text/xml", "x-amzn-requestid": requestId }, body };
  }

  return {
    dialect: "query",

    operationName(request) {
      return new URLSearchParams(formText(request)).get("Action") ?? undefined;
    },

    async decode(operation: StaticOperationSchema, request: WireRequest) {
      const schema = inputSchema(operation);
      return schema.isUnitSchema() ? {} : deserializer.readSchema(schema, readForm(formText(request)));
    },

    async encode(operation: StaticOperationSchema, output: unknown, requestId: string): Promise<WireResponse> {
      const [, namespace, name, , , outputRef] = operation;
      const hasResult = outputRef !== "unit" && deref(outputRef) !== "unit";
      const envelope: StaticStructureSchema = [
        3,
        namespace,
        `${name}Response`,
        0,
        hasResult ? [`${name}Result`, "ResponseMetadata"] : ["ResponseMetadata"],
        hasResult ? [outputRef, metadataSchema] : [metadataSchema],
      ];
      const value = { [`${name}Result`]: output ?? {}, ResponseMetadata: { RequestId: requestId } };
      return response(200, requestId, writeXml(envelope, value));
    },

    encodeError(error: WireError, requestId: string): WireResponse {
      const Type = error.status < 500 ? "Sender" : "Receiver";
      const value = { Error: { Type, Code: error.code, Message: error.message }, RequestId: requestId };
      return response(error.status, requestId, writeXml(errorEnvelope, value));
    },

    missingMember: (path) =>
      missing === "parameter"
        ? { code: "MissingParameter", message: `The request must contain the parameter ${path}.`, status: 400 }
        : { code: "ValidationError", message: nullMessage(path), status: 400 },
    malformed: (path) => ({
      code: "MalformedInput",
      message: path === undefined ? "The request body cannot be read" : `Invalid value for ${path}`,
      status: 400,
    }),
    unknownOperation: (name) => ({
      code: name === undefined ? "MissingAction" : "InvalidAction",
      message:
        name === undefined ? "The request names no action." : `The action ${name} is not valid for this web service.`,
      status: 400,
    }),
  };
}

const metadataSchema: StaticStructureSchema = [3, "practice", "ResponseMetadata", 0, ["RequestId"], [0]];
const errorEnvelope: StaticStructureSchema = [
  3,
  "practice",
  "ErrorResponse",
  0,
  ["Error", "RequestId"],
  [[3, "practice", "Error", 0, ["Type", "Code", "Message"], [0, 0, 0]], 0],
];

function deref(reference: unknown): unknown {
  return typeof reference === "function" ? reference() : reference;
}

/** Query services take their parameters from the body, or from the query string of a GET. */
function formText(request: WireRequest): string {
  if (request.body.length > 0) return Buffer.from(request.body).toString("utf8");
  const form = new URLSearchParams();
  for (const [name, values] of request.query) for (const value of values) form.append(name, value);
  return form.toString();
}
