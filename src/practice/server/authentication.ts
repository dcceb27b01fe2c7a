import type { ErrorDialect, WireError } from "./wire/wire.ts";

/** Why a request is not believed. */
export type AuthenticationProblem = "missing" | "unknown-key" | "mismatch" | "skewed" | "expired-token";

/** A request that nobody known has signed. */
export class AuthenticationError extends Error {
  readonly problem: AuthenticationProblem;

  constructor(problem: AuthenticationProblem, message: string) {
    super(message);
    this.name = "AuthenticationError";
    this.problem = problem;
  }
}

const codes: Readonly<Record<ErrorDialect, Readonly<Record<AuthenticationProblem, readonly [string, number]>>>> = {
  json: {
    missing: ["MissingAuthenticationTokenException", 400],
    "unknown-key": ["UnrecognizedClientException", 400],
    mismatch: ["InvalidSignatureException", 400],
    skewed: ["InvalidSignatureException", 400],
    "expired-token": ["ExpiredTokenException", 400],
  },
  query: {
    missing: ["MissingAuthenticationToken", 403],
    "unknown-key": ["InvalidClientTokenId", 403],
    mismatch: ["SignatureDoesNotMatch", 403],
    skewed: ["SignatureDoesNotMatch", 403],
    "expired-token": ["ExpiredToken", 403],
  },
  s3: {
    missing: ["AccessDenied", 403],
    "unknown-key": ["InvalidAccessKeyId", 403],
    mismatch: ["SignatureDoesNotMatch", 403],
    skewed: ["RequestTimeTooSkewed", 403],
    "expired-token": ["ExpiredToken", 400],
  },
};

/** The error as the services of a protocol answer it. */
export function authenticationWireError(error: AuthenticationError, dialect: ErrorDialect): WireError {
  const [code, status] = codes[dialect][error.problem];
  return { code, status, message: error.message };
}
