import { afterAll, beforeAll, expect, test } from "vitest";
import { openContainer, startWorkbench, view, type Workbench } from "../harness/workbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await startWorkbench();
});

afterAll(() => workbench?.close());

test("the icon in the activity bar opens the views", async () => {
  const { page } = workbench;
  await openContainer(page);
  await view(page, "Resources").waitFor();
  await view(page, "Search").waitFor();
  expect(await page.locator(".sidebar .pane-header .title").allInnerTexts()).toEqual(["Resources", "Search"]);
});
