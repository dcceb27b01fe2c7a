// Builds the extension: one ESM entry that stays small, and chunks that load when they are used.
import { rm } from "node:fs/promises";
import * as esbuild from "esbuild";

const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");

/** CommonJS packages inside an ES module bundle still call `require` for Node's built-in modules. */
const requireShim =
  'import { createRequire as createRequireShim } from "node:module"; const require = createRequireShim(import.meta.url);';

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  format: "esm",
  target: "es2023",
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

/** @type {esbuild.BuildOptions} */
const host = {
  ...shared,
  entryPoints: {
    extension: "src/extension.ts",
    practice: "src/practice/main.ts",
    "practice-worker": "src/practice/worker.ts",
  },
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  splitting: true,
  platform: "node",
  mainFields: ["module", "main"],
  external: ["vscode"],
  banner: { js: requireShim },
};

/** @type {esbuild.BuildOptions} */
const webview = {
  ...shared,
  entryPoints: { search: "src/webview/search.ts" },
  outdir: "dist/webview",
  platform: "browser",
  loader: { ".ttf": "file" },
};

await rm("dist", { recursive: true, force: true });
const contexts = await Promise.all([esbuild.context(host), esbuild.context(webview)]);
if (watch) {
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(contexts.map((context) => context.rebuild()));
  await Promise.all(contexts.map((context) => context.dispose()));
}
