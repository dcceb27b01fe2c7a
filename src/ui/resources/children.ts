import { type AwsFailure, explainAwsError } from "../../aws/errors.ts";
import type { ResourceNode } from "../resourceNode.ts";
import { type ListContext, listingOf, type ParentNode } from "./sections.ts";

/** The children of a node as they were read. */
export interface Children {
  readonly nodes: readonly ResourceNode[];
  /** Whether there may be more than were read. */
  readonly isCut: boolean;
  /** Why reading ended early; what had come until then is in `nodes`. */
  readonly failure?: AwsFailure;
  readonly error?: unknown;
}

/** Reads the children of a node from AWS. Never throws: one failing service must not hide the others (F12). */
export async function readChildren(parent: ParentNode, context: ListContext): Promise<Children> {
  const listing = listingOf(parent);
  const nodes: ResourceNode[] = [];
  try {
    for await (const page of await listing.list(context)) {
      nodes.push(...page);
      if (nodes.length >= listing.limit) return { nodes: nodes.slice(0, listing.limit), isCut: true };
    }
    return { nodes, isCut: false };
  } catch (error) {
    return { nodes, isCut: false, failure: explainAwsError(error, { action: listing.action }), error };
  }
}

/** The rows to show: found ones first, then what was read, then what tells of the rest. */
export function rows(parent: ParentNode, children: Children, found: readonly ResourceNode[]): ResourceNode[] {
  const { nodes, isCut, failure } = children;
  const notice: ResourceNode[] =
    failure !== undefined
      ? [{ kind: "notice", of: parent, failure }]
      : nodes.length === 0
        ? [{ kind: "notice", of: parent }]
        : [];
  const more: ResourceNode[] =
    isCut && (parent.kind === "section" || parent.kind === "logGroup")
      ? [{ kind: "more", of: parent, shown: nodes.length }]
      : [];
  return [...found, ...nodes, ...notice, ...more];
}
