// Child processes that leave nothing behind, on Windows too.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export type Outcome = { readonly code: number; readonly output: string };

type Command = { readonly file: string; readonly args: readonly string[] };

/** Runs a program to its end and gives its exit code and all that it wrote. A program that cannot start has code 127. */
export function run(file: string, args: readonly string[], options: SpawnOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.once("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs npm, whichever way this process was started, in a folder that has a package.json of its own. */
export function npm(args: readonly string[], folder: string): Promise<Outcome> {
  const { file, args: first } = npmCommand();
  // npm tells its scripts which project they belong to. An installation in another folder must not believe it.
  const { npm_config_local_prefix: _, ...env } = process.env;
  return run(file, [...first, ...args], { cwd: folder, env, shell: file === "npm" && process.platform === "win32" });
}

/** A program of a process group of its own, so that `stop` reaches everything that it starts. */
export function spawnGroup(file: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(file, args, { ...options, detached: process.platform !== "win32" });
}

/** Ends a process of `spawnGroup` and everything that it started, and waits until it is gone. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const closed = hasEnded(child) ? undefined : new Promise((resolve) => child.once("exit", resolve));
  if (process.platform === "win32") {
    await run("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
  } else {
    signalGroup(child.pid, "SIGTERM");
    const forced = setTimeout(signalGroup, 3000, child.pid, "SIGKILL");
    await closed;
    clearTimeout(forced);
    // The leader is gone; what it started and did not take with it goes now.
    signalGroup(child.pid, "SIGKILL");
  }
  await closed;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

function npmCommand(): Command {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const script = candidates.find((path) => path?.endsWith("npm-cli.js") && existsSync(path));
  return script ? { file: process.execPath, args: [script] } : { file: "npm", args: [] };
}
