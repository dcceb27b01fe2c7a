// What opens on the person's own screen.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./cache.ts";
import { run } from "./processes.ts";

/** Opens the default browser where there is one. Without one, the printed address is enough. */
export function openInBrowser(url: string): void {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI || (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY)) return;
  const [program, ...args] = {
    darwin: ["open", url],
    win32: ["rundll32", "url.dll,FileProtocolHandler", url],
  }[process.platform as string] ?? ["xdg-open", url];
  const child = spawn(program ?? "xdg-open", args, { stdio: "ignore", detached: true });
  child.once("error", () => {});
  child.unref();
}

/**
 * Opens the extension in the VS Code that is installed, with settings and state of its own.
 *
 * @throws Error when none is found.
 */
export async function openInDesktop(
  data: string,
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = join(data, "User", "settings.json");
  await mkdir(join(data, "User"), { recursive: true });
  if (!existsSync(file)) await writeFile(file, JSON.stringify(settings, undefined, 2));
  const args = ["--user-data-dir", data, `--extensionDevelopmentPath=${root}`, "--disable-workspace-trust", folder];
  for (const program of ["code", "code-insiders", macProgram, "codium"]) {
    // On Windows `code` is a batch file, which only a shell can run; a shell wants paths in quotes.
    const shell = process.platform === "win32";
    const { code } = await run(program, shell ? args.map((arg) => `"${arg}"`) : args, { shell });
    if (code === 0) return console.log("VS Code opens, connected to the practice account.");
  }
  throw new Error(
    "No installed VS Code was found: the command `code` is not in the PATH. Without --desktop, `npm start` brings its own.",
  );
}

const macProgram = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";
