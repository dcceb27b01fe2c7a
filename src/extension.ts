import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { commandRegistrar } from "./ui/commands.ts";
import { type ConnectionFeature, register as registerConnection } from "./ui/connection/index.ts";
import { showError } from "./ui/errors.ts";
import { createLog } from "./ui/log.ts";
import { type ResourcesFeature, register as registerResources } from "./ui/resources/index.ts";
import { register as registerSearch } from "./ui/search/index.ts";

/** What tests can look at. */
export interface ExtensionApi {
  readonly connection: ConnectionFeature["service"];
  readonly resources: ResourcesFeature;
}

let running: ConnectionFeature | undefined;

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const log = createLog();
  const register = commandRegistrar(context, log);
  const connection = registerConnection(context, register, log);
  const resources = registerResources(context, register, connection.service);
  registerSearch(context, {
    command: register,
    connections: connection.service,
    failed: (what, error) => void showError(log, what, error),
  });
  context.subscriptions.push(log);
  running = connection;
  return { connection: connection.service, resources };
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
