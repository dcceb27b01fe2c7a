import * as assert from "node:assert/strict";
import * as vscode from "vscode";

const id = "rds-cloudtrail.rds-cloudtrail";

describe("activation", () => {
  it("is activated without an error", async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, "the extension is not installed");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("registers every command that package.json offers, and no other", async () => {
    const extension = vscode.extensions.getExtension(id);
    await extension?.activate();
    const offered: string[] = extension?.packageJSON.contributes.commands.map(
      (entry: { command: string }) => entry.command,
    );
    const registered = await vscode.commands.getCommands(true);
    // VS Code itself adds commands for each view: open, focus, reset its location and so on.
    const views = ["resources", "search"].map((view) => `rdsCloudTrail.${view}.`);
    const ours = registered.filter(
      (command) => command.startsWith("rdsCloudTrail.") && !views.some((view) => command.startsWith(view)),
    );
    assert.deepEqual(ours.sort(), offered.sort());
  });

  it("has its views in a container of its own", async () => {
    await vscode.commands.executeCommand("workbench.view.extension.rdsCloudTrail");
    await vscode.commands.executeCommand("rdsCloudTrail.resources.focus");
    await vscode.commands.executeCommand("rdsCloudTrail.search.focus");
  });
});
