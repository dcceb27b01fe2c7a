// Builds the extension: one ESM entry that stays small, and chunks that load when they are used.
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";
import subsetFont from "subset-font";

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

/**
 * Leaves out a package that the AWS SDK asks in browsers only what browser it is in.
 * @type {esbuild.Plugin}
 */
const withoutBrowserNames = {
  name: "without-browser-names",
  setup(build) {
    build.onResolve({ filter: /^bowser$/ }, () => ({ path: "bowser", namespace: "empty" }));
    build.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "export default {};" }));
  },
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
  plugins: [withoutBrowserNames],
  banner: { js: requireShim },
};

/**
 * Takes only those of the 600 codicons into the panel whose whole names stand in its sources: a tenth of the package is
 * saved.
 * @type {esbuild.Plugin}
 */
const usedCodicons = {
  name: "used-codicons",
  setup(build) {
    build.onLoad({ filter: /codicon\.css$/ }, async ({ path }) => {
      const names = await namesInSources("src/webview");
      const css = await readFile(path, "utf8");
      const kept = css.replaceAll(/^\.codicon-([a-z0-9-]+):before \{.*\}\n?/gm, (rule, name) =>
        names.has(name) ? rule : "",
      );
      return { contents: kept, loader: "css" };
    });
    build.onLoad({ filter: /codicon\.ttf$/ }, async ({ path }) => {
      const names = await namesInSources("src/webview");
      const css = await readFile(path.replace(/ttf$/, "css"), "utf8");
      const rules = css.matchAll(/^\.codicon-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)"/gm);
      const glyphs = [...rules]
        .filter(([, name]) => names.has(name))
        .map(([, , code]) => String.fromCodePoint(Number.parseInt(code, 16)));
      return { contents: await subsetFont(await readFile(path), glyphs.join("")), loader: "file" };
    });
  },
};

/** @param {string} folder */
async function namesInSources(folder) {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts"));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  const words = texts.join("\n").matchAll(/(?:codicon-)?([a-z0-9]+(?:-[a-z0-9]+)*)/g);
  return new Set([...words].map(([, name]) => name));
}

/** @type {esbuild.BuildOptions} */
const webview = {
  ...shared,
  entryPoints: { search: "src/webview/search.ts" },
  outdir: "dist/webview",
  platform: "browser",
  plugins: [usedCodicons],
};

await rm("dist", { recursive: true, force: true });
const contexts = await Promise.all([esbuild.context(host), esbuild.context(webview)]);
if (watch) {
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(contexts.map((context) => context.rebuild()));
  await Promise.all(contexts.map((context) => context.dispose()));
}
