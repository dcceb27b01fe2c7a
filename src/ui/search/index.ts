import * as vscode from "vscode";
import { printTerms } from "../../query/parse.ts";
import type { SearchPanel } from "./panel.ts";
import { RecordDocuments } from "./recordDocuments.ts";
import type { SearchServices } from "./services.ts";

const VIEW = "rdsCloudTrail.search";

/** The Search view, its commands and the documents that records are opened as. */
export function register(context: vscode.ExtensionContext, services: SearchServices): void {
  const { documents, registration } = RecordDocuments.register();
  let loading: Promise<SearchPanel> | undefined;
  // The panel is most of this extension's own code, and not needed before somebody looks at it.
  const panel = (): Promise<SearchPanel> => {
    loading ??= import("./panel.ts").then(({ SearchPanel }) => {
      const loaded = new SearchPanel(context, services, documents);
      context.subscriptions.push(loaded);
      return loaded;
    });
    return loading;
  };
  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView: async (view) => (await panel()).resolveWebviewView(view),
  };
  context.subscriptions.push(registration, vscode.window.registerWebviewViewProvider(VIEW, provider));

  const { command } = services;
  command("rdsCloudTrail.search", async (question) => (await panel()).show(question));
  command("rdsCloudTrail.searchInstance", async (node) => {
    const name = node?.name ?? (await askForInstance());
    if (name !== undefined) await (await panel()).show({ text: printTerms([{ text: name, negated: false }]) });
  });
  command("rdsCloudTrail.searchLogGroup", async (node) =>
    (await panel()).show(node === undefined ? undefined : { group: node.name, streams: [] }),
  );
  command("rdsCloudTrail.searchLogStream", async (node) =>
    (await panel()).show(node === undefined ? undefined : { group: node.logGroupName, streams: [node.name] }),
  );
  command("rdsCloudTrail.stopSearch", async () => (await panel()).stop());
  command("rdsCloudTrail.openRecord", async () => (await panel()).openSelected());
}

function askForInstance(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Search Calls on an Instance"),
    prompt: vscode.l10n.t("DB instance identifier, also of an instance that is gone"),
    placeHolder: "oradb",
    validateInput: (value) => (value.trim() === "" ? vscode.l10n.t("Enter an identifier.") : undefined),
  });
}
