import * as vscode from "vscode";
import type { ConnectionChoice } from "../../aws/connection.ts";

/** Short name of a choice for people. */
export function choiceLabel(choice: ConnectionChoice): string {
  switch (choice.kind) {
    case "practice":
      return vscode.l10n.t("Practice Account");
    case "environment":
      return vscode.l10n.t("environment");
    case "profile":
      return choice.profile;
  }
}
