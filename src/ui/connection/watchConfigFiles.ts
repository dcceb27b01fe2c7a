import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import { configFile, credentialsFile } from "../../aws/configFiles.ts";
import { explainAwsError } from "../../aws/errors.ts";
import { listProfiles } from "../../aws/profiles.ts";
import type { ConnectionService } from "./service.ts";

/**
 * Watches the AWS configuration files from the first connection to a profile on. When they change while that connection
 * is broken, it is tried again: a tool may just have written fresh credentials. A working one renews them by itself.
 */
export function watchConfigFiles(service: ConnectionService): vscode.Disposable {
  const disposables: vscode.Disposable[] = [];
  let isWatching = false;
  let timer: NodeJS.Timeout | undefined;

  const changed = () => {
    // Editors and tools write a file in several steps.
    clearTimeout(timer);
    timer = setTimeout(() => void reconnectIfBroken(service), 500);
  };
  const subscription = service.onDidChange(() => {
    if (isWatching || service.choice?.kind !== "profile") return;
    isWatching = true;
    for (const file of [configFile(), credentialsFile()]) {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file));
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      disposables.push(watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed));
    }
  });
  return {
    dispose() {
      clearTimeout(timer);
      subscription.dispose();
      for (const disposable of disposables) disposable.dispose();
    },
  };
}

async function reconnectIfBroken(service: ConnectionService): Promise<void> {
  const { state, choice } = service;
  const problem = state.kind === "failed" ? state.error : state.kind === "connected" ? state.problem : undefined;
  if (problem === undefined || choice?.kind !== "profile") return;
  if (!["expired", "credentials", "other"].includes(explainAwsError(problem).kind)) return;
  const profile = (await listProfiles()).find(({ name }) => name === choice.profile);
  // Nobody likes to be asked for an MFA code out of the blue.
  if (profile === undefined || profile.mfa) return;
  await service.connect(choice).catch(() => undefined);
}
