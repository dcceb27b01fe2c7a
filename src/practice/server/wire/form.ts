/** A form as the tree that an XML parser would have made of the same input. */
export type FormTree = string | { [key: string]: FormTree } | FormTree[];

const tooDeep = 32;

/**
 * Reads `Tags.Tag.1.Key=a&Tags.Tag.1.Value=b` as `{Tags: {Tag: [{Key: "a", Value: "b"}]}}`.
 * Names made of digits only are positions in a list; holes are closed, as AWS does.
 */
export function readForm(text: string): { [key: string]: FormTree } {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    const parts = name.split(".");
    const last = parts.pop();
    if (last === undefined || parts.length > tooDeep) continue;
    let branch = root;
    for (const part of parts) {
      const next = branch.get(part);
      if (next instanceof Map) branch = next;
      else {
        const grown: Branch = new Map();
        branch.set(part, grown);
        branch = grown;
      }
    }
    branch.set(last, value);
  }
  return objectOf(root);
}

type Branch = Map<string, string | Branch>;

function objectOf(branch: Branch): { [key: string]: FormTree } {
  return Object.fromEntries([...branch].map(([name, value]) => [name, treeOf(value)]));
}

function treeOf(value: string | Branch): FormTree {
  if (typeof value === "string") return value;
  const names = [...value.keys()];
  if (names.length > 0 && names.every((name) => /^\d{1,9}$/.test(name))) {
    return [...value].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => treeOf(item));
  }
  return objectOf(value);
}
