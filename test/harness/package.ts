// `npm run package`: the VSIX, built anew, its files and its size.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.ts";
import { root } from "./cache.ts";
import { packVsix } from "./vsix.ts";

/** Bytes. More than this is a mistake: something was packed that does not belong there. */
const limit = 2_000_000;

await build("--production");
const { size } = await stat(await packVsix(join(root, "rds-cloudtrail.vsix")));
console.log(`rds-cloudtrail.vsix: ${Math.round(size / 1000)} kB`);
if (size > limit) {
  console.error(`The VSIX is larger than ${limit / 1000} kB.`);
  process.exitCode = 1;
}
