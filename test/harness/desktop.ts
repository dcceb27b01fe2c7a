// `npm run test:desktop`: the tests of test/vscode in a desktop VS Code, which @vscode/test-electron downloads. Needs a display.
import { rm } from "node:fs/promises";
import { runTests } from "@vscode/test-electron";
import { build } from "./build.ts";
import { cache, root } from "./cache.ts";
import { buildHostTests } from "./host.ts";
import { newFolder, withoutAws } from "./vscode.ts";

await build();
const data = await newFolder("desktop");
try {
  await runTests({
    cachePath: `${cache}/desktop-vscode`,
    extensionDevelopmentPath: root,
    extensionTestsPath: await buildHostTests(),
    extensionTestsEnv: withoutAws,
    launchArgs: ["--user-data-dir", data, "--disable-extensions", "--disable-workspace-trust", "--disable-gpu"],
  });
} finally {
  await rm(data, { recursive: true, force: true });
}
