import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importRecords } from "../../src/practice/cloudtrail/importRecords.ts";
import { chooseFromMenu, openContainer, runCommand, treeRow, view } from "../harness/workbench.ts";
import { haveRealRecords, realLogFiles } from "../unit/records/realRecords.ts";
import {
  ask,
  backToList,
  choose,
  rows,
  type SearchWorkbench,
  searching,
  startSearchWorkbench,
  textOf,
} from "./searchWorkbench.ts";

let workbench: SearchWorkbench;
let page: Page;
let panel: FrameLocator;

beforeAll(async () => {
  workbench = await startSearchWorkbench();
  ({ page, panel } = workbench);
});

afterAll(() => workbench?.close());

beforeEach(() => workbench.practice.faults.set({}));

describe("the search panel", () => {
  it("shows the last days' changes as soon as it is opened", async () => {
    expect(await rows(panel).count()).toBeGreaterThan(0);
    expect(await textOf(panel.locator(".coverage"))).toMatch(/\d+ calls?, complete since/);
  });

  it("finds the calls on an instance, newest first, and follows the link to it", async () => {
    await choose(panel, "Time", "Last 90 days");
    await ask(panel, "oradb");
    const said = await rows(panel).allInnerTexts();
    expect(said.length).toBeGreaterThan(2);
    expect(said.every((row) => row.includes("oradb"))).toBe(true);

    await rows(panel).first().locator(".event").click();
    await panel.locator(".summary").getByRole("button", { name: "oradb" }).click();
    const selected = view(page, "Resources").locator(".monaco-list-row.selected");
    await selected.filter({ hasText: "oradb" }).waitFor();
  });

  it("marks what was found and folds the record", async () => {
    await panel.locator(".json mark", { hasText: "oradb" }).first().waitFor();
    const before = await panel.locator(".json .line").count();
    await panel.getByRole("button", { name: "Fold", exact: true }).last().click();
    expect(await panel.locator(".json .line").count()).toBeLessThan(before);
    await panel.getByRole("button", { name: "Unfold All" }).click();
    expect(await panel.locator(".json .line").count()).toBeGreaterThanOrEqual(before);
  });

  it("opens the record as a read-only JSON document", async () => {
    await panel.getByRole("button", { name: "Open as JSON" }).click();
    const tab = page.locator(".tabs-container .tab", { hasText: /DBInstance.*\.json/ });
    await tab.waitFor();
    await page.locator(".monaco-editor .view-line", { hasText: '"eventVersion"' }).waitFor();
    await page.locator(".monaco-editor").first().click();
    await page.keyboard.type("x");
    await page.getByRole("paragraph").getByText("Cannot edit in read-only editor").waitFor();
    await page.keyboard.press("Escape");
    await runCommand(page, "View: Close All Editors");
  });

  it("says what is wrong in a query, and where", async () => {
    await backToList(panel);
    await panel.locator("#text").fill('oradb "not closed');
    await panel.locator("#text").press("Enter");
    await panel.getByRole("alert").filter({ hasText: "no closing quotation mark" }).waitFor();
    expect(await textOf(panel.locator("#wrong mark"))).toBe('"not closed');
    await ask(panel, "oradb");
    expect(await panel.locator("#wrong").count()).toBe(0);
  });

  it("F13: never says only that nothing was found", async () => {
    await ask(panel, "nothing-is-called-like-this");
    const notice = await textOf(panel.locator(".notice"));
    expect(notice).toContain("No calls match");
    expect(notice).toMatch(/newest record here was delivered .* ago/);
    await searching(panel, () => panel.getByRole("button", { name: "Show read-only calls" }).click());
    expect(await panel.getByRole("button", { name: "Hide reads" }).getAttribute("aria-pressed")).toBe("false");
    await searching(panel, () => panel.getByRole("button", { name: "Hide reads" }).click());
  });

  it("keeps what is typed while a search begins", async () => {
    await ask(panel, "");
    workbench.practice.faults.set({ latency: 500 });
    await panel.getByRole("button", { name: "Failed only" }).click();
    await panel.locator("#text").fill("oradb");
    workbench.practice.faults.set({});
    await panel.locator(".coverage.complete").waitFor();
    expect(await panel.locator("#text").inputValue()).toBe("oradb");
    await panel.getByRole("button", { name: "Failed only" }).click();
    await panel.locator(".coverage.complete").waitFor();
  });

  it("F14: says that it was stopped, and goes on", async () => {
    await ask(panel, "oradb");
    workbench.practice.faults.set({ latency: 3000 });
    await panel.locator("#text").press("Enter");
    await panel.getByRole("button", { name: "Stop" }).click();
    await panel.locator(".coverage.stopped").waitFor();
    expect(await textOf(panel.locator(".coverage"))).toContain("nothing covered yet");
    workbench.practice.faults.set({});
    await panel.getByRole("button", { name: "Continue" }).click();
    await panel.locator(".coverage.complete").waitFor();
    await rows(panel).nth(2).waitFor();
  });

  it("says why a search failed, and tries again", async () => {
    workbench.practice.faults.set({ denied: ["logs:FilterLogEvents"] });
    await ask(panel, "oradb");
    const notice = await textOf(panel.getByRole("alert"));
    expect(notice).toContain("logs:FilterLogEvents");
    workbench.practice.faults.set({});
    await panel.getByRole("button", { name: "Try Again" }).click();
    await panel.locator(".coverage.complete").waitFor();
  });

  it("works by keyboard alone", async () => {
    await ask(panel, "oradb");
    const active = () => panel.locator(".row[data-active]").getAttribute("aria-posinset");
    await panel.locator("#text").press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await active()).toBe("2");
    await page.keyboard.press("End");
    expect(await active()).toBe(await panel.locator(".row").last().getAttribute("aria-setsize"));
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await panel.locator(".back").getByText("1 of").waitFor();
    await panel.locator(".json:focus").waitFor();
    await panel.getByRole("button", { name: "Next call" }).click();
    await panel.locator(".back").getByText("2 of").waitFor();
    await page.keyboard.press("Escape");
    await panel.locator(".list").waitFor();
    await page.keyboard.press("/");
    expect(await panel.locator("#text").evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("lets one type at once after the command Search Calls", async () => {
    await runCommand(page, "RDS CloudTrail: Search Calls");
    await panel.locator("#text:focus").waitFor();
    await panel
      .locator(".row")
      .first()
      .click({ position: { x: 4, y: 4 } });
    await panel.locator(".back").getByText("1 of").waitFor();
    await panel.locator(".json:focus").waitFor();
    const scrolled = () => panel.locator("record-view").evaluate((view) => view.scrollTop);
    await page.keyboard.press("PageDown");
    await expect.poll(scrolled).toBeGreaterThan(0);
    await runCommand(page, "RDS CloudTrail: Search Calls");
    await panel.locator("#text:focus").waitFor();
  });

  it("searches between two times, whichever comes first, and leads back to where records are", async () => {
    const time = panel.getByRole("button", { name: /^Time:/ });
    await time.click();
    await panel.locator("#from").fill("");
    await panel.getByRole("button", { name: "Use these times" }).click();
    expect(await panel.locator("#from").isVisible()).toBe(true);
    await panel.locator("#from").fill("2098-05-06T00:00");
    await panel.locator("#to").fill("2097-05-06T00:00");
    await searching(panel, () => panel.getByRole("button", { name: "Use these times" }).click());
    expect(await textOf(time)).toMatch(/2097.*–.*2098/);
    await searching(panel, () =>
      panel.getByRole("button", { name: "Search the week before the newest record" }).click(),
    );
    expect(await textOf(time)).not.toContain("209");
    await choose(panel, "Time", "Last 90 days");
  });

  it("says that a log group is none of CloudTrail's", async () => {
    await choose(panel, "Log group", "/aws/lambda/db-start-stop");
    expect(await textOf(panel.locator(".notice"))).toContain("No trail is known to deliver to this log group.");
    await choose(panel, "Log group", "management-events");
  });

  it("is led to from the Resources view", async () => {
    const instance = treeRow(page, "Resources", "mysqldb");
    await searching(panel, () => chooseFromMenu(page, instance, "Search Calls on This Instance"));
    expect(await panel.locator("#text").inputValue()).toBe("mysqldb");
    const said = await rows(panel).allInnerTexts();
    expect(said.length).toBeGreaterThan(0);
    expect(said.every((row) => row.includes("mysqldb"))).toBe(true);
  });

  it("keeps question, results and record while it is hidden", async () => {
    await ask(panel, "oradb");
    await rows(panel).nth(1).locator(".event").click();
    const summary = await textOf(panel.locator(".summary"));
    await page.locator('.activitybar .action-item:has([aria-label^="Explorer"])').click();
    await page.locator("iframe.webview").first().waitFor({ state: "hidden" });
    await openContainer(page);
    await expect.poll(() => textOf(panel.locator(".summary")), { timeout: 15_000 }).toBe(summary);
    await backToList(panel);
    expect(await panel.locator("#text").inputValue()).toBe("oradb");
    await rows(panel).nth(1).locator(".event").click();
  });

  it("keeps question and record over a reload of the window", async () => {
    const summary = await textOf(panel.locator(".summary"));
    const loaded = page.waitForEvent("load");
    await runCommand(page, "Developer: Reload Window");
    await loaded;
    await openContainer(page);
    await expect.poll(() => textOf(panel.locator(".summary")), { timeout: 20_000 }).toBe(summary);
    await backToList(panel);
    expect(await panel.locator("#text").inputValue()).toBe("oradb");
    expect(await textOf(panel.getByRole("button", { name: /^Time:/ }))).toContain("Last 90 days");
  });
});

describe.skipIf(!haveRealRecords)("real records (skipped where the folder is missing)", () => {
  beforeAll(async () => {
    importRecords(workbench.practice.account, realLogFiles());
    await backToList(panel);
    await searching(panel, async () => {
      await panel.getByRole("button", { name: /^Time:/ }).click();
      await panel.locator("#from").fill("2023-07-10T00:00");
      await panel.locator("#to").fill("2023-07-11T00:00");
      await panel.getByRole("button", { name: "Use these times" }).click();
    });
  });

  it.each([
    ["ModifyDBSnapshotAttribute", 2],
    ["DeleteDBInstance", 2],
    ["terraform-20230710121504061500000001", 5],
  ])("%s: %i calls", async (text, count) => {
    await ask(panel, text);
    expect(await textOf(panel.locator(".coverage"))).toContain(`${count} calls, complete`);
  });

  it("one of the deletions failed", async () => {
    await ask(panel, "DeleteDBInstance InvalidDBInstanceStateFault");
    await rows(panel).first().locator(".event").click();
    expect(await textOf(panel.locator(".summary"))).toBe(
      "bert-jan tried to delete terraform-20230710121504061500000001: InvalidDBInstanceState",
    );
  });

  it("all 2,900 are there", async () => {
    await backToList(panel);
    await searching(panel, () => panel.getByRole("button", { name: "RDS only" }).click());
    await searching(panel, () => panel.getByRole("button", { name: "Hide reads" }).click());
    await ask(panel, "");
    expect(await textOf(panel.locator(".coverage"))).toContain("2,900 calls, complete");
  });
});
