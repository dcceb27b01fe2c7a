import { applyEdits, format } from "jsonc-parser";
import * as vscode from "vscode";
import type { ReadResult } from "../../records/read.ts";
import { escapeInvisible } from "./rows.ts";

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

/** "ModifyDBInstance 0d6c9f0e….json". The parts come from a stranger, so only letters, digits and - stay (X6). */
export function documentName(result: ReadResult): string {
  const plain = (text: string) => text.replace(/[^A-Za-z0-9-]/g, "").slice(0, 80);
  const event = result.kind === "record" ? plain(result.eventName) : "line";
  return `${event} ${plain(result.eventId)}.json`;
}

/** The record over several lines, values and their order as they came. */
export function prettyRecord(text: string): string {
  const escaped = escapeInvisible(text);
  return applyEdits(escaped, format(escaped, undefined, { tabSize: 2, insertSpaces: true, eol: "\n" }));
}
