import { join } from "node:path";
import { root } from "./cache.ts";
import { run } from "./processes.ts";

/**
 * Builds the extension into `dist`.
 *
 * @throws Error with the compiler's own words.
 */
export async function build(...options: readonly "--production"[]): Promise<void> {
  const { code, output } = await run(process.execPath, [join(root, "esbuild.js"), ...options], { cwd: root });
  if (code !== 0) throw new Error(`The extension could not be built:\n${output}`);
}
