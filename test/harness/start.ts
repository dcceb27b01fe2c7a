// `npm start`: VS Code with the extension and the practice account, in the browser or, with `-- --desktop`, the installed one.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { cache } from "./cache.ts";
import { openInBrowser, openInDesktop } from "./open.ts";
import { installVsCode, quietSettings, startVsCode, versions } from "./vscode.ts";

const help = `npm start                      VS Code in the browser, connected to the practice account
npm start -- --desktop         the VS Code that is installed on this machine
npm start -- --port 9000       another port than the first free one of 8137–8147
npm start -- --no-open         only prints the address
npm start -- --vscode oldest   VS Code ${versions.oldest.vscode}, the oldest that the extension supports`;

const settings = { "rdsCloudTrail.connection": "practice" };

const readme = `# Practice

This VS Code is connected to a practice account: an AWS account that exists on this machine only. Nothing that you do here
reaches AWS, and nothing costs anything.

1. Click the RDS CloudTrail icon in the activity bar, the database with the footprints.
2. Unfold **DB Instances**: these databases have a past of 90 days.
3. Type \`oradb\` into **Search**: who did what to this database, newest first.
4. Select a record. The link in it leads back to its instance in the tree.
`;

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      desktop: { type: "boolean", default: false },
      "no-open": { type: "boolean", default: false },
      port: { type: "string", default: "8137-8147" },
      vscode: { type: "string", default: "newest" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(help);
  await build();
  const data = join(cache, values.desktop ? "desktop" : "start");
  const folder = await sampleFolder(join(data, "Practice"));
  if (values.desktop) return openInDesktop(data, folder, { ...quietSettings, ...settings });
  await serve(
    values.vscode === "oldest" ? "oldest" : "newest",
    { data, folder, port: values.port },
    !values["no-open"],
  );
}

async function serve(
  version: "oldest" | "newest",
  options: { readonly data: string; readonly folder: string; readonly port: string },
  open: boolean,
): Promise<void> {
  await installVsCode(version);
  const stopped = interrupted();
  const vscode = await startVsCode({
    ...options,
    version,
    live: true,
    settings: { ...settings, "workbench.startupEditor": "readme" },
  });
  console.log(`\nRDS CloudTrail runs in VS Code ${versions[version].vscode}, connected to the practice account:\n`);
  console.log(`  ${vscode.url}\n\nPress Ctrl+C to stop.`);
  if (open) openInBrowser(vscode.url);
  const by = await Promise.race([stopped, vscode.ended.then(() => "itself" as const)]);
  await vscode.stop();
  if (by === "itself") throw new Error(`VS Code has ended:\n${(await vscode.log()).slice(-2000)}`);
  console.log("Stopped.");
}

/** Settles when the person presses Ctrl+C, closes the terminal, or ends the process. */
function interrupted(): Promise<"person"> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve("person"));
  });
}

async function sampleFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "README.md");
  if (!existsSync(file)) await writeFile(file, readme);
  return folder;
}

start().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
