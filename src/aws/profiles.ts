import type { IniSection, SharedConfigFiles } from "@smithy/types";

/** How a profile comes to its credentials. `none`: it says nothing about credentials, so it cannot be used. */
export type ProfileKind = "static" | "assume-role" | "web-identity" | "process" | "sso" | "login" | "none";

/** One profile of the AWS configuration files, without anything secret. */
export interface Profile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region?: string;
  /** Whether a code of an MFA device is asked for. */
  readonly mfa: boolean;
  /** The command that signs in, and the profile to do it for: this one, or the one whose credentials it takes. */
  readonly signIn?: { readonly command: "sso" | "login"; readonly profile: string };
  /** `endpoint_url`: calls go there instead of to AWS. */
  readonly endpoint?: string;
  /** `ca_bundle`: a file of certificates to trust. */
  readonly caBundle?: string;
}

/**
 * The profiles of `~/.aws/config` and `~/.aws/credentials`, or of the files that AWS_CONFIG_FILE and
 * AWS_SHARED_CREDENTIALS_FILE name; `default` first. Reads the two files only: no credential process is run, no token is
 * read, nothing is called (X13). Files that are missing or cannot be parsed count as empty, as they do for the AWS SDK.
 */
export async function listProfiles(): Promise<Profile[]> {
  const { loadSharedConfigFiles } = await import("@smithy/core/config");
  return readProfiles(await loadSharedConfigFiles({ ignoreCache: true }));
}

/** The profiles that parsed files hold. A key in the credentials file wins, as in the AWS SDK. */
function readProfiles(files: SharedConfigFiles): Profile[] {
  const sections = new Map<string, IniSection>();
  for (const [name, section] of [...Object.entries(files.configFile), ...Object.entries(files.credentialsFile)]) {
    if (/^(sso-session|services)\./.test(name)) continue;
    sections.set(name, { ...sections.get(name), ...section });
  }
  return [...sections]
    .map(([name, section]) => readProfile(name, section, sections))
    .sort((a, b) => Number(b.name === "default") - Number(a.name === "default") || a.name.localeCompare(b.name));
}

function readProfile(name: string, section: IniSection, sections: ReadonlyMap<string, IniSection>): Profile {
  const kind = kindOf(section);
  const signIn = signInFor(name, sections);
  return {
    name,
    kind,
    mfa: kind === "assume-role" && section.mfa_serial !== undefined,
    ...(section.region !== undefined && { region: section.region }),
    ...(signIn !== undefined && { signIn }),
    ...(section.endpoint_url !== undefined && { endpoint: section.endpoint_url }),
    ...(section.ca_bundle !== undefined && { caBundle: section.ca_bundle }),
  };
}

/** In the order in which the AWS SDK tries them (`resolveProfileData` of credential-provider-ini). */
function kindOf(section: IniSection): ProfileKind {
  const has = (key: string) => section[key] !== undefined;
  if (has("role_arn") && has("source_profile") !== has("credential_source")) return "assume-role";
  if (has("aws_access_key_id") && has("aws_secret_access_key")) return "static";
  if (has("web_identity_token_file") && has("role_arn")) return "web-identity";
  if (has("credential_process")) return "process";
  if (["sso_session", "sso_start_url", "sso_account_id", "sso_region", "sso_role_name"].some(has)) return "sso";
  if (has("login_session")) return "login";
  return "none";
}

/** Follows `source_profile` to the profile in which a person signs in, if there is one. */
function signInFor(name: string, sections: ReadonlyMap<string, IniSection>): Profile["signIn"] {
  const visited = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !visited.has(at); at = sections.get(at)?.source_profile) {
    visited.add(at);
    const kind = kindOf(sections.get(at) ?? {});
    if (kind === "sso" || kind === "login") return { command: kind, profile: at };
    if (kind !== "assume-role") return undefined;
  }
  return undefined;
}
