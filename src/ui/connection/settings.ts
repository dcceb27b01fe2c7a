import * as vscode from "vscode";
import { choiceFromSetting } from "../../aws/choice.ts";
import type { ConnectionChoice } from "../../aws/connection.ts";

/** The settings of the connection. All are machine-scoped: no workspace can set them (X10). */
export interface ConnectionSettings {
  readonly defaultChoice: ConnectionChoice | undefined;
  readonly region: string;
  readonly endpoint: string;
  readonly practicePort: number;
}

export function connectionSettings(): ConnectionSettings {
  const configuration = vscode.workspace.getConfiguration("rdsCloudTrail");
  const region = configuration.get("region", "");
  return {
    defaultChoice: choiceFromSetting(configuration.get("connection", ""), region),
    region,
    endpoint: configuration.get("endpoint", ""),
    practicePort: configuration.get("practice.port", 0),
  };
}
