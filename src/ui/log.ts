import * as vscode from "vscode";
import type { FinishedCall } from "../aws/clients.ts";
import { redact } from "./redact.ts";
import { visibleLines } from "./visible.ts";

/** The extension's output channel. Whatever is written goes through `redact` (X14) and `visibleLines` (X7). */
export interface Log extends vscode.Disposable {
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  /** Writes what failed, with the error's stack and causes. */
  error(what: string, error: unknown): void;
  /** Writes one call to AWS: its name, time and outcome, none of its values. */
  call(call: FinishedCall): void;
  show(): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel("RDS CloudTrail", { log: true });
  const safe = (text: string) => visibleLines(redact(text));
  return {
    debug: (text) => channel.debug(safe(text)),
    info: (text) => channel.info(safe(text)),
    warn: (text) => channel.warn(safe(text)),
    error: (what, error) => channel.error(safe(`${what}: ${errorText(error)}`)),
    call({ client, command, milliseconds, error }) {
      const name = `${client.replace(/Client$/, "")} ${command.replace(/Command$/, "")}`;
      const outcome =
        error === undefined ? "ok" : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      channel.debug(safe(`${name} · ${Math.round(milliseconds)} ms · ${outcome}`));
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\nCaused by: ${errorText(error.cause)}`;
  return (error.stack ?? `${error.name}: ${error.message}`) + cause;
}
