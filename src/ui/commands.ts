import * as vscode from "vscode";
import { showError } from "./errors.ts";
import type { Log } from "./log.ts";
import type {
  AwsResourceNode,
  DbInstanceNode,
  LogGroupNode,
  LogStreamNode,
  MoreNode,
  ResourceNode,
} from "./resourceNode.ts";

/** Every command of the extension, with the arguments it takes. Each asks for what it is not given. */
export interface Commands {
  "rdsCloudTrail.connect": [];
  "rdsCloudTrail.chooseRegion": [];
  "rdsCloudTrail.connectPractice": [];
  "rdsCloudTrail.disconnect": [];
  "rdsCloudTrail.signIn": [];
  "rdsCloudTrail.showLog": [];
  "rdsCloudTrail.refresh": [node?: ResourceNode];
  "rdsCloudTrail.searchAllResources": [node?: MoreNode];
  "rdsCloudTrail.copyArn": [node?: AwsResourceNode];
  "rdsCloudTrail.copyName": [node?: AwsResourceNode];
  "rdsCloudTrail.openInConsole": [node?: AwsResourceNode];
  "rdsCloudTrail.revealInstance": [instance?: InstanceReference];
  "rdsCloudTrail.search": [question?: { readonly text: string }];
  "rdsCloudTrail.searchInstance": [node?: DbInstanceNode];
  "rdsCloudTrail.searchLogGroup": [node?: LogGroupNode];
  "rdsCloudTrail.searchLogStream": [node?: LogStreamNode];
  "rdsCloudTrail.stopSearch": [];
  "rdsCloudTrail.openRecord": [];
}

/** An instance as a record names it: by identifier or by resource id, and in its Region where that is known. */
export interface InstanceReference {
  readonly region?: string;
  readonly dbInstanceIdentifier?: string;
  readonly dbiResourceId?: string;
}

export type CommandId = keyof Commands;

/** Registers a command; whatever its handler throws is logged and shown once, under the command's title. */
export type RegisterCommand = <Id extends CommandId>(id: Id, handler: (...args: Commands[Id]) => unknown) => void;

export function commandRegistrar(context: vscode.ExtensionContext, log: Log): RegisterCommand {
  const titles = contributedTitles(context.extension.packageJSON);
  return (id, handler) => {
    const run = async (...args: Commands[typeof id]) => {
      try {
        return await handler(...args);
      } catch (error) {
        await showError(log, titles.get(id) ?? id, error);
        return undefined;
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  };
}

/** Runs a command of the extension. */
export function runCommand<Id extends CommandId>(id: Id, ...args: Commands[Id]): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}

/** A command for a tree item or a button. */
export function commandLink<Id extends CommandId>(id: Id, title: string, ...args: Commands[Id]): vscode.Command {
  return { command: id, title, arguments: args };
}

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string; readonly title: string }[] };
}

/** Titles as VS Code has translated them, without the dots that announce a question. */
function contributedTitles(manifest: Manifest): ReadonlyMap<string, string> {
  return new Map(manifest.contributes.commands.map(({ command, title }) => [command, title.replace(/…$/, "")]));
}
