import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { root } from "../harness/cache.ts";
import { run } from "../harness/processes.ts";
import { newFolder } from "../harness/vscode.ts";
import { type Figure, median } from "./figure.ts";

const rounds = 9;

const clients = ["cloudtrail", "cloudwatch-logs", "rds", "sns"];

/**
 * P7: what VS Code waits for when it activates us, against what it would wait for if the four SDK clients of the tree were
 * loaded with us, bundled in the same way. Each measurement has a process of its own; the two take turns.
 */
export async function activation(): Promise<Figure> {
  const folder = await newFolder("activation");
  const times: { readonly ours: number[]; readonly theirs: number[] } = { ours: [], theirs: [] };
  try {
    const [ours, theirs] = [await ourEntry(folder), await theirEntry(folder)];
    for (let round = 0; round < rounds; round++) {
      times.theirs.push(await load(folder, theirs));
      times.ours.push(await load(folder, ours));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  const [us, them] = [median(times.ours), median(times.theirs)];
  return {
    id: "P7",
    name: "loading 4 SDK clients ÷ our load and activation",
    value: them / us,
    unit: "×",
    target: { atLeast: 20 },
    detail: `${them.toFixed(1)} ms ÷ ${us.toFixed(1)} ms, medians of ${rounds}`,
  };
}

/** The built extension beside a `vscode` that does nothing. */
async function ourEntry(folder: string): Promise<string> {
  await cp(join(root, "dist"), join(folder, "dist"), { recursive: true });
  const stub = join(folder, "node_modules", "vscode");
  await mkdir(stub, { recursive: true });
  await writeFile(join(stub, "package.json"), JSON.stringify({ type: "module", main: "index.js" }));
  const api = await readFile(join(root, "node_modules", "@types", "vscode", "index.d.ts"), "utf8");
  const names = api.matchAll(/^\texport (?:abstract class|class|enum|namespace|const|let|function) (\w+)/gm);
  const exports = new Set([...names].map(([, name]) => `export const ${name} = stub;`));
  await writeFile(join(stub, "index.js"), [stubSource, ...exports].join("\n"));
  return join(folder, "dist", "extension.js");
}

async function theirEntry(folder: string): Promise<string> {
  const outfile = join(folder, "clients.js");
  await esbuild.build({
    stdin: {
      contents: clients.map((name, index) => `export * as c${index} from "@aws-sdk/client-${name}";`).join("\n"),
      resolveDir: root,
    },
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "es2023",
    mainFields: ["module", "main"],
    outfile,
  });
  return outfile;
}

/** Milliseconds from the import of a module to the end of its `activate`, in a new process. */
async function load(folder: string, entry: string): Promise<number> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const script = join(folder, "load.js");
  await writeFile(script, loadSource);
  const { code, output } = await run(process.execPath, [script, pathToFileURL(entry).href]);
  if (code !== 0) throw new Error(`${entry} does not load:\n${output.slice(-600)}`);
  return Number(output.trim().split("\n").at(-1));
}

/** Answers every call and every property with itself. Only paths are texts, and what is looked up by a key is not there. */
const stubSource = `
export const stub = new Proxy(function () {}, {
  get: (_, name) => {
    if (name === "then" || name === "bundle") return undefined;
    if (name === "get" || name === "inspect" || name === "find") return (_key, otherwise) => otherwise;
    if (name === "asAbsolutePath") return (path) => path;
    if (/path$/i.test(String(name))) return process.cwd();
    if (name === Symbol.toPrimitive) return () => "";
    if (name === Symbol.iterator) return () => [][Symbol.iterator]();
    if (name === "prototype") return Object.prototype;
    return stub;
  },
  set: () => true,
  apply: () => stub,
  construct: () => stub,
});`;

/** The modules of Node that VS Code's extension host has loaded before any extension (extensionHostProcess.js of 1.105). */
const loadedByVsCode =
  "child_process crypto events fs fs/promises http module net os stream string_decoder url util zlib";

const loadSource = `
import { stub } from "vscode";
${loadedByVsCode
  .split(" ")
  .map((name) => `import "node:${name}";`)
  .join("\n")}
const started = performance.now();
const entry = await import(process.argv[2]);
await entry.activate?.(stub);
console.log(performance.now() - started);
process.exit(0);`;
