import { createHash, timingSafeEqual } from "node:crypto";
import { Hash } from "@smithy/core/serde";
import { SignatureV4 } from "@smithy/signature-v4";
import type { HttpRequest } from "@smithy/types";
import type { Principal } from "../iam/principal.ts";
import { AuthenticationError } from "./authentication.ts";
import type { WireRequest } from "./wire/wire.ts";

/** What the `Authorization` header claims. */
export interface Claim {
  readonly accessKeyId: string;
  readonly region: string;
  /** Signing name of the service. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const authorizationForm =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/\d{8}\/(?:([^/,\s]+)\/)([^/,\s]+)\/aws4_request, *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/;

/** Most that the time of a signature may differ from ours, in milliseconds: AWS allows 15 minutes. */
const mostSkew = 15 * 60_000;

/** Reads the `Authorization` header; `undefined` where it is not a Signature Version 4. */
export function readClaim(request: WireRequest): Claim | undefined {
  const match = authorizationForm.exec(request.headers.authorization ?? "");
  if (match === null) return undefined;
  const [, accessKeyId = "", region = "", service = "", headers = "", signature = ""] = match;
  return { accessKeyId, region, service, signedHeaders: headers.split(";"), signature };
}

/**
 * Checks Signature Version 4 by signing the request again.
 * @param wallClock epoch milliseconds of real time, which is what clients sign with.
 * @throws AuthenticationError
 */
export async function checkSignature(
  request: WireRequest,
  claim: Claim,
  principal: Principal,
  wallClock: number,
): Promise<void> {
  const signingDate = parseAmzDate(header(request, "x-amz-date"));
  if (signingDate === undefined) throw mismatch("The request carries no valid x-amz-date.");
  if (Math.abs(signingDate.getTime() - wallClock) > mostSkew) throw skewed(claim.service, signingDate, wallClock);
  checkPayloadHash(request, claim.service);
  if (principal.sessionToken !== undefined && header(request, "x-amz-security-token") !== principal.sessionToken) {
    throw new AuthenticationError("unknown-key", "The security token included in the request is invalid.");
  }
  const expected = await sign(request, claim, principal, signingDate);
  const given = Buffer.from(claim.signature, "hex");
  if (expected === undefined || !timingSafeEqual(Buffer.from(expected, "hex"), given)) {
    throw mismatch(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
}

async function sign(request: WireRequest, claim: Claim, principal: Principal, signingDate: Date) {
  const signer = new SignatureV4({
    service: claim.service,
    region: claim.region,
    credentials: { accessKeyId: principal.accessKeyId, secretAccessKey: principal.secretAccessKey },
    sha256: Hash.bind(null, "sha256"),
    uriEscapePath: claim.service !== "s3",
    applyChecksum: false,
  });
  const headers: Record<string, string> = {};
  for (const name of claim.signedHeaders) {
    const value = header(request, name);
    if (value === undefined) return undefined;
    headers[name] = value;
  }
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: "http:",
      hostname: "127.0.0.1",
      path: request.path,
      query: Object.fromEntries([...request.query].map(([name, values]) => [name, [...values]])),
      headers: { ...headers, "x-amz-content-sha256": header(request, "x-amz-content-sha256") ?? sha256(request.body) },
      body: request.body,
    } as HttpRequest,
    { signingDate, signableHeaders: new Set(claim.signedHeaders), unsignableHeaders: notSigned(claim) },
  );
  return /Signature=([0-9a-f]{64})/.exec(signed.headers.authorization ?? "")?.[1];
}

/** The hash of the body that the signer is told for each request goes unsigned where the client did not sign one. */
function notSigned({ signedHeaders }: Claim): Set<string> {
  return new Set(["x-amz-content-sha256"].filter((name) => !signedHeaders.includes(name)));
}

/** A hash that names the body must be the body's; only S3 may leave it unsigned. */
function checkPayloadHash(request: WireRequest, service: string): void {
  const hash = header(request, "x-amz-content-sha256");
  if (hash === undefined) return;
  if (service === "s3" && (hash === "UNSIGNED-PAYLOAD" || hash.startsWith("STREAMING-"))) return;
  if (hash !== sha256(request.body)) {
    throw mismatch("The provided 'x-amz-content-sha256' header does not match what was computed.");
  }
}

function skewed(service: string, signedAt: Date, wallClock: number): AuthenticationError {
  if (service === "s3") {
    const message = "The difference between the request time and the current time is too large.";
    return new AuthenticationError("skewed", message);
  }
  const [signed, present] = [signedAt, new Date(wallClock)].map((date) =>
    date.toISOString().replace(/[-:]|\.\d+/g, ""),
  );
  const words = signedAt.getTime() < wallClock ? "Signature expired" : "Signature not yet current";
  return new AuthenticationError("skewed", `${words}: ${signed} is now compared with ${present} (15 min. allowed)`);
}

function mismatch(message: string): AuthenticationError {
  return new AuthenticationError("mismatch", message);
}

function header(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

function parseAmzDate(text: string | undefined): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (match === null) return undefined;
  const [, year, month, day, hours, minutes, seconds] = match;
  const date = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
