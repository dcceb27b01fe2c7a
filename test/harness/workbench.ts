// What a person does in VS Code's workbench, for the browser tests and the screenshots.
import { readFile, writeFile } from "node:fs/promises";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { type Options, startVsCode, type VsCode, withoutAws } from "./vscode.ts";

export type Theme = "dark" | "light" | "hc-dark" | "hc-light";

/** The label of each theme in the list of themes, and the class that the workbench has with it. */
const themes: Record<Theme, { readonly label: string; readonly base: string }> = {
  dark: { label: "Dark Modern", base: "vs-dark" },
  light: { label: "Light Modern", base: "vs" },
  "hc-dark": { label: "Dark High Contrast", base: "hc-black" },
  "hc-light": { label: "Light High Contrast", base: "hc-light" },
};

export type Workbench = {
  readonly vscode: VsCode;
  readonly browser: Browser;
  readonly page: Page;
  /** Ends the browser and VS Code. */
  readonly close: () => Promise<void>;
};

export type Size = { readonly width: number; readonly height: number };

/** VS Code with our extension and the practice account, open in a browser. */
export async function startWorkbench(options: Options & { readonly size?: Size } = {}): Promise<Workbench> {
  const settings = { "rdsCloudTrail.connection": "practice", ...options.settings };
  const [vscode, browser] = await Promise.all([
    startVsCode({ ...options, settings, env: { ...withoutAws, ...options.env } }),
    launchBrowser(),
  ]);
  const close = async () => {
    await browser.close();
    await vscode.stop();
  };
  try {
    const page = await openWorkbench(browser, vscode, options.size);
    return { vscode, browser, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A window of its own: a new page with a new extension host. */
export async function openWorkbench(
  browser: Browser,
  vscode: VsCode,
  size: Size = { width: 1440, height: 900 },
): Promise<Page> {
  const context = await browser.newContext({ viewport: size, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(vscode.url);
  // When our icon is there, so are all extensions, with their commands and themes.
  await containerIcon(page, "RDS CloudTrail").waitFor();
  return page;
}

/** Opens the view container whose icon in the activity bar has this name, unless it is open. */
export async function openContainer(page: Page, title = "RDS CloudTrail"): Promise<void> {
  const open = page.locator(`.sidebar .composite.title:has-text("${title}")`);
  // The icon of an open container closes it, and a window that comes back opens its container by itself at some moment.
  for (let attempt = 0; attempt < 3 && !(await open.isVisible()); attempt++) {
    await containerIcon(page, title).click();
    await open.waitFor({ timeout: 3000 }).catch(() => {});
  }
  await open.waitFor();
  // Away from the icon, so that its tooltip does not lie over the view.
  await page.mouse.move(700, 450);
}

/** Runs a command by its whole title in the command palette, for example `RDS CloudTrail: Connect…`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await quickInput(page).fill(`>${title}`);
  await pick(page, title);
}

/** The input field of the quick-pick or input box that is open. */
export function quickInput(page: Page): Locator {
  return page.locator(".quick-input-widget:visible .quick-input-box input:visible");
}

/** The rows of the quick-pick that is open. */
export function quickPicks(page: Page): Locator {
  return page.locator(".quick-input-widget:visible .quick-input-list .monaco-list-row");
}

/** Chooses the row whose label begins with these words. */
export async function pick(page: Page, label: string): Promise<void> {
  const text = page
    .locator(".monaco-icon-label-container > .monaco-icon-name-container")
    .getByText(startingWith(label));
  await quickPicks(page).filter({ has: text }).first().click();
}

/** Types an answer into the input box that is open and confirms it. */
export async function answer(page: Page, text: string): Promise<void> {
  await quickInput(page).fill(text);
  await page.keyboard.press("Enter");
}

/** A view of the side bar or the panel, by the name in its header. */
export function view(page: Page, name: string): Locator {
  return page.locator(".pane", { has: page.locator(`.pane-header[aria-label^="${name}"]`) });
}

/** The row of a tree whose label begins with these words. */
export function treeRow(page: Page, viewName: string, label: string): Locator {
  const text = page.locator(".label-name", { hasText: startingWith(label) });
  return view(page, viewName).locator(".monaco-list-row", { has: text }).first();
}

/** What the rows of a tree say from top to bottom, label and description. Only rows that can be seen are there. */
export async function treeRows(page: Page, viewName: string): Promise<string[]> {
  const rows = await view(page, viewName).locator(".monaco-list-row").all();
  const texts = await Promise.all(rows.map((row) => row.locator(".label-name, .label-description").allInnerTexts()));
  return texts.map((parts) => parts.join(" "));
}

/** Unfolds a row of a tree. */
export async function expand(page: Page, viewName: string, label: string): Promise<void> {
  const row = treeRow(page, viewName, label);
  await row.waitFor();
  if ((await row.getAttribute("aria-expanded")) === "false") await row.locator(".monaco-tl-twistie").click();
}

/** Opens the context menu of a row and chooses an entry. */
export async function chooseFromMenu(page: Page, row: Locator, entry: string): Promise<void> {
  await row.click({ button: "right" });
  await page
    .locator(".context-view .action-label", { hasText: startingWith(entry) })
    .first()
    // A menu that has just opened takes no heed of the mouse button for a tenth of a second.
    .click({ delay: 150 });
}

/** The document inside the webview that is shown; `index` counts them where there are several. */
export function webview(page: Page, index = 0): FrameLocator {
  return page.frameLocator("iframe.webview").nth(index).frameLocator("iframe");
}

/** What the notifications say. */
export function notifications(page: Page): Locator {
  return page.locator(".notifications-toasts .notification-list-item-message");
}

/** The entries of the status bar. */
export function statusBar(page: Page): Locator {
  return page.locator(".statusbar .statusbar-item:visible");
}

/** Changes machine settings as an edit of their file does. VS Code reads it again by itself, in a second or so. */
export async function changeSettings(vscode: VsCode, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const current = JSON.parse(await readFile(vscode.settingsFile, "utf8"));
  await writeFile(vscode.settingsFile, JSON.stringify({ ...current, ...settings }, undefined, 2));
}

/** Chooses a colour theme and waits until it is there. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  await quickInput(page).fill(themes[theme].label);
  await pick(page, themes[theme].label);
  await page.locator(`.monaco-workbench.${themes[theme].base}`).waitFor();
}

function containerIcon(page: Page, title: string): Locator {
  return page.locator(`.activitybar .action-item:has([aria-label^="${title}"])`);
}

function startingWith(words: string): RegExp {
  return new RegExp(`^\\s*${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
