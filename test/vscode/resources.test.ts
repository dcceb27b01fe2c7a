import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension.ts";
import type { ResourceNode } from "../../src/ui/resourceNode.ts";

let api: ExtensionApi;

before(async () => {
  const extension = vscode.extensions.getExtension<ExtensionApi>("rds-cloudtrail.rds-cloudtrail");
  assert.ok(extension, "the extension is not installed");
  api = await extension.activate();
});

async function children(node?: ResourceNode): Promise<ResourceNode[]> {
  return (await api.resources.tree.getChildren(node)) ?? [];
}

async function section(label: string): Promise<ResourceNode[]> {
  for (const node of await children()) if ((await item(node)).label === label) return children(node);
  throw new assert.AssertionError({ message: `There is no section ${label}.` });
}

async function item(node: ResourceNode): Promise<vscode.TreeItem> {
  return api.resources.tree.getTreeItem(node);
}

async function labels(nodes: readonly ResourceNode[]): Promise<unknown[]> {
  return Promise.all(nodes.map(async (node) => (await item(node)).label));
}

describe("the practice account", () => {
  before(() => vscode.commands.executeCommand("rdsCloudTrail.connectPractice"));

  it("is connected by one command", () => {
    assert.equal(api.connection.state.kind, "connected");
    assert.equal(api.connection.current?.label, "Practice Account");
  });

  it("shows its resources in four sections", async () => {
    assert.deepEqual(await labels(await children()), ["Trails", "Topics", "Log Groups", "DB Instances"]);
    for (const name of ["Trails", "Topics", "Log Groups"]) assert.ok((await section(name)).length > 0, name);
    assert.ok((await labels(await section("DB Instances"))).includes("oradb"));
  });

  it("gives every row a different id that stays", async () => {
    const ids = async () => {
      const rows = (await Promise.all((await children()).map(children))).flat();
      return Promise.all(rows.map(async (row) => (await item(row)).id));
    };
    const first = await ids();
    assert.equal(new Set(first).size, first.length);
    await vscode.commands.executeCommand("rdsCloudTrail.refresh");
    assert.deepEqual(await ids(), first);
  });

  it("X3: tells the whole configuration in a tooltip that holds text only", async () => {
    const [oradb] = (await section("DB Instances")).filter(
      (node) => node.kind === "dbInstance" && node.name === "oradb",
    );
    assert.ok(oradb);
    const { token } = new vscode.CancellationTokenSource();
    const resolved = await api.resources.tree.resolveTreeItem?.(await item(oradb), oradb, token);
    const tooltip = resolved?.tooltip;
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /"DbiResourceId": "db-[A-Z0-9]{26}"/);
    assert.notEqual(tooltip.isTrusted, true);
    assert.notEqual(tooltip.supportHtml, true);
  });

  it("selects an instance by its name, whatever its case, and by its resource id", async () => {
    assert.equal(await api.resources.revealInstance({ dbInstanceIdentifier: "ORADB" }), true);
    const [node] = (await section("DB Instances")).filter((row) => row.kind === "dbInstance");
    assert.ok(node?.kind === "dbInstance");
    assert.equal(await api.resources.revealInstance({ dbiResourceId: node.resourceId }), true);
  });

  it("says that an instance is gone", async () => {
    assert.equal(await api.resources.revealInstance({ dbInstanceIdentifier: "gone-for-good" }), false);
  });

  it("is left by disconnecting", async () => {
    await vscode.commands.executeCommand("rdsCloudTrail.disconnect");
    assert.deepEqual(await children(), []);
    assert.equal(api.connection.state.kind, "none");
  });
});

describe("a profile", () => {
  after(() => api.connection.disconnect());

  it("that is not there fails in a row of its own, with a way out", async () => {
    await assert.rejects(api.connection.connect({ kind: "profile", profile: "missing" }), /no profile “missing”/);
    const [failed, other] = await children();
    assert.ok(failed && other);
    assert.match(String((await item(failed)).description), /missing/);
    assert.equal((await item(failed)).command?.command, "rdsCloudTrail.connect");
    assert.equal((await item(other)).command?.command, "rdsCloudTrail.connect");
  });
});

describe("settings", () => {
  it("X10: of a workspace change neither connection nor endpoint nor port", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, ".vscode", "settings.json");
    const before = vscode.workspace.getConfiguration("rdsCloudTrail");
    const hostile = {
      "editor.tabSize": 7,
      "rdsCloudTrail.connection": "environment",
      "rdsCloudTrail.region": "eu-west-1",
      "rdsCloudTrail.endpoint": "https://evil.example",
      "rdsCloudTrail.practice.port": 1,
    };
    // The harmless setting tells when VS Code has read the file.
    const read = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration("editor.tabSize")) return;
        subscription.dispose();
        resolve();
      });
    });
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(hostile)));
    await read;
    const after = vscode.workspace.getConfiguration("rdsCloudTrail");
    for (const key of ["connection", "region", "endpoint", "practice.port"]) {
      assert.equal(after.get(key), before.get(key), key);
    }
    await vscode.workspace.fs.delete(file);
  });
});
