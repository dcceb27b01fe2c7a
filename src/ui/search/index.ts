import * as vscode from "vscode";
import { printTerms } from "../../query/parse.ts";
import { SearchPanel } from "./panel.ts";
import { RecordDocuments } from "./recordDocuments.ts";
import type { SearchServices } from "./services.ts";

const VIEW = "rdsCloudTrail.search";

/** The Search view, its commands and the documents that records are opened as. */
export function register(context: vscode.ExtensionContext, services: SearchServices): void {
  const { documents, registration } = RecordDocuments.register();
  const panel = new SearchPanel(context, services, documents);
  context.subscriptions.push(panel, registration, vscode.window.registerWebviewViewProvider(VIEW, panel));

  const { command } = services;
  command("rdsCloudTrail.search", (question) => panel.show(question));
  command("rdsCloudTrail.searchInstance", async (node) => {
    const name = node?.name ?? (await askForInstance());
    if (name !== undefined) await panel.show({ text: printTerms([{ text: name, negated: false }]) });
  });
  command("rdsCloudTrail.searchLogGroup", (node) =>
    panel.show(node === undefined ? undefined : { group: node.name, streams: [] }),
  );
  command("rdsCloudTrail.searchLogStream", (node) =>
    panel.show(node === undefined ? undefined : { group: node.logGroupName, streams: [node.name] }),
  );
  command("rdsCloudTrail.stopSearch", () => panel.stop());
  command("rdsCloudTrail.openRecord", () => panel.openSelected());
}

function askForInstance(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Search Calls on an Instance"),
    prompt: vscode.l10n.t("DB instance identifier, also of an instance that is gone"),
    placeHolder: "oradb",
    validateInput: (value) => (value.trim() === "" ? vscode.l10n.t("Enter an identifier.") : undefined),
  });
}
