import { pathToFileURL } from "node:url";
import * as vscode from "vscode";
import type { RegisterCommand } from "../commands.ts";
import type { Log } from "../log.ts";
import { back, input } from "../prompts.ts";
import type { PracticeHost } from "./practiceAccount.ts";
import { ConnectionService } from "./service.ts";
import { connectionSettings } from "./settings.ts";
import { createStatusBarItem } from "./statusBar.ts";
import type { TargetParts } from "./target.ts";
import { watchConfigFiles } from "./watchConfigFiles.ts";

export interface ConnectionFeature {
  readonly service: ConnectionService;
  /** Ends what runs outside the extension host's thread. */
  stop(): Promise<void>;
}

/** Choosing an account, the commands for it, and its status bar item. Reads and calls nothing until it is used. */
export function register(context: vscode.ExtensionContext, command: RegisterCommand, log: Log): ConnectionFeature {
  let practice: Promise<PracticeHost> | undefined;
  const parts: TargetParts = {
    version: String(context.extension.packageJSON.version),
    onCall: (call) => log.call(call),
    practiceAccount: async () => {
      practice ??= practiceHost(context);
      return (await practice).connection();
    },
    mfaCode: askForMfaCode,
    approveEndpoint: (endpoint) => approveEndpoint(context.globalState, endpoint),
  };
  const service = new ConnectionService({
    log,
    memory: context.workspaceState,
    targetFor: async (choice) => (await import("./target.ts")).targetFor(choice, parts),
    ask: async () => (await questions()).askForConnection(undefined),
  });

  command("rdsCloudTrail.connect", async () => {
    const { askForConnection } = await questions();
    await connectWithProgress(service, await askForConnection(service.choice));
  });
  command("rdsCloudTrail.chooseRegion", async () => {
    const { askForConnection, askForRegion } = await questions();
    const choice = service.choice ?? (await askForConnection(undefined));
    if (choice.kind === "practice") return service.connect(choice);
    const region = await askForRegion(
      { title: vscode.l10n.t("Choose Region") },
      service.current?.region ?? choice.region,
    );
    return region === back ? undefined : connectWithProgress(service, { ...choice, region });
  });
  command("rdsCloudTrail.connectPractice", () => service.connect({ kind: "practice" }).then(() => undefined));
  command("rdsCloudTrail.disconnect", () => service.disconnect());
  command("rdsCloudTrail.signIn", async () => (await import("./signIn.ts")).signIn(service));
  command("rdsCloudTrail.showLog", () => log.show());

  context.subscriptions.push(
    service,
    createStatusBarItem(service),
    watchConfigFiles(service),
    service.onDidChange(() => setContextKeys(service)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => service.trustGranted()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      const { choice } = service;
      if (!change.affectsConfiguration("rdsCloudTrail.endpoint")) return;
      if (choice === undefined || choice.kind === "practice") return;
      // How it went is in the state, which the views and the status bar show.
      await service.connect(choice).catch((error: unknown) => log.error("Connecting to another endpoint", error));
    }),
  );
  return { service, stop: async () => (await practice)?.stop() };
}

/** What only a person who chooses an account needs. */
function questions() {
  return import("./choose.ts");
}

/** One practice account for all windows, see `practice/share.ts`. */
async function practiceHost(context: vscode.ExtensionContext): Promise<PracticeHost> {
  const { createPracticeHost } = await import("./practiceAccount.ts");
  const script = pathToFileURL(context.asAbsolutePath("dist/practice-worker.js"));
  return createPracticeHost(script, () => ({
    port: connectionSettings().practicePort,
    stateFile: vscode.Uri.joinPath(context.globalStorageUri, "practice-account").fsPath,
  }));
}

async function connectWithProgress(service: ConnectionService, choice: Parameters<ConnectionService["connect"]>[0]) {
  const label = choice.kind === "profile" ? choice.profile : choice.kind;
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Connecting to {0}", label),
      cancellable: true,
    },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return service.connect(choice, abort.signal);
    },
  );
}

async function askForMfaCode(serial: string): Promise<string> {
  const code = await input({
    title: vscode.l10n.t("Multi-Factor Authentication"),
    prompt: vscode.l10n.t("Code of the device {0}", serial),
    placeholder: "123456",
    validate: (text) => (/^\d{6}$/.test(text) ? undefined : vscode.l10n.t("The code has six digits.")),
  });
  if (code === undefined || code === back) throw new vscode.CancellationError();
  return code;
}

const approvedEndpointsKey = "approvedEndpoints";

/** X12: signed requests go to another host than AWS's only after the person agreed, which is remembered. */
async function approveEndpoint(memory: vscode.Memento, endpoint: URL): Promise<void> {
  const approved = memory.get<readonly string[]>(approvedEndpointsKey, []);
  if (approved.includes(endpoint.origin)) return;
  const use = vscode.l10n.t("Use This Endpoint");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Send AWS calls to {0}?", endpoint.host),
    {
      modal: true,
      detail: vscode.l10n.t(
        "{0} is set as the endpoint in place of AWS's own. It will see what you ask and answer in AWS's place.",
        endpoint.origin,
      ),
    },
    use,
  );
  if (answer !== use) throw new vscode.CancellationError();
  await memory.update(approvedEndpointsKey, [...approved, endpoint.origin]);
}

function setContextKeys(service: ConnectionService): void {
  const keys = {
    "rdsCloudTrail.connected": service.current !== undefined,
    "rdsCloudTrail.practice": service.choice?.kind === "practice",
  };
  for (const [key, value] of Object.entries(keys)) void vscode.commands.executeCommand("setContext", key, value);
}
