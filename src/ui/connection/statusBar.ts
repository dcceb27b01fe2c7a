import * as vscode from "vscode";
import type { Connection } from "../../aws/connection.ts";
import { explainAwsError } from "../../aws/errors.ts";
import { commandLink } from "../commands.ts";
import { reasonFor } from "../errors.ts";
import { choiceLabel } from "./choiceLabel.ts";
import type { ConnectionService } from "./service.ts";

/** The one status bar item: which account and Region, practice or real, and whether the credentials still work. */
export function createStatusBarItem(service: ConnectionService): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("rdsCloudTrail.connection", vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t("RDS CloudTrail: Connection");
  const subscription = service.onDidChange(() => update(item, service));
  return vscode.Disposable.from(item, subscription);
}

function update(item: vscode.StatusBarItem, service: ConnectionService): void {
  const { state } = service;
  if (state.kind === "none") {
    item.hide();
    return;
  }
  const problem = state.kind === "failed" ? state.error : state.kind === "connected" ? state.problem : undefined;
  const choice = state.kind === "connected" ? state.connection.choice : state.choice;
  const connection = state.kind === "connected" ? state.connection : undefined;
  const place = [choiceLabel(choice), connection?.region, connection && foreignHost(connection)]
    .filter((part) => part !== undefined)
    .join(" · ");
  const icon = problem !== undefined ? "warning" : state.kind === "connecting" ? "loading~spin" : iconFor(choice.kind);
  item.text = `$(${icon}) ${place}`;
  item.backgroundColor = problem === undefined ? undefined : new vscode.ThemeColor("statusBarItem.warningBackground");
  item.tooltip = tooltipFor(service, place, problem);
  item.accessibilityInformation = { label: vscode.l10n.t("RDS CloudTrail connection: {0}", place) };
  item.command =
    problem !== undefined && ["expired", "credentials"].includes(explainAwsError(problem).kind)
      ? commandLink("rdsCloudTrail.signIn", vscode.l10n.t("Sign In"))
      : commandLink("rdsCloudTrail.connect", vscode.l10n.t("Connect to AWS…"));
  item.show();
}

/** The host that calls go to where it is not AWS's own: what it shows must not pass for AWS (X12). */
function foreignHost({ choice, endpoint }: Connection): string | undefined {
  return endpoint === undefined || choice.kind === "practice" ? undefined : new URL(endpoint).host;
}

function iconFor(kind: "practice" | "profile" | "environment"): string {
  return kind === "practice" ? "beaker" : "cloud";
}

function tooltipFor(service: ConnectionService, place: string, problem: unknown): vscode.MarkdownString {
  const lines = ["RDS CloudTrail", place];
  const { current } = service;
  if (current !== undefined) {
    lines.push(vscode.l10n.t("Account {0}", current.accountId), current.callerArn);
    if (current.endpoint !== undefined) lines.push(vscode.l10n.t("Endpoint {0}", current.endpoint));
  }
  if (problem !== undefined) lines.push(reasonFor(problem));
  const tooltip = new vscode.MarkdownString();
  lines.forEach((line, index) => {
    if (index > 0) tooltip.appendMarkdown("\n\n");
    tooltip.appendText(line);
  });
  return tooltip;
}
