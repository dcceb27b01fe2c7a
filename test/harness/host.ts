// Runs test/vscode inside VS Code's extension host.
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";
import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { cache, root } from "./cache.ts";
import { type HostReport, resultFile } from "./hostReport.ts";
import { newFolder, startVsCode, type Version, withoutAws } from "./vscode.ts";

const limit = 180_000;

/** Bundles the tests for the extension host and gives the path of the script that runs them. */
export async function buildHostTests(): Promise<string> {
  const tests = await readdir(join(root, "test", "vscode"), { recursive: true });
  const outdir = join(cache, "host-tests");
  await rm(outdir, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: [
      join(root, "test", "harness", "mocha.ts"),
      ...tests.filter((file) => file.endsWith(".test.ts")).map((file) => join(root, "test", "vscode", file)),
    ],
    entryNames: "[name]",
    outdir,
    // VS Code requires the script of the tests, so it is CommonJS.
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "es2023",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  return join(outdir, "mocha.cjs");
}

/** Runs the tests in a VS Code of this version and gives what mocha counted. */
export async function runHostTests(
  version: Version,
): Promise<{ readonly passed: number; readonly failed: number; readonly output: string }> {
  const folder = await newFolder("host-tests");
  const report = join(folder, "report.json");
  const vscode = await startVsCode({
    version,
    settings: { "rdsCloudTrail.connection": "practice" },
    extensionTestsPath: await buildHostTests(),
    env: { ...withoutAws, [resultFile]: report },
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const lines: string[] = [];
    const code = await runInPage(page, vscode.url, lines);
    const { passed, failures } = await readReport(report);
    if (failures.length > 0 || code === 0) return { passed, failed: failures.length, output: failures.join("\n\n") };
    // No test has failed, and yet it went wrong: the log knows.
    return { passed, failed: 1, output: lines.join("\n") };
  } finally {
    await browser.close();
    await vscode.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens the page, collects what the extension host logs, and gives the exit code of the tests. */
async function runInPage(page: Page, url: string, lines: string[]): Promise<number> {
  const exit = new Promise<number>((resolve, reject) => {
    const late = () => reject(new Error(`The tests have not ended after ${limit / 1000} s.\n${lines.join("\n")}`));
    setTimeout(late, limit).unref();
    void page.exposeFunction("codeAutomationExit", resolve);
  });
  await page.exposeFunction("codeAutomationLog", (_type: string, words: readonly unknown[]) => {
    lines.push(words.map(String).join(" "));
  });
  await page.goto(url);
  return exit;
}

async function readReport(file: string): Promise<HostReport> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text ? JSON.parse(text) : { passed: 0, failures: [] };
}
