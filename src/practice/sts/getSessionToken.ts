import type { GetSessionTokenCommandInput, GetSessionTokenCommandOutput } from "@aws-sdk/client-sts";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import type { Principal } from "../iam/principal.ts";
import { credentialsOf, issueKeys } from "./temporaryCredentials.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
export function getSessionToken(
  input: GetSessionTokenCommandInput,
  call: Call,
): Omit<GetSessionTokenCommandOutput, "$metadata"> {
  const { account, caller, now } = call;
  if (caller.sessionToken !== undefined) {
    throw new AwsError("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
  }
  const seconds = input.DurationSeconds ?? 43_200;
  if (seconds < 900 || seconds > 129_600) {
    const bound = seconds < 900 ? "greater than or equal to 900" : "less than or equal to 129600";
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  if (input.TokenCode !== undefined && !/^\d{6}$/.test(input.TokenCode)) {
    throw new AwsError("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code.", 403);
  }
  const keys = issueKeys(account, seconds);
  const attributes = {
    creationDate: new Date(now).toISOString().replace(/\.\d+Z$/, "Z"),
    mfaAuthenticated: String(input.SerialNumber !== undefined && input.TokenCode !== undefined),
  };
  const principal: Principal = {
    ...keys,
    arn: caller.arn,
    userId: caller.userId,
    userIdentity: {
      ...caller.userIdentity,
      accessKeyId: keys.accessKeyId,
      sessionContext: { attributes },
    },
  };
  account.state.iam.principals.set(principal.accessKeyId, principal);
  return { Credentials: credentialsOf(principal) };
}
