// The house rules: which room may know which, and what package.json promises.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../harness/cache.ts";
import { filesOfVsix } from "../harness/vsix.ts";

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .map((file) => `src/${file.replaceAll("\\", "/")}`)
  .filter((file) => file.endsWith(".ts"));

const imports = sources.flatMap(importsOf);

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("the rooms of the house", () => {
  test("the imports are found", () => {
    expect(imports).toContainEqual({ from: "src/extension.ts", to: "vscode", typeOnly: false });
    expect(imports.filter(({ to }) => to.startsWith("src/")).length).toBeGreaterThan(100);
  });

  test("only ui and extension.ts import vscode", () => {
    const others = imports.filter(
      ({ to, from }) => to === "vscode" && !isIn(from, "ui") && from !== "src/extension.ts",
    );
    expect(others).toEqual([]);
  });

  test("records and query import nothing but each other", () => {
    const pure = imports.filter(({ from }) => isIn(from, "records", "query"));
    expect(pure.filter(({ to }) => !isIn(to, "records", "query"))).toEqual([]);
  });

  test("practice imports none of ui, sources, pipeline and instances", () => {
    const practice = imports.filter(({ from }) => isIn(from, "practice"));
    expect(practice.filter(({ to }) => isIn(to, "ui", "webview", "sources", "pipeline", "instances"))).toEqual([]);
  });

  test("practice is imported by the connection only", () => {
    const users = imports.filter(({ from, to }) => isIn(to, "practice") && !isIn(from, "practice"));
    expect(users.filter(({ from }) => !isIn(from, "ui/connection"))).toEqual([]);
  });

  test("a feature of the user interface imports no other feature", () => {
    const crossing = imports.filter(({ from, to }) => {
      const other = feature(to);
      return other !== undefined && other !== feature(from) && from !== "src/extension.ts" && isIn(from, "ui");
    });
    expect(crossing).toEqual([]);
  });

  test("the webview imports the protocol, the pure rooms and types only", () => {
    const outside = imports.filter(
      ({ from, to }) => isIn(from, "webview") && to.startsWith("src/") && !isIn(to, "webview", "records", "query"),
    );
    expect(outside.filter(({ to, typeOnly }) => to !== "src/ui/search/protocol.ts" && !typeOnly)).toEqual([]);
    const packages = imports.filter(({ from, to }) => isIn(from, "webview") && !to.startsWith("src/"));
    expect(packages.filter(({ to }) => to === "vscode" || to.startsWith("node:") || to.startsWith("@aws-sdk"))).toEqual(
      [],
    );
  });

  test("nothing of the AWS SDK loads with extension.ts (habit 1)", () => {
    expect([...loadedWith("src/extension.ts")].filter((path) => /^@(aws-sdk|smithy)\//.test(path))).toEqual([]);
  });

  test("files stay small enough to be read", () => {
    const long = sources.filter((file) => readFileSync(join(root, file), "utf8").split("\n").length > 400);
    expect(long).toEqual([]);
  });
});

describe("package.json", () => {
  const { commands, menus, viewsWelcome = [], keybindings = [] } = manifest.contributes;
  const offered: string[] = commands.map(({ command }: { command: string }) => command);

  test("every command belongs to RDS CloudTrail and has a title of its own", () => {
    for (const { command, category, title } of commands) {
      expect({ command, category }).toEqual({ command, category: "RDS CloudTrail" });
      expect(command).toMatch(/^rdsCloudTrail\.\w+$/);
      expect(title).toMatch(/^%[\w.]+%$/);
    }
    expect(new Set(offered).size).toBe(offered.length);
  });

  test("every command is handled, and every handled command is offered", () => {
    const named = sources
      .filter((file) => isIn(file, "ui"))
      .flatMap((file) => [...readFileSync(join(root, file), "utf8").matchAll(/"(rdsCloudTrail\.\w+)": \[/g)])
      .map((match) => match[1]);
    expect(named.sort()).toEqual([...offered].sort());
  });

  test("menus, keys and welcome texts name commands that exist", () => {
    const inMenus = Object.values<{ command?: string }[]>(menus).flat();
    const named = [...inMenus, ...keybindings].flatMap(({ command }) => command ?? []);
    const welcome = readFileSync(join(root, "package.nls.json"), "utf8") + JSON.stringify(viewsWelcome);
    const linked = [...welcome.matchAll(/command:(rdsCloudTrail\.\w+)/g)].map((match) => match[1]);
    expect([...named, ...linked].filter((command) => !offered.includes(command))).toEqual([]);
  });

  test("every text of package.nls.json is used, and every text that is used is there", () => {
    const texts = Object.keys(JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")));
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]);
    expect([...new Set(used)].sort()).toEqual(texts.sort());
  });

  test("X10: what decides where calls go is machine-scoped and restricted", () => {
    const { properties } = manifest.contributes.configuration;
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    for (const name of ["connection", "region", "endpoint", "practice.port"]) {
      const id = `rdsCloudTrail.${name}`;
      expect(properties[id]).toMatchObject({ scope: "machine" });
      expect(restricted).toContain(id);
    }
  });

  test("X17: every dependency has an exact version", () => {
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      expect({ name, version }).toEqual({ name, version: expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/) });
    }
    expect(manifest.dependencies).toBeUndefined();
  });
});

describe("the VSIX", () => {
  // The packer looks at every file of node_modules before it leaves them out, which takes seconds.
  test("X17: holds what the allow-list names, and nothing else", async () => {
    const allowed = [
      /^(package|package\.nls)(\.[\w-]+)?\.json$/,
      /^(README|CHANGELOG|SUPPORT)\.md$/,
      /^LICENSE$/,
      /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
      /^media\/(icon\.png|activity\.svg|walkthrough\/[\w-]+\.(svg|png|md))$/,
      /^dist\/(extension|practice|practice-worker)\.js$/,
      /^dist\/chunks\/[\w-]+\.js$/,
      /^dist\/webview\/[\w-]+\.(js|css|ttf)$/,
    ];
    const files = await filesOfVsix();
    expect(files.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["package.json", "LICENSE", "README.md", "media/icon.png"]));
  }, 60_000);
});

/** The folder of `src/ui` that a file belongs to. */
function feature(file: string): string | undefined {
  return /^src\/ui\/([^/]+)\//.exec(file)?.[1];
}

function isIn(file: string, ...rooms: readonly string[]): boolean {
  return rooms.some((room) => file.startsWith(`src/${room}/`));
}

/** What a file loads as soon as it is loaded: its static imports, and theirs. */
function loadedWith(entry: string): Set<string> {
  const seen = new Set<string>();
  const pending = [entry];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const next = imports.filter(({ from, typeOnly }) => from === file && !typeOnly);
    pending.push(...next.map(({ to }) => to));
  }
  return seen;
}

/** The imports of a file, with paths in the project. An `import()` counts like `import type`: nothing loads with the file. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const statements = /^(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+\s+from\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return [...text.matchAll(statements)].map(([, type, path = "", lazy]) => ({
    from: file,
    to: resolve(file, lazy ?? path),
    typeOnly: type !== undefined || lazy !== undefined,
  }));
}

function resolve(file: string, path: string): string {
  return path.startsWith(".") ? relative(".", posix.join(dirname(file), path)).replaceAll("\\", "/") : path;
}
