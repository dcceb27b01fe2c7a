import { describe, expect, test } from "vitest";
import { type AwsFailureKind, explainAwsError, isExpired } from "../../../src/aws/errors.ts";

function failure(name: string, message = "", more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

const samples: readonly (readonly [AwsFailureKind, Error])[] = [
  ["expired", failure("ExpiredToken", "The security token included in the request is expired")],
  ["expired", failure("ExpiredTokenException")],
  ["expired", failure("RequestExpired")],
  ["expired", failure("TokenProviderError", "Token is expired. To refresh this SSO session run 'aws sso login'")],
  ["expired", failure("CredentialsProviderError", "The SSO session associated with this profile has expired.")],
  ["expired", failure("CredentialsProviderError", "Failed to load token from /home/a/.aws/login/cache/x.json: ENOENT")],
  ["expired", failure("CredentialsProviderError", "Your session has expired. Please reauthenticate.")],
  ["credentials", failure("CredentialsProviderError", "Could not resolve credentials using profile: [x]")],
  ["credentials", failure("InvalidClientTokenId")],
  ["credentials", failure("UnrecognizedClientException")],
  ["credentials", failure("SignatureDoesNotMatch", "The request signature we calculated does not match")],
  ["clock", failure("SignatureDoesNotMatch", "Signature expired: 20260101T000000Z is now earlier than")],
  ["clock", failure("InvalidSignatureException", "Signature not yet current: 20260101T000000Z")],
  ["clock", failure("RequestTimeTooSkewed")],
  ["denied", failure("AccessDenied")],
  ["denied", failure("AccessDeniedException")],
  ["denied", failure("AuthorizationErrorException")],
  ["throttled", failure("ThrottlingException", "Rate exceeded")],
  ["throttled", failure("Throttling", "Rate exceeded")],
  ["throttled", failure("SomethingNew", "", { $metadata: { httpStatusCode: 429 } })],
  ["network", failure("Error", "getaddrinfo ENOTFOUND rds.nowhere-1.amazonaws.com", { code: "ENOTFOUND" })],
  ["network", failure("AggregateError", "", { code: "ECONNREFUSED" })],
  ["network", failure("Error", "self-signed certificate", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" })],
  ["network", failure("TimeoutError", "Connection timed out after 10000 ms")],
  ["network", new Error("fetch failed", { cause: failure("Error", "", { code: "ECONNRESET" }) })],
  ["notFound", failure("ResourceNotFoundException", "The specified log group does not exist.")],
  ["notFound", failure("DBInstanceNotFoundFault", "DBInstance x not found.")],
  ["notFound", failure("NoSuchBucket")],
  ["other", failure("InvalidDBInstanceStateFault", "Instance x is already being deleted.")],
  ["other", failure("LimitExceededException")],
  ["other", failure("InternalFailure", "", { $metadata: { httpStatusCode: 500 } })],
];

describe("errors of AWS", () => {
  test.each(samples.map(([kind, error]) => [error.name, error.message, kind, error] as const))(
    "%s “%s” is %s",
    (_name, _message, kind, error) => {
      const told = explainAwsError(error);
      expect(told.kind).toBe(kind);
      expect(told.sentence).toMatch(/^\S.*[.!?]$/);
    },
  );

  test("F3: only an expired token is worth fresh credentials", () => {
    for (const [kind, error] of samples) expect(isExpired(error)).toBe(kind === "expired");
  });

  test.each([
    [
      "User: arn:aws:iam::1:user/a is not authorized to perform: rds:DescribeDBInstances on resource: arn:aws:rds:us-east-1:1:db:*",
      "rds:DescribeDBInstances",
    ],
    [
      "User is not authorized because no identity-based policy allows the logs:DescribeLogGroups action",
      "logs:DescribeLogGroups",
    ],
  ])("a refusal names the action: %s", (message, action) => {
    const told = explainAwsError(failure("AccessDenied", message));
    expect(told.action).toBe(action);
    expect(told.sentence).toContain(action);
  });

  test("a refusal that names nothing takes the action of the call", () => {
    expect(explainAwsError(failure("AuthorizationError"), { action: "SNS:ListTopics" }).sentence).toContain(
      "SNS:ListTopics",
    );
  });

  test("a refusal tells which policy denies", () => {
    const message =
      "User: a is not authorized to perform: rds:CreateDBInstance with an explicit deny in a service control policy";
    expect(explainAwsError(failure("AccessDenied", message)).sentence).toContain("denied by a service control policy");
  });

  test("F4: a wrong clock is told in minutes", () => {
    const error = failure("RequestTimeTooSkewed", "", {
      $response: { headers: { date: "Thu, 01 Jan 2026 12:00:00 GMT" } },
    });
    const now = Date.parse("2026-01-01T12:42:00Z");
    expect(explainAwsError(error, { now }).sentence).toContain("off by 42 minutes");
  });

  test("names the host that was not found", () => {
    const error = failure("Error", "getaddrinfo ENOTFOUND rds.nowhere-1.amazonaws.com", { code: "ENOTFOUND" });
    expect(explainAwsError(error).sentence).toContain("rds.nowhere-1.amazonaws.com");
  });

  test("X14: the command line of a credential process is not told", () => {
    const error = failure("CredentialsProviderError", "Command failed: vault --password hunter2\nboom");
    expect(explainAwsError(error).sentence).not.toContain("hunter2");
  });

  test("tells what is no error at all", () => {
    expect(explainAwsError("boom").sentence).toBe("boom.");
    expect(explainAwsError(undefined).kind).toBe("other");
  });
});
