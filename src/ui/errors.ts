import * as vscode from "vscode";
import { explainAwsError } from "../aws/errors.ts";
import type { Log } from "./log.ts";
import { redact } from "./redact.ts";
import { unlinked, visible } from "./visible.ts";

/** Thrown where what went wrong has a way out that a button can offer. */
export class ErrorWithAction extends Error {
  override readonly name = "ErrorWithAction";
  readonly action: vscode.Command;

  constructor(message: string, action: vscode.Command, options?: ErrorOptions) {
    super(message, options);
    this.action = action;
  }
}

/** Whether a person, or an abort signal on their behalf, ended the work. Nothing is shown then. */
export function isCancelled(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === "AbortError");
}

/** Why something failed, in one or two sentences that may be shown, also as a message of VS Code. */
export function reasonFor(error: unknown): string {
  const sentence = error instanceof ErrorWithAction ? error.message : explainAwsError(error).sentence;
  return unlinked(visible(redact(sentence)));
}

/** The one place where errors of commands end: logs the error and shows “what failed: why” with a way on. */
export async function showError(log: Log, what: string, error: unknown): Promise<void> {
  if (isCancelled(error)) return;
  log.error(what, error);
  const showLog = vscode.l10n.t("Show Log");
  const action = actionFor(error);
  const message = vscode.l10n.t("{0} failed: {1}", what, reasonFor(error));
  const answer = await vscode.window.showErrorMessage(
    message,
    ...(action === undefined ? [] : [action.title]),
    showLog,
  );
  if (answer === showLog) log.show();
  else if (answer !== undefined && action !== undefined) {
    await vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
  }
}

function actionFor(error: unknown): vscode.Command | undefined {
  if (error instanceof ErrorWithAction) return error.action;
  if (!["expired", "credentials"].includes(explainAwsError(error).kind)) return undefined;
  return { command: "rdsCloudTrail.signIn", title: vscode.l10n.t("Sign In") };
}
