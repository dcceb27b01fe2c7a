import * as vscode from "vscode";
import type { Connection } from "../../aws/connection.ts";
import { explainAwsError } from "../../aws/errors.ts";
import { ErrorWithAction } from "../errors.ts";
import type { ResourceNode, SectionId, SectionNode } from "../resourceNode.ts";
import { type Children, readChildren, rows } from "./children.ts";
import { describe } from "./describe.ts";
import { type ParentNode, sectionIds } from "./sections.ts";
import { tooltip, treeItem } from "./treeItem.ts";

/** The connection as far as the tree needs it. */
export interface TreeConnection {
  readonly current: Connection | undefined;
  readonly state:
    | { readonly kind: "none" | "connected" }
    | { readonly kind: "connecting"; readonly attempt: Promise<unknown> }
    | { readonly kind: "failed"; readonly error: unknown };
  readonly onDidChange: vscode.Event<void>;
  restore(): Promise<void>;
  report(error: unknown): void;
}

interface Load {
  readonly of: ParentNode;
  readonly children: Promise<Children>;
  readonly abort: AbortController;
  /** What `children` gave. */
  result?: Children;
}

/**
 * The data of the Resources view. Each node's children are read when it is expanded, and kept until they are refreshed or
 * the connection changes; answers that come later than that are dropped.
 */
export class ResourceTree implements vscode.TreeDataProvider<ResourceNode>, vscode.Disposable {
  readonly #connection: TreeConnection;
  readonly #changed = new vscode.EventEmitter<ResourceNode | undefined>();
  readonly #loaded = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly #sections = sectionIds.map((section): SectionNode => ({ kind: "section", section }));
  readonly #parents = new WeakMap<ResourceNode, ResourceNode>();
  readonly #loads = new Map<string, Load>();
  readonly #found = new Map<string, ResourceNode[]>();
  #shown: Connection | undefined;

  readonly onDidChangeTreeData = this.#changed.event;
  /** Children have been read, or were thrown away. */
  readonly onDidLoad = this.#loaded.event;

  constructor(connection: TreeConnection) {
    this.#connection = connection;
    this.#subscription = connection.onDidChange(() => {
      if (connection.current !== this.#shown || connection.current === undefined) this.refresh();
      this.#shown = connection.current;
    });
  }

  getTreeItem(node: ResourceNode): vscode.TreeItem {
    return treeItem(node, node.kind === "section" ? this.#count(node) : undefined);
  }

  resolveTreeItem(item: vscode.TreeItem, node: ResourceNode): vscode.TreeItem {
    item.tooltip ??= tooltip(node);
    return item;
  }

  getParent(node: ResourceNode): ResourceNode | undefined {
    return this.#parents.get(node);
  }

  async getChildren(node?: ResourceNode): Promise<ResourceNode[]> {
    if (node === undefined) return this.#roots();
    return isParent(node) ? this.#children(node) : [];
  }

  section(id: SectionId): SectionNode {
    const section = this.#sections.find((candidate) => candidate.section === id);
    if (section === undefined) throw new Error(`There is no section ${id}.`);
    return section;
  }

  /** The children of a section as they were last read; undefined when they are not there (yet). */
  peek(id: SectionId): Children | undefined {
    return this.#loads.get(idOf(this.section(id)))?.result;
  }

  /** Throws away what was read, of all nodes or of one and below, so that it is read again. */
  refresh(node?: ResourceNode): void {
    const target = node?.kind === "notice" || node?.kind === "more" ? node.of : node;
    if (target === undefined || target === "connection") {
      for (const { abort } of this.#loads.values()) abort.abort();
      this.#loads.clear();
      this.#found.clear();
      this.#changed.fire(undefined);
    } else if (isParent(target)) {
      this.#drop(target);
      this.#changed.fire(target);
    } else {
      this.refresh(this.getParent(target));
    }
    this.#loaded.fire();
  }

  /** Reads a section again while what is there stays, and shows the difference. A failure leaves everything as it is. */
  async update(id: SectionId): Promise<void> {
    const section = this.section(id);
    const before = this.#loads.get(idOf(section));
    if (before?.result === undefined) return;
    const load = this.#start(section);
    const children = await load?.children;
    if (load === undefined || children === undefined || children.failure !== undefined) return;
    if (this.#loads.get(idOf(section)) !== before) return;
    this.#loads.set(idOf(section), load);
    if (JSON.stringify(children) !== JSON.stringify(before.result)) this.#changed.fire(section);
    this.#loaded.fire();
  }

  /** Shows a node that was found by a search among the children of `parent`, which are too many to list. */
  add(parent: ParentNode, node: ResourceNode): void {
    const found = this.#found.get(idOf(parent)) ?? [];
    if (found.some((other) => idOf(other) === idOf(node))) return;
    this.#found.set(idOf(parent), [node, ...found]);
    this.#changed.fire(parent);
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const { abort } of this.#loads.values()) abort.abort();
    this.#changed.dispose();
    this.#loaded.dispose();
  }

  async #roots(): Promise<ResourceNode[]> {
    await this.#connection.restore();
    for (let { state } = this.#connection; state.kind === "connecting"; { state } = this.#connection) {
      await state.attempt.catch(() => undefined);
    }
    const { state } = this.#connection;
    if (state.kind === "connected") return [...this.#sections];
    if (state.kind !== "failed") return [];
    const { error } = state;
    const command = error instanceof ErrorWithAction ? { command: error.action } : {};
    return [
      { kind: "notice", of: "connection", failure: explainAwsError(error), ...command },
      { kind: "notice", of: "connection" },
    ];
  }

  async #children(parent: ParentNode): Promise<ResourceNode[]> {
    const id = idOf(parent);
    const load = this.#loads.get(id) ?? this.#start(parent);
    if (load === undefined) return [];
    if (!this.#loads.has(id)) this.#loads.set(id, load);
    const children = await load.children;
    const isStale = this.#loads.get(id) !== load;
    if (isStale) return this.#loads.has(id) ? this.#children(parent) : [];

    const found = this.#found.get(id) ?? [];
    const known = new Set(found.map(idOf));
    const nodes = rows(parent, children, found).filter((node, at) => at < found.length || !known.has(idOf(node)));
    for (const node of nodes) this.#parents.set(node, parent);
    return nodes;
  }

  #start(parent: ParentNode): Load | undefined {
    const connection = this.#connection.current;
    if (connection === undefined) return undefined;
    const abort = new AbortController();
    const load: Load = { of: parent, abort, children: readChildren(parent, { connection, signal: abort.signal }) };
    void load.children.then((children) => {
      load.result = children;
      if (this.#loads.get(idOf(parent)) !== load) return;
      if (children.error !== undefined) this.#connection.report(children.error);
      // The section's row tells the count.
      if (parent.kind === "section") this.#changed.fire(parent);
      this.#loaded.fire();
    });
    return load;
  }

  #drop(parent: ParentNode): void {
    for (const [id, { of, abort }] of this.#loads) {
      if (id !== idOf(parent) && this.getParent(of) !== parent) continue;
      abort.abort();
      this.#loads.delete(id);
      this.#found.delete(id);
    }
  }

  #count(section: SectionNode): string | undefined {
    const children = this.#loads.get(idOf(section))?.result;
    if (children === undefined || children.failure !== undefined) return undefined;
    return `${children.nodes.length}${children.isCut ? "+" : ""}`;
  }
}

function isParent(node: ResourceNode): node is ParentNode {
  return node.kind === "section" || node.kind === "topic" || node.kind === "logGroup";
}

function idOf(node: ResourceNode): string {
  return describe(node, 0).id;
}
