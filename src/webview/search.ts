// The search panel's page. See src/ui/search/protocol.ts for what it hears and says.
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import "@vscode/codicons/dist/codicon.css";
import "./search.css";
import "./chipMenu.ts";
import "./resultList.ts";
import "./recordView.ts";
import "./searchForm.ts";
import "./panel.ts";
