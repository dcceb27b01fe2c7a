// What the commands of this project bring along (VS Code, a browser) lives in `.cache`, each thing under a name that says what is in it.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { npm } from "./processes.ts";

/** The folder of the project. */
export const root: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The folder for everything that can be deleted at any time. */
export const cache: string = join(root, ".cache");

export type Parcel = {
  /** The name of the folder in the cache, and of what is said while it is installed. */
  readonly name: string;
  readonly title: string;
  /** The folder under `test/harness` that holds package.json and package-lock.json. */
  readonly manifest: string;
  /** What remains to be done in the folder when its packages are there. */
  readonly finish?: (folder: string) => Promise<void>;
};

/**
 * The folder with what a parcel's lock file names, installed on first use.
 *
 * @throws Error with npm's own words when a package cannot be installed.
 */
export async function installed(parcel: Parcel): Promise<string> {
  const manifest = join(root, "test", "harness", parcel.manifest);
  const names = (await readdir(manifest, { recursive: true })).filter((name) => name.endsWith(".json")).sort();
  return cached(parcel, await fingerprint(names.map((name) => join(manifest, name))), async (folder) => {
    await cp(manifest, folder, { recursive: true });
    await installPackages(folder);
    await parcel.finish?.(folder);
  });
}

const underway = new Map<string, Promise<string>>();

/**
 * A folder of the cache that is filled on first use, and again when the `version` of what is in it is another.
 *
 * It is filled under another name and renamed when it is complete: a broken one is never taken for a whole one, and of
 * two at the same time the first to finish is kept.
 *
 * @throws what `fill` throws.
 */
export function cached(
  { name, title }: Pick<Parcel, "name" | "title">,
  version: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const target = join(cache, `${name}-${process.platform}-${process.arch}-${version}`);
  const known = underway.get(target) ?? install(name, title, target, fill);
  underway.set(target, known);
  return known;
}

async function install(
  name: string,
  title: string,
  target: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  if (existsSync(target)) return target;
  await removeLeftovers();
  const building = join(cache, `installing-${process.pid}-${name}`);
  const started = Date.now();
  const heartbeat = setInterval(() => say(`still installing ${title} (${seconds(started)} s)`), 15_000);
  say(`installing ${title} into .cache, this once …`);
  try {
    await mkdir(building, { recursive: true });
    await fill(building);
    await moveInto(building, target);
  } finally {
    clearInterval(heartbeat);
    await rm(building, { recursive: true, force: true });
  }
  say(`${title} is there after ${seconds(started)} s`);
  return target;
}

/** Installs what the lock file in a folder names, without running anything of it. */
export async function installPackages(folder: string): Promise<void> {
  const { code, output } = await npm(
    ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--loglevel=error"],
    folder,
  );
  if (code !== 0) throw new Error(`npm could not install the packages of ${folder}:\n${output.trim()}`);
}

/** What the contents of files are told apart by. */
export async function fingerprint(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 8);
}

async function moveInto(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (existsSync(to)) return;
      // A virus scanner on Windows holds new files open for a moment.
      if (attempt === 20) throw error;
      await sleep(250);
    }
  }
}

async function removeLeftovers(): Promise<void> {
  await mkdir(cache, { recursive: true });
  for (const name of await readdir(cache)) {
    const pid = /^installing-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function say(line: string): void {
  console.log(`  ${line}`);
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}
