import { access } from "node:fs/promises";
import * as vscode from "vscode";
import { configFile } from "../../aws/configFiles.ts";
import type { ConnectionChoice } from "../../aws/connection.ts";
import { listProfiles, type Profile, type ProfileKind } from "../../aws/profiles.ts";
import { isRegion, regionNames } from "../../aws/regions.ts";
import { back, type PickItem, pick } from "../prompts.ts";
import { visible } from "../visible.ts";

/** What a person may pick in the first step. */
type FirstStep =
  | { readonly kind: "choice"; readonly choice: ConnectionChoice; readonly region?: string }
  | { readonly kind: "openConfigFile" }
  | { readonly kind: "manageTrust" };

/**
 * Asks for the practice account, a profile or the environment, then for the Region.
 * @throws CancellationError when the person makes no choice.
 */
export async function askForConnection(current: ConnectionChoice | undefined): Promise<ConnectionChoice> {
  for (;;) {
    const first = await pick<FirstStep>({
      title: vscode.l10n.t("Connect to AWS"),
      step: 1,
      totalSteps: 2,
      placeholder: vscode.l10n.t("Pick a profile, or the practice account"),
      items: firstStepItems(),
      isActive: (value) => value.kind === "choice" && isSame(value.choice, current),
    });
    if (first === undefined || first === back) throw new vscode.CancellationError();
    if (first.kind === "openConfigFile") await openConfigFile();
    if (first.kind === "manageTrust") await vscode.commands.executeCommand("workbench.trust.manage");
    if (first.kind !== "choice") throw new vscode.CancellationError();
    if (first.choice.kind === "practice") return first.choice;

    const region = await askForRegion(
      { title: vscode.l10n.t("Connect to AWS"), step: 2, totalSteps: 2, canGoBack: true },
      first.region,
    );
    if (region !== back) return { ...first.choice, region };
  }
}

/** Asks for a Region; gives `back` only where the step can go back. Throws CancellationError when none is picked. */
export async function askForRegion(
  step: { readonly title: string; readonly step?: number; readonly totalSteps?: number; readonly canGoBack?: boolean },
  current: string | undefined,
): Promise<string | typeof back> {
  const item = (region: string): PickItem<string> => ({
    label: region,
    description: regionNames[region] ?? "",
    value: region,
  });
  const known = new Set([...(current === undefined ? [] : [current]), ...Object.keys(regionNames)]);
  const region = await pick<string>({
    ...step,
    placeholder: vscode.l10n.t("Region"),
    items: [...known].map(item),
    isActive: (value) => value === current,
    fromText: (text) => (isRegion(text) && !known.has(text) ? item(text) : undefined),
  });
  if (region === undefined) throw new vscode.CancellationError();
  return region;
}

async function firstStepItems(): Promise<PickItem<FirstStep>[]> {
  const practice: PickItem<FirstStep>[] = [
    separator(vscode.l10n.t("Practice")),
    {
      label: `$(beaker) ${vscode.l10n.t("Practice Account")}`,
      description: vscode.l10n.t("on this machine, no AWS account needed"),
      value: { kind: "choice", choice: { kind: "practice" } },
    },
  ];
  if (!vscode.workspace.isTrusted) return [...practice, ...restrictedItems()];

  const profiles = (await listProfiles()).map(profileItem);
  const real: PickItem<FirstStep>[] = [
    ...(profiles.length === 0 ? [] : [separator(vscode.l10n.t("Profiles"))]),
    ...profiles,
    separator(vscode.l10n.t("Other")),
    {
      label: `$(terminal) ${vscode.l10n.t("Environment")}`,
      description: vscode.l10n.t("environment variables, or the role of this container or machine"),
      value: {
        kind: "choice",
        choice: { kind: "environment" },
        ...(process.env.AWS_REGION !== undefined && { region: process.env.AWS_REGION }),
      },
    },
    {
      label: `$(go-to-file) ${vscode.l10n.t("Open AWS Config File")}`,
      description: visible(configFile()),
      value: { kind: "openConfigFile" },
    },
  ];
  return profiles.length === 0 ? [...practice, ...real] : [...real, ...practice];
}

function restrictedItems(): PickItem<FirstStep>[] {
  return [
    separator(vscode.l10n.t("Restricted Mode")),
    {
      label: `$(shield) ${vscode.l10n.t("Manage Workspace Trust…")}`,
      description: vscode.l10n.t("no AWS credentials are read before this workspace is trusted"),
      value: { kind: "manageTrust" },
    },
  ];
}

function profileItem(profile: Profile): PickItem<FirstStep> {
  const { icon, text } = kindLabels()[profile.kind];
  const details = [text, profile.mfa ? vscode.l10n.t("MFA") : undefined, profile.region];
  return {
    label: `$(${icon}) ${visible(profile.name)}`,
    description: details.filter((detail) => detail !== undefined).join(" · "),
    value: {
      kind: "choice",
      choice: { kind: "profile", profile: profile.name },
      ...(profile.region !== undefined && { region: profile.region }),
    },
  };
}

function kindLabels(): Readonly<Record<ProfileKind, { readonly icon: string; readonly text: string }>> {
  return {
    static: { icon: "key", text: vscode.l10n.t("access key") },
    "assume-role": { icon: "account", text: vscode.l10n.t("role") },
    "web-identity": { icon: "account", text: vscode.l10n.t("web identity") },
    process: { icon: "terminal", text: vscode.l10n.t("credential process") },
    sso: { icon: "sign-in", text: vscode.l10n.t("IAM Identity Center") },
    login: { icon: "sign-in", text: vscode.l10n.t("console sign-in") },
    none: { icon: "circle-slash", text: vscode.l10n.t("no credentials") },
  };
}

function separator(label: string): PickItem<FirstStep> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function isSame(a: ConnectionChoice, b: ConnectionChoice | undefined): boolean {
  if (a.kind === "profile") return b?.kind === "profile" && a.profile === b.profile;
  return a.kind === b?.kind;
}

/** Opens the configuration file; where there is none, a new document that will be saved there. */
async function openConfigFile(): Promise<void> {
  const file = vscode.Uri.file(configFile());
  const exists = await access(file.fsPath).then(
    () => true,
    () => false,
  );
  await vscode.window.showTextDocument(exists ? file : file.with({ scheme: "untitled" }));
}
