import { XmlShapeDeserializer, XmlShapeSerializer } from "@aws-sdk/core/protocols";
import { FromStringShapeDeserializer, ToStringShapeSerializer } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import { inputSchema, operationSchemas, outputSchema, requiredMembers, type SchemaModule } from "./schemas.ts";
import { queryValue, type Wire, type WireError, type WireRequest, type WireResponse } from "./wire.ts";

const xmlNamespace = "http://s3.amazonaws.com/doc/2006-03-01/";
const settings = {
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: true,
  xmlNamespace,
  serviceNamespace: "com.amazonaws.s3",
} as const;
const xmlReader = new XmlShapeDeserializer(settings);
const textReader = new FromStringShapeDeserializer(settings);
const malformedXml: WireError = {
  code: "MalformedXML",
  message: "The XML you provided was not well-formed or did not validate against our published schema",
  status: 400,
};

/** restXml with path-style buckets, which is S3. https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html */
export const s3Wire: Wire = {
  dialect: "s3",

  operationName(request, schemas) {
    return routesOf(schemas)
      .filter((route) => matches(route, request))
      .sort((a, b) => b.weight - a.weight)[0]?.name;
  },

  async decode(operation: StaticOperationSchema, request: WireRequest) {
    const input: Record<string, unknown> = {};
    const schema = inputSchema(operation);
    const { bucket, key } = splitPath(request.path);
    let hasBodyMembers = false;
    for (const [name, member] of schema.structIterator()) {
      const traits = member.getMergedTraits();
      if (traits.httpLabel) {
        const label = name === "Key" ? key : bucket;
        if (label !== undefined) input[name] = label;
      } else if (traits.httpQuery !== undefined) {
        const text = queryValue(request, traits.httpQuery);
        if (text !== undefined) input[name] = textReader.read(member, text);
      } else if (traits.httpHeader !== undefined) {
        const header = request.headers[traits.httpHeader.toLowerCase()];
        if (typeof header === "string") input[name] = readHeader(member, header);
      } else if (traits.httpPrefixHeaders !== undefined) {
        input[name] = prefixedHeaders(request, traits.httpPrefixHeaders);
      } else if (traits.httpPayload) {
        if (request.body.length > 0) {
          input[name] =
            member.isBlobSchema() || member.isStreaming() ? request.body : readPayload(member, request.body);
        }
      } else hasBodyMembers = true;
    }
    if (hasBodyMembers && request.body.length > 0) {
      Object.assign(input, xmlReader.read(schema, request.body));
    }
    return input;
  },

  async encode(operation: StaticOperationSchema, output: unknown, requestId: string): Promise<WireResponse> {
    const schema = outputSchema(operation);
    const headers: Record<string, string> = { "x-amz-request-id": requestId };
    let body: Uint8Array | string = "";
    let status = httpTrait(operation)?.[2] ?? 200;
    if (schema.isUnitSchema()) return { status, headers, body };
    const values = (output ?? {}) as Record<string, unknown>;
    let hasBodyMembers = false;
    for (const [name, member] of schema.structIterator()) {
      const traits = member.getMergedTraits();
      const value = values[name];
      if (traits.httpHeader !== undefined) {
        if (value !== undefined) headers[traits.httpHeader.toLowerCase()] = writeHeader(member, value);
      } else if (traits.httpPrefixHeaders !== undefined) {
        for (const [suffix, text] of Object.entries((value ?? {}) as Record<string, string>)) {
          headers[`${traits.httpPrefixHeaders}${suffix}`.toLowerCase()] = text;
        }
      } else if (traits.httpResponseCode) {
        if (typeof value === "number") status = value;
      } else if (traits.httpPayload) {
        if (value !== undefined) body = writePayload(member, value);
      } else hasBodyMembers = true;
    }
    // The model does not say it, but a part of an object is Partial Content.
    if (headers["content-range"] !== undefined) status = 206;
    if (operation[2] === "GetBucketLocation") {
      // The one output of S3 that is not wrapped: its only member is the root element's text.
      body = `<LocationConstraint xmlns="${xmlNamespace}">${values.LocationConstraint ?? ""}</LocationConstraint>`;
    } else if (hasBodyMembers) {
      const writer = new XmlShapeSerializer(settings);
      writer.write(schema, bodyValues(schema, values));
      body = String(writer.flush());
    }
    if (typeof body === "string" && body !== "") {
      if (!body.startsWith("{")) body = `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
      headers["content-type"] ??= "application/xml";
    }
    return { status, headers, body };
  },

  encodeError(error: WireError, requestId: string): WireResponse {
    const fields = { Code: error.code, Message: error.message, RequestId: requestId };
    const inner = Object.entries(fields).map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`);
    return {
      status: error.status,
      headers: { "content-type": "application/xml", "x-amz-request-id": requestId, ...error.headers },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner.join("")}</Error>`,
    };
  },

  // A member of a member is in the body.
  missingMember: (path) =>
    path.includes(".")
      ? malformedXml
      : {
          code: "InvalidRequest",
          message: `Missing required header or parameter for this request: ${path}`,
          status: 400,
        },
  malformed: (path) =>
    path === undefined ? malformedXml : { code: "InvalidArgument", message: `Invalid value for ${path}`, status: 400 },
  unknownOperation: () => ({
    code: "MethodNotAllowed",
    message: "The specified method is not allowed against this resource.",
    status: 405,
  }),
};

/** Bucket and key of a path-style request, decoded. */
function splitPath(path: string): { bucket?: string; key?: string } {
  const [, bucket, key] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return {
    ...(bucket ? { bucket: decodeURIComponent(bucket) } : {}),
    ...(key ? { key: decodeURIComponent(key) } : {}),
  };
}

interface Route {
  readonly name: string;
  readonly method: string;
  /** What the path names. `fixed` is a path of its own, which no bucket may have. */
  readonly level: "service" | "bucket" | "key" | "fixed";
  readonly path: string;
  /** Query parameters that must be there, with their value where it is fixed. */
  readonly query: readonly (readonly [string, string])[];
  readonly headers: readonly string[];
  /** How much the request must say for this route: the route that asks most wins. */
  readonly weight: number;
}

const routeCache = new WeakMap<SchemaModule, Route[]>();

function routesOf(schemas: SchemaModule): Route[] {
  let routes = routeCache.get(schemas);
  if (routes === undefined) {
    routes = operationSchemas(schemas).flatMap(routeOf);
    routeCache.set(schemas, routes);
  }
  return routes;
}

function routeOf(operation: StaticOperationSchema): Route[] {
  const http = httpTrait(operation);
  if (http === undefined) return [];
  const [method, template] = http;
  const [path = "", literals = ""] = template.split("?");
  const schema = inputSchema(operation);
  const required = new Set(requiredMembers(schema));
  const query: (readonly [string, string])[] = [...new URLSearchParams(literals)].filter(([name]) => name !== "x-id");
  const headers: string[] = [];
  let hasBucket = false;
  if (schema.isStructSchema()) {
    for (const [name, member] of schema.structIterator()) {
      const traits = member.getMergedTraits();
      if (traits.httpLabel && name === "Bucket") hasBucket = true;
      if (!required.has(name)) continue;
      if (traits.httpQuery !== undefined) query.push([traits.httpQuery, ""]);
      if (traits.httpHeader !== undefined) headers.push(traits.httpHeader.toLowerCase());
    }
  }
  const isFixed = path !== "/" && !path.includes("{");
  const level = isFixed ? "fixed" : path.includes("{Key+}") ? "key" : hasBucket ? "bucket" : "service";
  return [{ name: operation[2], method, level, path, query, headers, weight: query.length + headers.length }];
}

function matches(route: Route, request: WireRequest): boolean {
  const { bucket, key } = splitPath(request.path);
  const level = key !== undefined ? "key" : bucket !== undefined ? "bucket" : "service";
  const id = queryValue(request, "x-id");
  return (
    route.method === request.method &&
    (route.level === level || (route.level === "fixed" && route.path === request.path)) &&
    (id === undefined || id === route.name) &&
    route.query.every(
      ([name, value]) => request.query.has(name) && (value === "" || queryValue(request, name) === value),
    ) &&
    route.headers.every((name) => request.headers[name] !== undefined)
  );
}

function httpTrait(operation: StaticOperationSchema): [string, string, number] | undefined {
  const traits = operation[3];
  return typeof traits === "object" ? (traits.http as [string, string, number] | undefined) : undefined;
}

function readHeader(member: NormalizedSchema, header: string): unknown {
  if (!member.isListSchema()) return textReader.read(member, header);
  return header.split(",").map((item) => textReader.read(member.getValueSchema(), item.trim()));
}

function writeHeader(member: NormalizedSchema, value: unknown): string {
  const writer = new ToStringShapeSerializer(settings);
  writer.write(member, value);
  return String(writer.flush());
}

function prefixedHeaders(request: WireRequest, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === "string" ? [[name.slice(prefix.length), value]] : [],
    ),
  );
}

function readPayload(member: NormalizedSchema, body: Uint8Array): unknown {
  return member.isStringSchema() ? Buffer.from(body).toString("utf8") : xmlReader.read(member, body);
}

function writePayload(member: NormalizedSchema, value: unknown): Uint8Array | string {
  if (value instanceof Uint8Array || typeof value === "string") return value;
  const writer = new XmlShapeSerializer(settings);
  writer.write(member, value);
  return String(writer.flush());
}

/** The members that are neither header nor payload, which is what the XML body holds. */
function bodyValues(schema: NormalizedSchema, values: Record<string, unknown>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const { httpHeader, httpPrefixHeaders, httpResponseCode } = member.getMergedTraits();
    if (httpHeader === undefined && httpPrefixHeaders === undefined && !httpResponseCode) body[name] = values[name];
  }
  return body;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
