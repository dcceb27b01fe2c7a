import type { IncomingHttpHeaders } from "node:http";
import type { StaticOperationSchema } from "@smithy/types";
import type { SchemaModule } from "./schemas.ts";

/** A request as it came in, its body complete. */
export interface WireRequest {
  readonly method: string;
  /** The path as sent, still encoded, without the query. */
  readonly path: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** What is sent back. `body` may be a stream of bytes (event streams). */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array>;
}

/** An error as a protocol writes it. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** Full shape name `namespace#Name`, where the error is modelled. */
  readonly shape?: string;
  /** What the protocol does not write by itself; S3 alone has such. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The protocols differ in the codes for the same problem. */
export type ErrorDialect = "json" | "query" | "s3";

/** How one protocol (awsJson, awsQuery, restXml) puts operations on HTTP. */
export interface Wire {
  readonly dialect: ErrorDialect;
  /** The operation's name, or `undefined` where the request names none. */
  operationName(request: WireRequest, schemas: SchemaModule): string | undefined;
  /** Throws an `Error` where the body cannot be read at all. */
  decode(operation: StaticOperationSchema, request: WireRequest): Promise<unknown>;
  encode(operation: StaticOperationSchema, output: unknown, requestId: string): Promise<WireResponse>;
  encodeError(error: WireError, requestId: string): WireResponse;
  /** The error of this protocol's services for a required member that is missing. */
  missingMember(path: string): WireError;
  /** The error for a value of the wrong type, or a body that cannot be read. */
  malformed(path: string | undefined): WireError;
  /** The error for an operation that the API does not have. */
  unknownOperation(name: string | undefined): WireError;
}

/** First value of a query parameter. */
export function queryValue(request: WireRequest, name: string): string | undefined {
  return request.query.get(name)?.[0];
}

/** AWS's words for a required member that is missing. */
export function nullMessage(path: string): string {
  const name = path.charAt(0).toLowerCase() + path.slice(1);
  return `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`;
}
