import { pathToFileURL } from "node:url";
import * as vscode from "vscode";
import type { RegisterCommand } from "../commands.ts";
import type { Log } from "../log.ts";
import { back, input } from "../prompts.ts";
import { askForConnection, askForRegion } from "./choose.ts";
import { createPracticeHost, type PracticeHost } from "./practiceAccount.ts";
import { ConnectionService } from "./service.ts";
import { connectionSettings } from "./settings.ts";
import { signIn } from "./signIn.ts";
import { createStatusBarItem } from "./statusBar.ts";
import { type TargetParts, targetFor } from "./target.ts";
import { watchConfigFiles } from "./watchConfigFiles.ts";

export interface ConnectionFeature {
  readonly service: ConnectionService;
  /** Ends what runs outside the extension host's thread. */
  stop(): Promise<void>;
}

/** Choosing an account, the commands for it, and its status bar item. Reads and calls nothing until it is used. */
export function register(context: vscode.ExtensionContext, command: RegisterCommand, log: Log): ConnectionFeature {
  const practice = practiceHost(context);
  const parts: TargetParts = {
    version: String(context.extension.packageJSON.version),
    onCall: (call) => log.call(call),
    practiceAccount: () => practice.connection(),
    mfaCode: askForMfaCode,
    approveEndpoint: (endpoint) => approveEndpoint(context.globalState, endpoint),
  };
  const service = new ConnectionService({
    log,
    memory: context.workspaceState,
    targetFor: (choice) => targetFor(choice, parts),
    ask: () => askForConnection(undefined),
  });

  command("rdsCloudTrail.connect", async () => {
    await connectWithProgress(service, await askForConnection(service.choice));
  });
  command("rdsCloudTrail.chooseRegion", async () => {
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
  command("rdsCloudTrail.signIn", () => signIn(service));
  command("rdsCloudTrail.showLog", () => log.show());

  context.subscriptions.push(
    service,
    createStatusBarItem(service),
    watchConfigFiles(service),
    service.onDidChange(() => setContextKeys(service)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => service.trustGranted()),
  );
  return { service, stop: () => practice.stop() };
}

/** One practice account for all windows, see `practice/share.ts`. */
function practiceHost(context: vscode.ExtensionContext): PracticeHost {
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
