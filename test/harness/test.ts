// `npm test`: every suite, or those that are named: `npm test -- unit aws`. The last line is the total.
import { build } from "./build.ts";
import { type Count, type Suite, suites } from "./suites.ts";

async function test(names: readonly string[]): Promise<Count> {
  const chosen = suites.filter((suite) =>
    names.length > 0 ? names.some((name) => isNamed(suite, name)) : !suite.extra,
  );
  const unknown = names.find((name) => !suites.some((suite) => isNamed(suite, name)));
  if (unknown) throw new Error(`There is no suite “${unknown}”, only: ${suites.map((suite) => suite.name).join(", ")}`);
  if (chosen.some((suite) => suite.lane === "vscode")) await build();
  // Two at a time, for two cores: what runs in Node, and what runs in VS Code (which is installed meanwhile).
  const lanes = (["node", "vscode"] as const).map((lane) => runInTurn(chosen.filter((suite) => suite.lane === lane)));
  const counts = (await Promise.all(lanes)).flat();
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

async function runInTurn(lane: readonly Suite[]): Promise<Count[]> {
  const counts: Count[] = [];
  for (const suite of lane) counts.push(await runAndReport(suite));
  return counts;
}

async function runAndReport(suite: Suite): Promise<Count> {
  const started = Date.now();
  const { passed, failed, output } = await suite.run().catch((error: unknown) => ({
    passed: 0,
    failed: 1,
    output: error instanceof Error ? error.message : String(error),
  }));
  const time = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  console.log(`${suite.name.padEnd(16)} ${`${passed} passed, ${failed} failed`.padEnd(24)} ${time.padStart(8)}`);
  if (failed > 0) console.log(`\n${output.trimEnd()}\n`);
  return { passed, failed };
}

/** `vscode` names both versions of it. */
function isNamed(suite: Suite, name: string): boolean {
  return suite.name === name || suite.name.startsWith(`${name} `);
}

test(process.argv.slice(2))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  })
  .then(({ passed, failed }) => {
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed > 0 ? 1 : 0);
  });
