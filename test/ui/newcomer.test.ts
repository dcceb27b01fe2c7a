import { afterAll, beforeAll, expect, it } from "vitest";
import { openContainer, startWorkbench, treeRow, view, type Workbench, webview } from "../harness/workbench.ts";
import { ask, choose, rows, textOf } from "./searchWorkbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await startWorkbench({ settings: { "rdsCloudTrail.connection": "" } });
});

afterAll(() => workbench?.close());

it("leads a newcomer from nothing to the instance that a record is about", async () => {
  const { page } = workbench;
  const panel = webview(page);
  await openContainer(page);
  await panel.getByRole("button", { name: "Use Practice Account" }).click();

  await treeRow(page, "Resources", "oradb").waitFor({ timeout: 20_000 });
  await rows(panel).first().waitFor({ timeout: 20_000 });

  await choose(panel, "Time", "Last 90 days");
  await ask(panel, "oradb");
  expect(await rows(panel).count()).toBeGreaterThan(2);
  await rows(panel).filter({ hasText: "ModifyDBInstance" }).first().locator(".event").click();
  expect(await textOf(panel.locator(".summary"))).toMatch(/ (modified|tried to modify) oradb/);

  await panel.locator(".summary").getByRole("button", { name: "oradb" }).click();
  const selected = view(page, "Resources").locator(".monaco-list-row.selected", { hasText: "oradb" });
  await selected.waitFor();
});
