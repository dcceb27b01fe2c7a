import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setTheme, type Theme } from "../harness/workbench.ts";
import {
  ask,
  backToList,
  choose,
  deliver,
  rows,
  type SearchWorkbench,
  startSearchWorkbench,
} from "./searchWorkbench.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let workbench: SearchWorkbench;
let page: Page;
let panel: FrameLocator;

beforeAll(async () => {
  workbench = await startSearchWorkbench();
  ({ page, panel } = workbench);
  await choose(panel, "Time", "Last 90 days");
});

afterAll(() => workbench?.close());

/** What axe finds in the panel: rules and the elements that break them. */
async function axe(): Promise<string[]> {
  const frames = page.frames();
  for (const frame of frames) {
    if ((await frame.locator("search-panel").count()) === 0) continue;
    await frame.evaluate(AXE);
    // A webview has no background of its own: what it stands on lies outside of its frame, where axe does not look.
    await frame.evaluate(() => {
      const { style } = document.documentElement;
      document.body.style.background = style.getPropertyValue("--vscode-sideBar-background");
    });
    const { violations } = await frame.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html, any }) => JSON.stringify(any[0]?.data ?? "").slice(0, 150) + html.slice(0, 90))
          .slice(0, 2)
          .join(" | ")}`,
    );
  }
  throw new Error("The panel has no frame.");
}

/** Makes the side bar this wide by its sash. */
async function widen(width: number): Promise<void> {
  const bar = await page.locator(".part.sidebar").boundingBox();
  if (bar === null) throw new Error("There is no side bar.");
  await page.mouse.move(bar.x + bar.width, 300);
  await page.mouse.down();
  await page.mouse.move(bar.x + width, 300, { steps: 4 });
  await page.mouse.up();
}

describe.each<Theme>(["dark", "light", "hc-dark", "hc-light"])("in the theme %s", (theme) => {
  beforeAll(() => setTheme(page, theme));

  it.each([200, 300, 450, 1000])("at %i pixels axe finds nothing and nothing is cut", async (width) => {
    await widen(width);
    await ask(panel, "oradb");
    expect(await axe()).toEqual([]);
    await rows(panel).first().locator(".event").click();
    await panel.locator(".json .line").first().waitFor();
    expect(await axe()).toEqual([]);
    const cut = await panel
      .locator("search-panel")
      .evaluate((root) =>
        [root, ...root.querySelectorAll(".row *, .said *, .coverage *, .line *, .notice *")]
          .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
          .map((element) => `${element.className}: ${element.textContent?.slice(0, 40)}`),
      );
    expect(cut).toEqual([]);
  });
});

describe("many results", () => {
  it("are in the page only as far as they are seen, and reached by the keys", async () => {
    await widen(1000);
    const now = workbench.practice.account.now();
    const records = Array.from({ length: 3000 }, (_, index) =>
      JSON.stringify({
        eventVersion: "1.11",
        eventID: `many-${String(index).padStart(4, "0")}`,
        eventTime: new Date(now - index * 1000).toISOString(),
        eventName: "ModifyDBInstance",
        eventSource: "rds.amazonaws.com",
        readOnly: false,
        requestParameters: { dBInstanceIdentifier: `many-${index}`, padding: "x".repeat(400) },
      }),
    );
    await deliver(workbench.practice, records);
    await ask(panel, "many-");
    expect(await panel.locator(".coverage").textContent()).toContain("3,000 calls");
    await panel.locator('.row[aria-setsize="3000"]').first().waitFor();
    expect(await rows(panel).count()).toBeLessThan(60);
    await panel.locator("#text").press("ArrowDown");
    await page.keyboard.press("End");
    await panel.locator(".row[data-active]", { hasText: "many-2999" }).waitFor();
    await panel.locator(".json", { hasText: "many-2999" }).waitFor();
    expect(await rows(panel).count()).toBeLessThan(60);
    await page.keyboard.press("Home");
    await panel.locator(".json", { hasText: "many-0" }).waitFor();
  });

  it("stay where they are while newer ones come in above", async () => {
    // The last delivered page comes first, and holds the oldest calls.
    workbench.practice.faults.set({ latency: 1500 });
    await backToList(panel);
    await panel.locator("#text").press("Enter");
    await panel.locator(".coverage.running", { hasText: /[1-9]\d* calls/ }).waitFor();
    await panel.locator(".list").evaluate((list) => list.scrollTo({ top: 20_000 }));
    const before = await firstSeen();
    expect(before).toMatch(/many-\d+ at/);
    await panel.locator(".coverage.complete").waitFor();
    await expect.poll(firstSeen).toBe(before);
    expect(await panel.locator(".list").evaluate((list) => list.scrollTop)).toBeGreaterThan(30_000);
  });
});

/** The first row of the list that is seen, and how far below the list's top edge it begins. */
async function firstSeen(): Promise<string> {
  return panel.locator(".list").evaluate((list) => {
    const { top } = list.getBoundingClientRect();
    const row = [...list.querySelectorAll(".row[id]")].find((each) => each.getBoundingClientRect().bottom > top);
    const name = row?.querySelector(".link")?.textContent;
    return `${name} at ${Math.round((row?.getBoundingClientRect().top ?? 0) - top)}`;
  });
}
