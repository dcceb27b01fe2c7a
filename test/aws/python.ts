import { join } from "node:path";
import { cached, fingerprint, root } from "../harness/cache.ts";
import { type Outcome, run } from "../harness/processes.ts";

/** How long the first use may take, in milliseconds. */
export const pythonTimeout = 300_000;

/**
 * The Python of a virtual environment in `.cache` that holds what `requirements.txt` names, made on first use. Programs
 * in it are run as modules (`-m awscli`).
 *
 * @throws Error where Python 3.11 or newer, its `venv` or a package is missing.
 */
export async function pythonWithJudges(): Promise<string> {
  const requirements = join(root, "test", "aws", "requirements.txt");
  const parcel = { name: "python", title: "the AWS CLI and moto" };
  const folder = await cached(parcel, await fingerprint([requirements]), async (building) => {
    const system = process.platform === "win32" ? "python" : "python3";
    check(await run(system, ["-m", "venv", building]), "make a virtual environment (Debian has it in python3-venv)");
    const options = ["--no-deps", "--no-input", "--disable-pip-version-check", "--quiet"];
    check(
      await run(pythonIn(building), ["-m", "pip", "install", ...options, "-r", requirements]),
      "install requirements.txt",
    );
  });
  return pythonIn(folder);
}

function pythonIn(environment: string): string {
  return process.platform === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
}

function check({ code, output }: Outcome, task: string): void {
  if (code !== 0) throw new Error(`Python could not ${task}:\n${output.trim()}`);
}
