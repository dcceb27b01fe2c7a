import * as vscode from "vscode";
import type { InstanceReference, RegisterCommand } from "../commands.ts";
import { pick } from "../prompts.ts";
import type { AwsResourceNode, ResourceNode } from "../resourceNode.ts";
import { visible } from "../visible.ts";
import { consoleUrl } from "./consoleUrl.ts";
import { instanceHealth } from "./instanceStatus.ts";
import { type RevealConnection, revealInstance } from "./reveal.ts";
import { searchAll } from "./searchAll.ts";
import { ResourceTree } from "./tree.ts";
import { isAwsResource } from "./treeItem.ts";
import { whileVisible } from "./whileVisible.ts";

export interface ResourcesFeature {
  /** Selects an instance in the view. Gives false, with a message, when it is not there (any more). */
  revealInstance(reference: InstanceReference): Promise<boolean>;
  /** What the view shows. */
  readonly tree: vscode.TreeDataProvider<ResourceNode>;
}

/** The Resources view and its commands. */
export function register(
  context: vscode.ExtensionContext,
  command: RegisterCommand,
  connection: RevealConnection,
): ResourcesFeature {
  const tree = new ResourceTree(connection);
  const view = vscode.window.createTreeView("rdsCloudTrail.resources", {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const reveal = (reference: InstanceReference) => revealInstance(tree, view, connection, reference);
  /** The node a menu gave, else the selected one. */
  const resource = (node: ResourceNode | undefined): AwsResourceNode => {
    const chosen = node ?? view.selection[0];
    if (chosen !== undefined && isAwsResource(chosen)) return chosen;
    throw new Error(vscode.l10n.t("Select a resource first."));
  };

  command("rdsCloudTrail.refresh", async (node) => {
    if (node?.kind === "notice" && node.of === "connection") await connection.require();
    else tree.refresh(node);
  });
  command("rdsCloudTrail.copyName", (node) => vscode.env.clipboard.writeText(resource(node).name));
  command("rdsCloudTrail.copyArn", (node) => copyArn(resource(node)));
  command("rdsCloudTrail.openInConsole", async (node) => {
    const { partition } = await connection.require();
    await openInConsole(resource(node), partition);
  });
  command("rdsCloudTrail.searchAllResources", async (node) => {
    const { current } = connection;
    if (node === undefined || current === undefined) return;
    const found = await searchAll(node, { connection: current });
    if (found === undefined) return;
    tree.add(node.of, found);
    await view.reveal(found, { select: true, focus: true });
  });
  command("rdsCloudTrail.revealInstance", async (reference) => {
    const chosen = reference ?? (await askForInstance(tree, connection));
    return chosen === undefined ? false : reveal(chosen);
  });

  context.subscriptions.push(
    tree,
    view,
    whileVisible(
      view,
      tree.onDidLoad,
      () => (hasChangingInstance(tree) ? pollInterval(connection) : undefined),
      () => tree.update("dbInstances"),
    ),
    // Deliveries go on all the time, and "2 min ago" must not stay for an hour.
    whileVisible(
      view,
      tree.onDidLoad,
      () => (tree.peek("trails") === undefined ? undefined : 60_000),
      () => tree.update("trails"),
    ),
    connection.onDidChange(() => {
      const { current } = connection;
      view.description = current === undefined ? "" : visible(`${current.region} · ${current.label}`);
    }),
  );
  return { revealInstance: reveal, tree };
}

function hasChangingInstance(tree: ResourceTree): boolean {
  const nodes = tree.peek("dbInstances")?.nodes ?? [];
  return nodes.some(
    (node) => node.kind === "dbInstance" && instanceHealth(node.instance.DBInstanceStatus ?? "") === "changing",
  );
}

/** Milliseconds. The practice account lives faster than AWS. */
function pollInterval({ current }: RevealConnection): number {
  return current?.choice.kind === "practice" ? 2_000 : 5_000;
}

async function copyArn(node: AwsResourceNode): Promise<void> {
  if (node.arn === undefined) throw new Error(vscode.l10n.t("The subscription gets its ARN when it is confirmed."));
  await vscode.env.clipboard.writeText(node.arn);
}

async function openInConsole(node: AwsResourceNode, partition: string): Promise<void> {
  const url = consoleUrl(node, partition);
  if (url === undefined) throw new Error(vscode.l10n.t("The AWS console has no page for this."));
  // As text: a Uri would be encoded anew, and the console does not understand its own addresses then.
  await vscode.commands.executeCommand("vscode.open", url);
}

async function askForInstance(
  tree: ResourceTree,
  connection: RevealConnection,
): Promise<InstanceReference | undefined> {
  await connection.require();
  const instances = tree.getChildren(tree.section("dbInstances")).then((nodes) =>
    nodes
      .filter((node) => node.kind === "dbInstance")
      .map(({ name, instance }) => ({
        label: visible(name),
        description: visible(`${instance.Engine} · ${instance.DBInstanceStatus}`),
        value: { dbInstanceIdentifier: name },
      })),
  );
  const answer = await pick<InstanceReference>({
    title: vscode.l10n.t("Reveal Instance"),
    placeholder: vscode.l10n.t("DB instance"),
    items: instances,
  });
  return typeof answer === "symbol" ? undefined : answer;
}
