import { homedir } from "node:os";
import * as vscode from "vscode";
import { listProfiles } from "../../aws/profiles.ts";
import { visible } from "../visible.ts";
import type { ConnectionService } from "./service.ts";

/**
 * Lets the person sign in the way their profile wants it: `aws sso login` or `aws login` in a terminal, and connects again
 * when that succeeded. Other kinds are simply connected again, which asks for an MFA code where one is due.
 */
export async function signIn(service: ConnectionService): Promise<void> {
  const { choice } = service;
  // In Restricted Mode no profile is read and no program run: the service says so (X11).
  const profile =
    choice?.kind === "profile" && vscode.workspace.isTrusted
      ? (await listProfiles()).find(({ name }) => name === choice.profile)
      : undefined;
  if (profile?.signIn !== undefined) await signInByCli(profile.signIn.command, profile.signIn.profile);
  if (choice === undefined) await service.require();
  else await service.connect(choice);
}

/** The arguments go to the program as they are, past any shell. Closing the terminal cancels. */
async function signInByCli(command: "sso" | "login", profile: string): Promise<void> {
  const subcommand = command === "sso" ? ["sso", "login"] : ["login"];
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t("AWS sign-in: {0}", visible(profile)),
    shellPath: process.platform === "win32" ? "aws.exe" : "aws",
    shellArgs: [...subcommand, "--profile", profile],
    // A program that is not on the path is looked for in the terminal's folder, which must not be the workspace's (X11).
    cwd: homedir(),
    iconPath: new vscode.ThemeIcon("sign-in"),
    isTransient: true,
  });
  terminal.show();
  const code = await exitCode(terminal);
  if (code === undefined) throw new vscode.CancellationError();
  if (code !== 0) {
    throw new Error(
      vscode.l10n.t("“aws {0}” ended with code {1}. It needs the AWS CLI, version 2.", subcommand.join(" "), code),
    );
  }
}

function exitCode(terminal: vscode.Terminal): Promise<number | undefined> {
  return new Promise((resolve) => {
    const subscription = vscode.window.onDidCloseTerminal((closed) => {
      if (closed !== terminal) return;
      subscription.dispose();
      resolve(closed.exitStatus?.code);
    });
  });
}
