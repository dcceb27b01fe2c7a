import * as vscode from "vscode";
import { commandLink } from "../commands.ts";
import type { AwsResourceNode, NoticeNode, ResourceNode } from "../resourceNode.ts";
import { visible, visibleLines } from "../visible.ts";
import { configurationOf } from "./configuration.ts";
import { type Description, describe } from "./describe.ts";

/** The row of a node. `count` is what a section shows beside its name. */
export function treeItem(node: ResourceNode, count: string | undefined): vscode.TreeItem {
  const look = describe(node, Date.now(), count);
  const item = new vscode.TreeItem(visible(look.label), collapsibleState(look));
  item.id = look.id;
  item.contextValue = look.context;
  item.iconPath = new vscode.ThemeIcon(
    look.icon,
    look.color === undefined ? undefined : new vscode.ThemeColor(look.color),
  );
  if (look.description !== undefined) item.description = visible(look.description);
  if (node.kind === "more") item.command = commandLink("rdsCloudTrail.searchAllResources", look.label, node);
  if (node.kind === "notice") item.command = wayOut(node);
  // A tooltip that is set is not resolved any more, so only rows without a configuration get one here.
  if (!isAwsResource(node)) item.tooltip = visible([look.label, look.description].filter(Boolean).join(": "));
  item.accessibilityInformation = { label: visible([look.label, look.description].filter(Boolean).join(", ")) };
  return item;
}

/** The tooltip with all that AWS told. Strangers wrote parts of it, so it is text only (X3). */
export function tooltip(node: ResourceNode): vscode.MarkdownString | undefined {
  if (!isAwsResource(node)) return undefined;
  const { label, description } = describe(node, Date.now());
  const text = new vscode.MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  text.appendText(visible(label));
  if (description !== undefined) {
    text.appendMarkdown("\n\n");
    text.appendText(visible(description));
  }
  text.appendCodeblock(visibleLines(JSON.stringify(configurationOf(node), undefined, 2)), "json");
  return text;
}

/** Whether a node stands for something in the account. */
export function isAwsResource(node: ResourceNode): node is AwsResourceNode {
  return node.kind !== "section" && node.kind !== "more" && node.kind !== "notice";
}

function collapsibleState({ children }: Description): vscode.TreeItemCollapsibleState {
  if (children === "expanded") return vscode.TreeItemCollapsibleState.Expanded;
  if (children === "collapsed") return vscode.TreeItemCollapsibleState.Collapsed;
  return vscode.TreeItemCollapsibleState.None;
}

/** What a click on an empty or failed state does. */
function wayOut(node: NoticeNode): vscode.Command {
  if (node.command !== undefined) return node.command;
  if (node.failure?.kind === "expired" || node.failure?.kind === "credentials") {
    return commandLink("rdsCloudTrail.signIn", vscode.l10n.t("Sign In"));
  }
  if (node.of === "connection" && node.failure === undefined) {
    return commandLink("rdsCloudTrail.connect", vscode.l10n.t("Connect to AWS…"));
  }
  return commandLink("rdsCloudTrail.refresh", vscode.l10n.t("Refresh"), node);
}
