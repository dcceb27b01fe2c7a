import type { Credentials } from "@aws-sdk/client-sts";
import type { Account } from "../account.ts";
import type { Principal } from "../iam/principal.ts";
import { randomAlphanumerics, randomCapitals } from "../ids.ts";

/** Keys of a session. */
export type TemporaryKeys = Pick<Principal, "accessKeyId" | "secretAccessKey"> &
  Required<Pick<Principal, "sessionToken" | "expires">>;

/** New keys that end after so many seconds. */
export function issueKeys(account: Account, seconds: number): TemporaryKeys {
  return {
    accessKeyId: `ASIA${randomCapitals(account.state, 16)}`,
    secretAccessKey: randomAlphanumerics(account.state, 40),
    sessionToken: `IQoJb3JpZ2luX2VjE${randomAlphanumerics(account.state, 380)}`,
    expires: Math.floor(account.now() / 1000 + seconds) * 1000,
  };
}

/** A session's keys as STS gives them. */
export function credentialsOf({ accessKeyId, secretAccessKey, sessionToken, expires = 0 }: Principal): Credentials {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(expires),
  };
}
