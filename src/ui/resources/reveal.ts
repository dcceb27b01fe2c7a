import * as vscode from "vscode";
import type { Connection, ConnectionChoice } from "../../aws/connection.ts";
import { isRegion } from "../../aws/regions.ts";
import type { InstanceReference } from "../commands.ts";
import type { DbInstanceNode } from "../resourceNode.ts";
import { unlinked, visible } from "../visible.ts";
import type { ResourceTree, TreeConnection } from "./tree.ts";

/** A connection that can be made, and made anew for another Region. */
export interface RevealConnection extends TreeConnection {
  require(): Promise<Connection>;
  connect(choice: ConnectionChoice): Promise<unknown>;
}

/**
 * Selects an instance in the Resources view. The resource id counts more than the name, which another instance may have
 * taken over (FACTS 27).
 * @returns false, with a message, when the instance is not there (any more).
 */
export async function revealInstance(
  tree: ResourceTree,
  view: vscode.TreeView<unknown>,
  connection: RevealConnection,
  reference: InstanceReference,
): Promise<boolean> {
  if (!(await isInRegion(connection, reference))) return false;
  await vscode.commands.executeCommand("rdsCloudTrail.resources.focus");
  const node = (await find(tree, reference)) ?? (await findAfresh(tree, reference));
  if (node !== undefined) {
    await view.reveal(node, { select: true, focus: true, expand: true });
    return true;
  }
  const failure = tree.peek("dbInstances")?.failure;
  const name = visible(reference.dbInstanceIdentifier ?? reference.dbiResourceId ?? "");
  if (failure === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The instance “{0}” is not there any more: it was deleted or renamed.", name),
    );
  } else {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("The instance “{0}” cannot be shown: {1}", name, unlinked(visible(failure.sentence))),
    );
  }
  return false;
}

/** Offers to go to the instance's Region when that is another one. */
async function isInRegion(connection: RevealConnection, { region }: InstanceReference): Promise<boolean> {
  const { choice, region: current } = await connection.require();
  // The Region stands in a record that a stranger may have written (X5).
  if (region === undefined || !isRegion(region) || region === current || choice.kind === "practice") return true;
  const change = vscode.l10n.t("Switch to {0}", region);
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t("The instance is in {0}, and this window shows {1}.", region, current),
    change,
  );
  if (answer !== change) return false;
  await connection.connect({ ...choice, region });
  return true;
}

async function find(tree: ResourceTree, reference: InstanceReference): Promise<DbInstanceNode | undefined> {
  const nodes = await tree.getChildren(tree.section("dbInstances"));
  const instances = nodes.filter((node) => node.kind === "dbInstance");
  if (reference.dbiResourceId !== undefined) {
    const byId = instances.find(({ resourceId }) => resourceId === reference.dbiResourceId);
    if (byId !== undefined) return byId;
  }
  const name = reference.dbInstanceIdentifier?.toLowerCase();
  return instances.find((node) => node.name.toLowerCase() === name);
}

/** It may have been created since the list was read. */
async function findAfresh(tree: ResourceTree, reference: InstanceReference): Promise<DbInstanceNode | undefined> {
  tree.refresh(tree.section("dbInstances"));
  return find(tree, reference);
}
