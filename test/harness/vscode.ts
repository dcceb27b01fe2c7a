// A real VS Code, from the npm registry: its server, its extension host, and the workbench that it serves.
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { cache, installed, installPackages, root } from "./cache.ts";
import { spawnGroup, stop } from "./processes.ts";

export type Version = "oldest" | "newest";

/** The versions that the tests run in: `oldest` is what package.json asks for under `engines`. */
export const versions: Record<Version, { readonly vscode: string; readonly node: number }> = {
  oldest: { vscode: "1.105", node: 22 },
  newest: { vscode: "1.139", node: 24 },
};

export type Options = {
  readonly version?: Version;
  /** The folder that is opened; without one, a new empty one. */
  readonly folder?: string;
  /** Machine settings. They win over the user's, which are `quietSettings` until somebody changes them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where settings and state live; without it, a new folder that goes when VS Code stops. */
  readonly data?: string;
  /** A port or a range such as `8137-8147`; without one, any free port. */
  readonly port?: string;
  /** Runs what is in `dist` at any time, and not a copy of it: reloading the window brings the newest build. */
  readonly live?: boolean;
  /** Keeps Workspace Trust, which is off otherwise. */
  readonly trust?: boolean;
  /** The script whose `run()` is called in the extension host as soon as the page is opened. */
  readonly extensionTestsPath?: string;
  readonly env?: NodeJS.ProcessEnv;
};

export type VsCode = {
  /** The address of the workbench. */
  readonly url: string;
  readonly folder: string;
  /** The file with the machine's settings, which VS Code reads again when it changes. */
  readonly settingsFile: string;
  /** What VS Code's server wrote. */
  readonly log: () => Promise<string>;
  /** Ends VS Code and everything that it started. */
  readonly stop: () => Promise<void>;
  /** Settles when VS Code ends. */
  readonly ended: Promise<void>;
};

/** Settings that keep VS Code from talking about anything but our extension. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.commandCenter": false,
  "window.title": "RDS CloudTrail",
};

/** An environment in which the AWS SDK finds no credentials and no configuration of the person who runs the tests. */
export const withoutAws: NodeJS.ProcessEnv = {
  AWS_CONFIG_FILE: join(cache, "no-aws-config"),
  AWS_SHARED_CREDENTIALS_FILE: join(cache, "no-aws-credentials"),
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_PROFILE: undefined,
  AWS_REGION: undefined,
  AWS_DEFAULT_REGION: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
};

/** Installs VS Code unless it is there, and gives its folder. */
export function installVsCode(version: Version = "newest"): Promise<string> {
  const { vscode } = versions[version];
  return installed({
    name: `vscode-${vscode}`,
    title: `VS Code ${vscode}`,
    manifest: `vscode/${vscode}`,
    finish: finishVsCode,
  });
}

/**
 * Starts VS Code with our extension, as it is built in `dist`, installed.
 *
 * @throws Error with the server's own words when it does not come up.
 */
export async function startVsCode(options: Options = {}): Promise<VsCode> {
  const version = options.version ?? "newest";
  const home = await installVsCode(version);
  const data = options.data ?? (await newFolder("vscode"));
  const folder = options.folder ?? join(data, "workspace");
  await mkdir(folder, { recursive: true });
  const settingsFile = await prepare(data, options);
  const logFile = join(data, "server.log");
  const child = spawnGroup(
    await nodeFor(version, home),
    [
      join(home, "node_modules", "code-server", "lib", "vscode", "out", "server-main.js"),
      ...["--host", "127.0.0.1", "--port", options.port ?? "0"],
      ...["--server-data-dir", data, "--default-folder", folder],
      ...["--connection-token-file", await connectionToken(data)],
      ...["--accept-server-license-terms", "--disable-telemetry"],
      ...(options.trust ? [] : ["--disable-workspace-trust"]),
      // Without this, release builds ignore which tests the page asks for.
      ...(options.extensionTestsPath ? ["--enable-smoke-test-driver"] : []),
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...options.env } },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const log = createWriteStream(logFile);
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const readLog = () => readFile(logFile, "utf8").catch(() => "");
  const stopAll = async () => {
    await stop(child);
    await ended;
    if (!options.data) await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const port = await listening(child);
  if (!port) {
    const words = await readLog();
    await stopAll();
    throw new Error(`VS Code ${versions[version].vscode} did not start:\n${words.slice(-3000)}`);
  }
  const token = await readFile(await connectionToken(data), "utf8");
  const url = `http://127.0.0.1:${port}/?tkn=${token}${payload(options.extensionTestsPath, folder, developmentFolder(data))}`;
  return { url, folder, settingsFile, log: readLog, stop: stopAll, ended };
}

/** The port that a server says it listens on; undefined when it ends, or says nothing for a minute. */
function listening(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let output = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const port = /host agent listening on (\d+)/.exec(output)?.[1];
      if (port) resolve(port);
    });
    server.once("close", () => resolve(undefined));
    server.once("error", () => resolve(undefined));
    setTimeout(() => resolve(undefined), 60_000).unref();
  });
}

/** A new empty folder in the cache, for one run. */
export async function newFolder(name: string): Promise<string> {
  await mkdir(join(cache, "runs"), { recursive: true });
  return mkdtemp(join(cache, "runs", `${name}-`));
}

/**
 * Installs what VS Code's server needs beside code-server. Our manifest is its own, less what we never use or what the
 * registry does not have (up to 1.109 it takes @parcel/watcher from GitHub). Nothing has to be compiled.
 */
async function finishVsCode(folder: string): Promise<void> {
  const server = join(folder, "node_modules", "code-server", "lib", "vscode");
  await rm(join(server, "npm-shrinkwrap.json"));
  await cp(join(folder, "server"), server, { recursive: true });
  await installPackages(server);
}

async function nodeFor(version: Version, home: string): Promise<string> {
  const { node, vscode } = versions[version];
  const bin = process.platform === "win32" ? "node.exe" : "node";
  const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const shipped = [`node-${platform}`, `node-bin-${platform}`].map((name) =>
    join(home, "node_modules", name, "bin", bin),
  );
  const found = shipped.find((path) => existsSync(path));
  if (found) return found;
  if (Number.parseInt(process.versions.node, 10) === node) return process.execPath;
  throw new Error(
    `VS Code ${vscode} runs on Node ${node}, which npm does not have for ${platform}. Run the command again with Node ${node}.`,
  );
}

/** Lays out the folder that VS Code's server works in, and gives the file with the machine's settings. */
async function prepare(data: string, options: Options): Promise<string> {
  const { name, publisher, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const extensions = join(data, "extensions");
  const userSettings = join(data, "data", "User", "settings.json");
  const machineSettings = join(data, "data", "Machine", "settings.json");
  // What an earlier version of ours has left here would be a second copy of the extension.
  await rm(extensions, { recursive: true, force: true });
  for (const folder of [extensions, dirname(userSettings), dirname(machineSettings)])
    await mkdir(folder, { recursive: true });
  const extension = join(extensions, `${publisher}.${name}-${version}`);
  if (options.live) await symlink(root, extension, "junction");
  else await copyExtension(options.extensionTestsPath ? developmentFolder(data) : extension);
  // What the person at the keyboard has chosen stays.
  if (!existsSync(userSettings)) await writeFile(userSettings, asJson(quietSettings));
  await writeFile(machineSettings, asJson(options.settings ?? {}));
  return machineSettings;
}

/** What a VSIX holds. A copy, so that a new build does not pull the files away from under a running test. */
async function copyExtension(to: string): Promise<void> {
  for (const name of ["package.json", "package.nls.json", "dist", "media", "l10n"]) {
    const from = join(root, name);
    if (existsSync(from)) await cp(from, join(to, name), { recursive: true });
  }
}

/** Where the extension lies that VS Code loads for its tests. */
function developmentFolder(data: string): string {
  return join(data, "extension");
}

function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** The server accepts nobody without this token: another page in the same browser cannot talk to it. */
async function connectionToken(data: string): Promise<string> {
  const file = join(data, "token");
  if (!existsSync(file)) await writeFile(file, randomBytes(16).toString("hex"), { mode: 0o600 });
  return file;
}

function payload(extensionTestsPath: string | undefined, folder: string, extension: string): string {
  if (!extensionTestsPath) return "";
  const remote = (path: string) => `vscode-remote://remote${posix.join("/", path.replaceAll("\\", "/"))}`;
  const pairs = [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(extensionTestsPath)],
  ];
  return `&folder=${encodeURIComponent(posix.join("/", folder.replaceAll("\\", "/")))}&payload=${encodeURIComponent(JSON.stringify(pairs))}`;
}
