// A browser for the tests: the one that CHROME names, an installed Chrome, Chromium or Edge, or a headless Chromium from npm.
import { existsSync } from "node:fs";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { installed } from "./cache.ts";
import { run } from "./processes.ts";

type Candidate = { readonly path: string; readonly env?: NodeJS.ProcessEnv };

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

/**
 * Starts the first browser that starts.
 *
 * @throws Error that says what to install when there is none and npm has none for this platform.
 */
export async function launchBrowser(): Promise<Browser> {
  const chosen = process.env.CHROME;
  if (chosen) return launch({ path: chosen });
  for (const path of await installedBrowsers()) {
    const browser = await launch({ path }).catch(() => undefined);
    if (browser) return browser;
  }
  return launch(await browserFromNpm());
}

/** Brings the headless Chromium from npm where no browser is installed. */
export async function installBrowser(): Promise<void> {
  if (!process.env.CHROME && (await installedBrowsers()).length === 0) await browserFromNpm();
}

function launch({ path, env }: Candidate): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: flags,
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

async function installedBrowsers(): Promise<string[]> {
  const found: string[] = [];
  for (const path of usualPlaces()) {
    const file = await stat(path).catch(() => undefined);
    if (file?.isFile() && (process.platform === "win32" || (file.mode & 0o111) !== 0)) found.push(path);
  }
  return found;
}

function usualPlaces(): string[] {
  if (process.platform === "darwin") {
    const programs = ["Google Chrome", "Chromium", "Microsoft Edge"];
    return programs.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === "win32") {
    const { PROGRAMFILES, "PROGRAMFILES(X86)": programFilesX86, LOCALAPPDATA } = process.env;
    return [PROGRAMFILES, programFilesX86, LOCALAPPDATA].flatMap((folder) =>
      folder
        ? [
            join(folder, "Google", "Chrome", "Application", "chrome.exe"),
            join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
          ]
        : [],
    );
  }
  const programs = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  return programs.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function browserFromNpm(): Promise<Candidate> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "The browser tests need Chrome, Chromium or Edge. Install one of them, or name its program in the environment variable CHROME.",
    );
  }
  const folder = await installed({
    name: "chromium",
    title: "a headless Chromium",
    manifest: "chromium",
    finish: finishChromium,
  });
  return {
    path: join(folder, "chromium"),
    env: {
      // The libraries that a desktop would have; what the machine has itself comes first where it is set.
      LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, join(folder, "al2023", "lib")].filter(Boolean).join(delimiter),
      FONTCONFIG_FILE: await fontConfiguration(folder),
    },
  };
}

/** Unpacks the browser. The package does that into the system's folder for temporary files, so it is given another one. */
async function finishChromium(folder: string): Promise<void> {
  const unpacked = join(folder, "unpacked");
  const entry = join(folder, "node_modules", "@sparticuz", "chromium", "build", "esm", "index.js");
  const script = `import(${JSON.stringify(pathToFileURL(entry).href)}).then((chromium) => chromium.default.executablePath())`;
  await mkdir(unpacked);
  // The package unpacks the libraries only where it believes to be in a Lambda function.
  const env = { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  const { code, output } = await run(process.execPath, ["--eval", script], { env });
  if (code !== 0 || !existsSync(join(unpacked, "chromium")))
    throw new Error(`Chromium could not be unpacked:\n${output}`);
  await rename(join(folder, "node_modules", "dejavu-fonts-ttf", "ttf"), join(unpacked, "fonts", "dejavu"));
  await rm(join(folder, "node_modules"), { recursive: true });
  for (const name of ["chromium", "al2023", "fonts"]) await rename(join(unpacked, name), join(folder, name));
  await rm(unpacked, { recursive: true });
}

/** Pictures are the same on every machine: the fonts are ours, and the machine's own only help out. */
async function fontConfiguration(folder: string): Promise<string> {
  const file = join(folder, "fonts", "fonts.conf");
  const prefer = (family: string, font: string) =>
    `<match target="pattern"><test name="family"><string>${family}</string></test>` +
    `<edit name="family" mode="prepend" binding="strong"><string>${font}</string></edit></match>`;
  await writeFile(
    file,
    [
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>`,
      `<include ignore_missing="yes">/etc/fonts/fonts.conf</include>`,
      `<dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "fonts", "cache")}</cachedir>`,
      ...["system-ui", "sans-serif", "sans"].map((family) => prefer(family, "Open Sans")),
      prefer("monospace", "DejaVu Sans Mono"),
      `</fontconfig>`,
    ].join("\n"),
  );
  return file;
}
