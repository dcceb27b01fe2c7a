// The suites of `npm test`: what each one runs, and how its results are counted.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { installBrowser } from "./browser.ts";
import { root } from "./cache.ts";
import { runHostTests } from "./host.ts";
import { run } from "./processes.ts";
import { installVsCode, newFolder, type Version, versions } from "./vscode.ts";

export type Count = { readonly passed: number; readonly failed: number };

export type Result = Count & { readonly output: string };

export type Suite = {
  readonly name: string;
  /** Suites of one lane run one after the other. */
  readonly lane: "node" | "vscode";
  /** Runs only when it is named, because it needs more than npm can bring. */
  readonly extra?: true;
  readonly run: () => Promise<Result>;
};

const tools = {
  tsc: "typescript/bin/tsc",
  biome: "@biomejs/biome/bin/biome",
  knip: "knip/bin/knip.js",
  vitest: "vitest/vitest.mjs",
};

export const suites: readonly Suite[] = [
  {
    name: "types",
    lane: "node",
    run: () => checks(["tsc", "-p", "."], ["tsc", "-p", "src/webview"], ["tsc", "-p", "test/ui"]),
  },
  { name: "lint", lane: "node", run: () => checks(["biome", "check", "."], ["knip"]) },
  { name: "unit", lane: "node", run: () => vitest("unit") },
  { name: "aws", lane: "node", run: () => vitest("aws") },
  { name: "cli", lane: "node", extra: true, run: () => vitest("cli") },
  { name: "moto", lane: "node", extra: true, run: () => vitest("moto") },
  hostSuite("oldest"),
  hostSuite("newest"),
  { name: "ui", lane: "vscode", run: browserSuite },
];

function hostSuite(version: Version): Suite {
  return { name: `vscode ${versions[version].vscode}`, lane: "vscode", run: () => runHostTests(version) };
}

async function browserSuite(): Promise<Result> {
  await Promise.all([installVsCode(), installBrowser()]);
  return vitest("ui");
}

/** Programs that say by their exit code whether all is well. */
async function checks(...commands: readonly (readonly [keyof typeof tools, ...string[]])[]): Promise<Result> {
  const outcomes = [];
  for (const [tool, ...args] of commands) outcomes.push(await runTool(tool, args));
  const failed = outcomes.filter(({ code }) => code !== 0);
  return {
    passed: outcomes.length - failed.length,
    failed: failed.length,
    output: failed.map(({ output }) => output).join("\n"),
  };
}

async function vitest(project: string, ...options: readonly string[]): Promise<Result> {
  const folder = await newFolder("vitest");
  const report = join(folder, "report.json");
  const { code, output } = await runTool("vitest", [
    ...["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ...options,
  ]);
  const { passed, failed } = await readReport(report);
  await rm(folder, { recursive: true, force: true });
  // A file that cannot be loaded, or an error outside of any test, is a failure that the report does not count.
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1), output };
}

async function readReport(file: string): Promise<Count> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  const { numPassedTests = 0, numFailedTests = 0 } = JSON.parse(text);
  return { passed: numPassedTests, failed: numFailedTests };
}

function runTool(tool: keyof typeof tools, args: readonly string[]) {
  return run(process.execPath, [join(root, "node_modules", ...tools[tool].split("/")), ...args], { cwd: root });
}
