import {
  InvalidTimeRangeException,
  type ListPublicKeysCommandInput,
  type ListPublicKeysResponse,
} from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";

const validityMs = 3 * 365 * 24 * 3_600_000;

/** The public keys of digest files that were signed in a time; the present unless it is given (FACTS 43). */
export function listPublicKeys(input: ListPublicKeysCommandInput, call: Call): ListPublicKeysResponse {
  const end = input.EndTime?.getTime() ?? call.now;
  const start = input.StartTime?.getTime() ?? end;
  if (start > end) {
    const message = "The start time must be before the end time.";
    throw new InvalidTimeRangeException({ message, $metadata: {} });
  }
  const key = call.account.state.cloudTrail.signingKey;
  if (key === undefined || key.validFrom > end || key.validFrom + validityMs < start) return { PublicKeyList: [] };
  return {
    PublicKeyList: [
      {
        Value: key.publicKey,
        ValidityStartTime: new Date(key.validFrom),
        ValidityEndTime: new Date(key.validFrom + validityMs),
        Fingerprint: key.fingerprint,
      },
    ],
  };
}
