import * as vscode from "vscode";
import type { MoreNode, ResourceNode } from "../resourceNode.ts";
import { visible } from "../visible.ts";
import { describe } from "./describe.ts";
import { type ListContext, listingOf } from "./sections.ts";

/** How long to wait for the next letter before asking AWS, in milliseconds. */
const pause = 250;
/** More than these cannot be read by a person anyway. */
const most = 1_000;

interface Row extends vscode.QuickPickItem {
  readonly node: ResourceNode;
}

/** Lets a person find a child of a node that has too many to list, by typing a part of its name. */
export function searchAll({ of }: MoreNode, context: Omit<ListContext, "signal">): Promise<ResourceNode | undefined> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title =
    of.kind === "logGroup" ? vscode.l10n.t("Log streams of {0}", visible(of.name)) : vscode.l10n.t("Search all");
  picker.placeholder =
    of.kind === "logGroup" ? vscode.l10n.t("The beginning of the name") : vscode.l10n.t("A part of the name");
  let abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const show = async (text: string) => {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    picker.busy = true;
    try {
      const nodes: ResourceNode[] = [];
      for await (const page of await find(of, text, { ...context, signal })) {
        if (signal.aborted) return;
        nodes.push(...page);
        picker.items = nodes.map(row);
        if (nodes.length >= most) break;
      }
      if (nodes.length === 0) picker.items = [];
    } finally {
      if (!signal.aborted) picker.busy = false;
    }
  };

  return new Promise((resolve, reject) => {
    const showOrFail = (text: string) =>
      show(text).catch((error: unknown) => {
        if (error instanceof Error && error.name === "AbortError") return;
        picker.dispose();
        reject(error);
      });
    picker.onDidChangeValue((text) => {
      clearTimeout(timer);
      timer = setTimeout(() => void showOrFail(text.trim()), pause);
    });
    picker.onDidAccept(() => {
      const { signal } = new AbortController();
      resolve(complete(picker.selectedItems[0]?.node, { ...context, signal }));
      picker.hide();
    });
    picker.onDidHide(() => {
      clearTimeout(timer);
      abort.abort();
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
    void showOrFail("");
  });
}

/** CloudWatch Logs searches by itself; of other services all are listed, and the list filters. */
async function find(of: MoreNode["of"], text: string, context: ListContext): Promise<AsyncGenerator<ResourceNode[]>> {
  if (of.kind === "logGroup") return (await import("./logGroups.ts")).listLogStreams(of, context, text);
  if (of.section === "logGroups") return (await import("./logGroups.ts")).findLogGroups(text, context);
  return listingOf(of).list(context);
}

function row(node: ResourceNode): Row {
  const { label, description = "" } = describe(node, Date.now());
  // Of a log group that was searched for, AWS tells too little to describe it.
  return { label: visible(label), description: node.kind === "logGroup" ? "" : visible(description), node };
}

/** What AWS tells of a node that was found by its name, to be shown in the tree. */
async function complete(node: ResourceNode | undefined, context: ListContext): Promise<ResourceNode | undefined> {
  return node?.kind === "logGroup" ? (await import("./logGroups.ts")).logGroupNamed(node.name, context) : node;
}
