import { createVSIX, listFiles } from "@vscode/vsce";
import { root } from "./cache.ts";

/** Everything that the extension needs is in its bundle, so nothing of node_modules is packed. */
const options = { cwd: root, dependencies: false };

/** Packs what `dist` holds into a VSIX and prints what is in it. */
export async function packVsix(packagePath: string): Promise<string> {
  await createVSIX({ ...options, packagePath, allowMissingRepository: true, rewriteRelativeLinks: false });
  return packagePath;
}

/** The files that a VSIX would hold, with their paths in the project. */
export function filesOfVsix(): Promise<string[]> {
  return listFiles(options);
}
