import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/**
 * Lets a webview load the panel's own script, styles and font, and nothing else (X1, X2), and no command links (X3).
 */
export function openPage(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const root = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  webview.options = { enableScripts: true, enableCommandUris: false, enableForms: false, localResourceRoots: [root] };
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  webview.html = pageHtml({
    nonce: randomBytes(24).toString("base64"),
    source: webview.cspSource,
    script: address("search.js"),
    styles: address("search.css"),
    language: vscode.env.language,
  });
}

function pageHtml({ nonce, source, script, styles, language }: Readonly<Record<string, string>>): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Search</title>
<link rel="stylesheet" href="${styles}">
<script type="module" nonce="${nonce}" src="${script}"></script>
</head>
<body><search-panel></search-panel></body>
</html>`;
}
