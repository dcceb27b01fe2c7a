import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from "@aws-sdk/client-sts";
import type { Call } from "../call.ts";
import type { Service } from "../service.ts";
import { assumeRole } from "./assumeRole.ts";
import { getSessionToken } from "./getSessionToken.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
function getCallerIdentity(
  _input: GetCallerIdentityCommandInput,
  { account, caller }: Call,
): Omit<GetCallerIdentityCommandOutput, "$metadata"> {
  return { UserId: caller.userId, Account: account.state.accountId, Arn: caller.arn };
}

/** Who one is, and sessions. */
export const stsService: Service = {
  signingName: "sts",
  eventSource: "sts.amazonaws.com",
  operations: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity, GetSessionToken: getSessionToken },
};
