// `npm run bench`: measures, prints a table, and with `-- --json FILE` writes it. `-- P7` measures only that.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { build } from "../harness/build.ts";
import { activation } from "./activation.ts";
import { type Figure, reached } from "./figure.ts";
import { vsixSize } from "./size.ts";

const benchmarks: Readonly<Record<string, () => Promise<Figure>>> = { P7: activation, P9: vsixSize };

const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const unknown = positionals.find((id) => !Object.hasOwn(benchmarks, id));
if (unknown) throw new Error(`There is no figure “${unknown}”, only: ${Object.keys(benchmarks).join(", ")}`);

await build("--production");
const figures: Figure[] = [];
for (const [id, measure] of Object.entries(benchmarks)) {
  if (positionals.length > 0 && !positionals.includes(id)) continue;
  const figure = await measure();
  figures.push(figure);
  console.log(line(figure));
}
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);

function line(figure: Figure): string {
  const { id, name, value, unit, target, detail } = figure;
  const goal = "atLeast" in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  const measured = `${value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${unit}`;
  return `${id.padEnd(4)} ${name.padEnd(52)} ${measured.padStart(9)}  ${goal.padEnd(8)} ${reached(figure) ? "✓" : "✗"}  ${detail}`;
}
