// `npm run screenshots`: pictures of the real thing in media/screenshots; `-- NAME …` takes only these.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "./build.ts";
import { cache, root } from "./cache.ts";
import {
  expand,
  openContainer,
  type Size,
  setTheme,
  startWorkbench,
  type Theme,
  treeRow,
  webview,
} from "./workbench.ts";

type Scene = {
  /** The name of the file. */
  readonly name: string;
  readonly theme: Theme;
  readonly size?: Size;
  /** Brings the workbench from its start to what is to be seen. */
  readonly stage: (page: Page) => Promise<void>;
};

const scenes: readonly Scene[] = [
  { name: "search-dark", theme: "dark", stage: searchInstance },
  { name: "search-light", theme: "light", stage: searchInstance },
  { name: "search-high-contrast", theme: "hc-dark", stage: searchInstance },
  { name: "search-high-contrast-light", theme: "hc-light", stage: searchInstance },
  { name: "narrow-dark", theme: "dark", size: { width: 1000, height: 900 }, stage: openTree },
];

async function openTree(page: Page): Promise<void> {
  await expand(page, "Resources", "DB Instances");
  await treeRow(page, "Resources", "oradb").waitFor();
  await webview(page).locator("result-list .row").first().waitFor();
}

/** Search in a wide side bar, the calls on an instance, and one of them. */
async function searchInstance(page: Page): Promise<void> {
  await openTree(page);
  await widenSideBar(page, 1100);
  const panel = webview(page);
  await panel.getByRole("button", { name: /^Time:/ }).click();
  await panel.getByRole("option", { name: "Last 90 days" }).click();
  await panel.locator("#text").fill("oradb");
  await panel.locator("#text").press("Enter");
  await panel.locator(".coverage:not(.running)", { hasText: "complete" }).waitFor();
  await panel.locator("result-list .row", { hasText: "ModifyDBInstance" }).first().click();
  await panel.locator(".json .line").first().waitFor();
}

/** Drags the edge of the side bar to this many pixels from the left of the window. */
async function widenSideBar(page: Page, to: number): Promise<void> {
  const edge = await page.locator(".part.sidebar").boundingBox();
  if (!edge) throw new Error("The side bar is closed.");
  const [x, y] = [edge.x + edge.width, edge.y + edge.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(to, y, { steps: 5 });
  await page.mouse.up();
}

async function take(scene: Scene): Promise<void> {
  const { page, close } = await startWorkbench({ size: scene.size ?? { width: 1440, height: 900 } });
  try {
    await setTheme(page, scene.theme);
    await openContainer(page);
    await scene.stage(page);
    await page.mouse.move(scene.size?.width ?? 1400, 5);
    await page.screenshot({ path: join(root, "media", "screenshots", `${scene.name}.png`) });
    console.log(`media/screenshots/${scene.name}.png`);
  } catch (error) {
    // What it looked like instead tells more than which element was not there.
    await page.screenshot({ path: join(cache, "screenshot-failed.png") });
    throw error;
  } finally {
    await close();
  }
}

const names = process.argv.slice(2);
await build();
await mkdir(join(root, "media", "screenshots"), { recursive: true });
for (const scene of scenes) if (names.length === 0 || names.includes(scene.name)) await take(scene);
