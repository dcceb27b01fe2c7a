import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import type { Account } from "../account.ts";
import type { Call, CompletedCall } from "../call.ts";
import { AwsError } from "../errors.ts";
import type { Principal } from "../iam/principal.ts";
import { randomUuid } from "../ids.ts";
import type { ServedService } from "../services.ts";
import { AuthenticationError, authenticationWireError } from "./authentication.ts";
import type { Faults } from "./faults.ts";
import { checkSignature, readClaim } from "./signature.ts";
import { decodeAwsChunked } from "./wire/chunked.ts";
import { findMisfit } from "./wire/conform.ts";
import { jsonWire } from "./wire/json.ts";
import { queryWire } from "./wire/query.ts";
import { s3Wire } from "./wire/restXml.ts";
import { errorSchema, inputSchema, operationSchema, type SchemaModule } from "./wire/schemas.ts";
import type { Wire, WireError, WireRequest, WireResponse } from "./wire/wire.ts";

/** What the requests of one server share. */
export interface Dispatcher {
  readonly account: Account;
  readonly services: ReadonlyMap<string, ServedService>;
  readonly faults: Faults;
  /** Epoch milliseconds of real time, which signatures are held against. */
  readonly wallClock: () => number;
  /** Told of errors that are our own fault. */
  readonly onDefect: (error: unknown) => void;
}

/** An answer, and after how many bytes of it the connection shall be cut. */
export interface Answer {
  readonly response: WireResponse;
  readonly cutAfter?: number;
}

/** Answers one signed request: service from the credential scope, operation by the service's protocol. */
export async function dispatch(server: Dispatcher, received: WireRequest, signal: AbortSignal): Promise<Answer> {
  const { account, faults } = server;
  account.runDueJobs();
  const requestId = randomUuid(account.state);
  const claim = readClaim(received);
  const served = claim && server.services.get(claim.service);
  if (claim === undefined || served === undefined)
    return { response: refuseUnserved(received, claim?.service, requestId) };
  const { wire, schemas, service } = served;
  const fail = (error: WireError): Answer => ({ response: wire.encodeError(error, requestId) });

  let caller: Principal;
  try {
    caller = principalOf(account, claim.accessKeyId);
    await checkSignature(received, claim, caller, server.wallClock());
  } catch (error) {
    if (error instanceof AuthenticationError) return fail(authenticationWireError(error, wire.dialect));
    throw error;
  }

  const name = wire.operationName(received, schemas);
  const schema = name === undefined ? undefined : operationSchema(schemas, name);
  if (name === undefined || schema === undefined) return fail(wire.unknownOperation(name));
  const operationId = `${service.signingName}:${name}`;
  await faults.delay();
  const call: Call = {
    account,
    region: claim.region,
    caller,
    now: account.now(),
    requestId,
    sourceIpAddress: "127.0.0.1",
    userAgent: received.headers["user-agent"] ?? "",
    signal,
  };

  const input = await readInput(served, schema, received);
  if ("code" in input) return fail(input);
  const complete = (rest: Pick<CompletedCall, "output" | "error">) =>
    account.completed({ call, service: service.signingName, operation: name, input: input.value, ...rest });
  const refusal = faults.refuse(operationId, caller.arn, wire.dialect);
  if (refusal !== undefined) {
    if (refusal.code.startsWith("AccessDenied")) complete({ error: { name: refusal.code, ...refusal } });
    return fail(refusal);
  }
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (operation === undefined) {
    return fail({ code: "NotImplemented", message: `The practice account does not know ${operationId}.`, status: 501 });
  }

  try {
    const output =
      faults.emptyPage(operationId, input.value) ?? (await operation(faults.input(input.value) as never, call));
    complete({ output });
    const response = await wire.encode(schema, withFaultyBody(faults, input.value, output), requestId);
    const cutAfter = faults.cutAfter(operationId);
    return cutAfter === undefined ? { response } : { response, cutAfter };
  } catch (error) {
    const wireError = wireErrorOf(error, schemas);
    if (wireError === undefined) {
      server.onDefect(new Error(`${operationId} failed`, { cause: error }));
      return fail({ code: "InternalFailure", message: "The practice account has a defect.", status: 500 });
    }
    const { code, message } = wireError;
    complete({ error: { name: error instanceof Error ? error.name : code, code, message } });
    return fail(wireError);
  }
}

/** Decodes a request and holds it against its schema. */
async function readInput(
  { wire }: ServedService,
  schema: StaticOperationSchema,
  received: WireRequest,
): Promise<{ value: unknown } | WireError> {
  let value: unknown;
  try {
    value = await wire.decode(schema, unwrapped(received));
  } catch {
    // The codecs throw plain errors of their own for what cannot be read.
    return wire.malformed(undefined);
  }
  const misfit = findMisfit(inputSchema(schema), value);
  if (misfit === undefined) return { value };
  return misfit.problem === "missing" ? wire.missingMember(misfit.path) : wire.malformed(misfit.path);
}

/** The request with the body that `aws-chunked` wraps. */
function unwrapped(request: WireRequest): WireRequest {
  const isChunked = String(request.headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-");
  return isChunked ? { ...request, body: decodeAwsChunked(request.body) } : request;
}

function principalOf(account: Account, accessKeyId: string): Principal {
  const principal = account.state.iam.principals.get(accessKeyId);
  if (principal === undefined) {
    throw new AuthenticationError("unknown-key", "The security token included in the request is invalid.");
  }
  if (principal.expires !== undefined && principal.expires <= account.now()) {
    throw new AuthenticationError("expired-token", "The security token included in the request is expired");
  }
  return principal;
}

function wireErrorOf(error: unknown, schemas: SchemaModule): WireError | undefined {
  if (error instanceof AwsError) {
    const { code, message, status, headers } = error;
    return { code, message, status, headers };
  }
  const schema = error instanceof Error ? errorSchema(schemas, error.name) : undefined;
  if (!(error instanceof Error) || schema === undefined) return undefined;
  const traits = NormalizedSchema.of(schema).getMergedTraits();
  const onQuery = traits.awsQueryError as readonly [code: string, status: number] | undefined;
  const [code, status] = onQuery ?? [error.name, Number(traits.httpError ?? 400)];
  return { code, message: error.message, status, shape: `${schema[1]}#${schema[2]}` };
}

function withFaultyBody(faults: Faults, input: unknown, output: unknown): unknown {
  const { Key } = input as { Key?: unknown };
  const { Body } = (output ?? {}) as { Body?: unknown };
  if (typeof Key !== "string" || !(Body instanceof Uint8Array)) return output;
  return { ...(output as object), Body: faults.body(Key, Body) };
}

/** A request that is not signed, or for a service that is not here, in the protocol that it seems to be of. */
function refuseUnserved(request: WireRequest, service: string | undefined, requestId: string): WireResponse {
  const wire = likelyWire(request);
  if (service === undefined) {
    const message = "The request is not signed. Use the practice account's access key.";
    return wire.encodeError(
      authenticationWireError(new AuthenticationError("missing", message), wire.dialect),
      requestId,
    );
  }
  const message = `The practice account does not know the service ${service}.`;
  return wire.encodeError({ code: "NotImplemented", message, status: 501 }, requestId);
}

function likelyWire({ headers }: WireRequest): Wire {
  if (headers["x-amz-target"] !== undefined) return jsonWire("1.1");
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  return isForm ? queryWire("", "parameter") : s3Wire;
}
