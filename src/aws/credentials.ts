import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentity } from "@smithy/types";

type LoadCredentials = ReturnType<typeof fromIni>;
type Options = Parameters<LoadCredentials>[0] & { readonly forceRefresh?: boolean };

/** Credentials that all clients of a connection share. */
export interface SharedCredentials {
  /** `memoized` tells the SDK to keep no copy per client, which would ask for an MFA code per client. */
  readonly provider: ((options?: Options) => Promise<AwsCredentialIdentity>) & { readonly memoized: true };
  /** How often they were fetched. */
  generation(): number;
  /** Fetches fresh ones, unless that has happened since `generation`: a person with an MFA device is asked once only. */
  renew(generation: number): Promise<void>;
}

/**
 * Credentials of a named profile, whatever its kind, read anew from the files. Never those of another identity: when the
 * profile has none, the provider throws.
 * @param mfaCode asks for the code of the MFA device with this serial number; throws when the person cancels.
 */
export function profileCredentials(profile: string, mfaCode: (serial: string) => Promise<string>): SharedCredentials {
  return shareCredentials(fromIni({ profile, ignoreCache: true, mfaCodeProvider: mfaCode }));
}

/** What the AWS CLI would take without `--profile`: environment, default profile, container or instance metadata. */
export function environmentCredentials(): SharedCredentials {
  return shareCredentials(fromNodeProviderChain({ ignoreCache: true }));
}

/** Asks `load` once, and again five minutes before the credentials expire. Callers at a time wait together. */
export function shareCredentials(load: LoadCredentials): SharedCredentials {
  let current: AwsCredentialIdentity | undefined;
  let loading: Promise<AwsCredentialIdentity> | undefined;
  let generation = 0;
  // The SDK passes the calling client's settings (Region, request handler) for calls that the provider makes itself.
  let caller: Options = {};

  async function fetchCredentials(): Promise<AwsCredentialIdentity> {
    current = await load(caller);
    generation += 1;
    return current;
  }

  const provider = async (options: Options = {}) => {
    if (options.callerClientConfig !== undefined) caller = { callerClientConfig: options.callerClientConfig };
    if (current !== undefined && isFresh(current) && options.forceRefresh !== true) return current;
    loading ??= fetchCredentials().finally(() => {
      loading = undefined;
    });
    return loading;
  };

  return {
    provider: Object.assign(provider, { memoized: true as const }),
    generation: () => generation,
    async renew(since) {
      if (generation === since) await provider({ forceRefresh: true });
    },
  };
}

function isFresh({ expiration }: AwsCredentialIdentity): boolean {
  return expiration === undefined || expiration.getTime() - Date.now() > 5 * 60_000;
}
