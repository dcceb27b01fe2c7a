import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../harness/cache.ts";
import { run, spawnGroup, stop } from "../../harness/processes.ts";
import { pythonTimeout, pythonWithJudges } from "../python.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "practice-"));
  await writeFile(join(folder, "aws"), `#!/bin/sh\nexec '${await pythonWithJudges()}' -m awscli "$@"\n`);
  await chmod(join(folder, "aws"), 0o755);
}, pythonTimeout);
afterAll(() => rm(folder, { recursive: true }));

test("what `npm run practice` prints connects the AWS CLI in another terminal", async () => {
  const practice = spawnGroup(process.execPath, ["--import", "tsx", "src/practice/main.ts", "--size", "100"], {
    cwd: root,
  });
  try {
    let printed = "";
    for await (const chunk of practice.stdout ?? []) {
      printed += chunk;
      if (printed.includes("Ctrl+C")) break;
    }
    const script = printed.split("\n").filter((line) => /^(export|alias|aws) /.test(line));
    const { code, output } = await run("bash", ["-c", ["shopt -s expand_aliases", ...script].join("\n")], {
      env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder },
    });
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("oradb\toracle-se2\tavailable\n") });
  } finally {
    await stop(practice);
  }
});
