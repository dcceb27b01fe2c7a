import * as vscode from "vscode";
import type { FinishedCall } from "../../aws/clients.ts";
import type { Target } from "../../aws/connect.ts";
import type { ConnectionChoice } from "../../aws/connection.ts";
import { readEndpoint } from "../../aws/endpoint.ts";
import { listProfiles, type Profile } from "../../aws/profiles.ts";
import { commandLink } from "../commands.ts";
import { ErrorWithAction } from "../errors.ts";
import { choiceLabel } from "./choiceLabel.ts";
import type { PracticeConnection } from "./practiceAccount.ts";
import { connectionSettings } from "./settings.ts";

/** What a target needs from outside. */
export interface TargetParts {
  readonly version: string;
  readonly onCall: (call: FinishedCall) => void;
  readonly practiceAccount: () => Promise<PracticeConnection>;
  /** Asks for the code of an MFA device; throws CancellationError when the person closes the box. */
  readonly mfaCode: (serial: string) => Promise<string>;
  /** Asks once whether calls may go to this endpoint; throws CancellationError when they may not (X12). */
  readonly approveEndpoint: (endpoint: URL) => Promise<void>;
}

/** Works out where a choice leads. Reads configuration files but no credentials, and calls nothing. */
export async function targetFor(choice: ConnectionChoice, parts: TargetParts): Promise<Target> {
  const { shareCredentials, profileCredentials, environmentCredentials } = await import("../../aws/credentials.ts");
  const shared = { choice, label: choiceLabel(choice), version: parts.version, onCall: parts.onCall };

  if (choice.kind === "practice") {
    const { endpoint, region, credentials } = await parts.practiceAccount();
    return { ...shared, region, endpoint, credentials: shareCredentials(async () => credentials) };
  }

  const profile = choice.kind === "profile" ? await profileNamed(choice.profile) : undefined;
  const region = choice.region ?? profile?.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (region === undefined) {
    throw new ErrorWithAction(
      vscode.l10n.t("No Region is set for “{0}”.", shared.label),
      commandLink("rdsCloudTrail.chooseRegion", vscode.l10n.t("Choose Region…")),
    );
  }
  const endpoint = await approvedEndpoint(profile ?? (await defaultProfile()), parts);
  const caBundle = process.env.AWS_CA_BUNDLE ?? profile?.caBundle;
  return {
    ...shared,
    region,
    credentials: profile === undefined ? environmentCredentials() : profileCredentials(profile.name, parts.mfaCode),
    ...(profile !== undefined && { profile: profile.name }),
    ...(endpoint !== undefined && { endpoint }),
    ...(caBundle !== undefined && { caBundle }),
  };
}

async function profileNamed(name: string): Promise<Profile> {
  const profile = (await listProfiles()).find((candidate) => candidate.name === name);
  if (profile !== undefined) return profile;
  throw new ErrorWithAction(
    vscode.l10n.t("There is no profile “{0}” in the AWS configuration files.", name),
    commandLink("rdsCloudTrail.connect", vscode.l10n.t("Connect to AWS…")),
  );
}

/** The profile whose endpoint the AWS CLI would take without `--profile`. */
async function defaultProfile(): Promise<Profile | undefined> {
  const name = process.env.AWS_PROFILE ?? "default";
  return (await listProfiles()).find((profile) => profile.name === name);
}

/** The endpoint of the setting, else of AWS_ENDPOINT_URL or the profile. Those of single services do not count. */
async function approvedEndpoint(profile: Profile | undefined, parts: TargetParts): Promise<string | undefined> {
  const ignored = process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === "true";
  const configured = ignored ? undefined : (process.env.AWS_ENDPOINT_URL ?? profile?.endpoint);
  const text = connectionSettings().endpoint || configured;
  if (text === undefined) return undefined;
  const endpoint = readEndpoint(text);
  await parts.approveEndpoint(endpoint);
  return endpoint.href;
}
