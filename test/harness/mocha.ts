// The script that VS Code calls in its extension host: runs the tests that lie beside it, and writes what came out.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { type HostReport, resultFile } from "./hostReport.ts";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000 });
  for (const file of readdirSync(__dirname)) if (file.endsWith(".test.cjs")) mocha.addFile(join(__dirname, file));
  let passed = 0;
  const failures: string[] = [];
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on("pass", () => passed++)
      .on("fail", (test, error: Error) => failures.push(`✗ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
  const report: HostReport = { passed, failures };
  const file = process.env[resultFile];
  if (file) writeFileSync(file, JSON.stringify(report));
  if (failures.length > 0) throw new Error(failures.join("\n\n"));
  if (passed === 0) throw new Error("There was no test to run.");
}
