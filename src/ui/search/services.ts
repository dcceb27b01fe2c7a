import type * as vscode from "vscode";
import type { Connection } from "../../aws/connection.ts";
import type { RegisterCommand } from "../commands.ts";

/** What the search needs from the rest of the extension. */
export interface SearchServices {
  readonly command: RegisterCommand;
  readonly connections: {
    readonly current: Connection | undefined;
    readonly state:
      | { readonly kind: "none" | "connecting" | "connected" }
      | { readonly kind: "failed"; readonly error: unknown };
    readonly onDidChange: vscode.Event<void>;
    /** Connects what was remembered, if anything. */
    restore(): Promise<void>;
    /** Tells of an error of a call: the window shows it when the credentials are its cause. */
    report(error: unknown): void;
  };
  /** Logs and shows what went wrong in work that no command began. */
  readonly failed: (what: string, error: unknown) => void;
}
