import * as vscode from "vscode";
import type { ReadResult } from "../../records/read.ts";
import { documentName, prettyRecord } from "./recordText.ts";

const SCHEME = "rds-cloudtrail";

/** Records that were opened stay readable while their editors are; this many are kept. */
const MOST_KEPT = 200;

/** Opens records as read-only JSON documents, with the editor's own highlighting, folding and find. */
export class RecordDocuments implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();

  static register(): { documents: RecordDocuments; registration: vscode.Disposable } {
    const documents = new RecordDocuments();
    return { documents, registration: vscode.workspace.registerTextDocumentContentProvider(SCHEME, documents) };
  }

  async open(result: ReadResult): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${documentName(result)}` });
    this.#texts.delete(uri.path);
    this.#texts.set(uri.path, prettyRecord(result.text));
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= MOST_KEPT) break;
      this.#texts.delete(oldest);
    }
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#texts.get(uri.path) ?? `// ${vscode.l10n.t("This record is no longer in memory. Search for it again.")}\n`
    );
  }
}
