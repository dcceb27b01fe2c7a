import type * as vscode from "vscode";
import type { Connection } from "../../aws/connection.ts";
import type { RegisterCommand } from "../commands.ts";

/** What the search needs from the rest of the extension. */
export interface SearchServices {
  readonly register: RegisterCommand;
  readonly connections: {
    readonly current: Connection | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  /** Logs and shows what went wrong in work that no command began. */
  readonly failed: (what: string, error: unknown) => void;
}
