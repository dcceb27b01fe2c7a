import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { newFolder } from "../harness/vscode.ts";
import { packVsix } from "../harness/vsix.ts";
import type { Figure } from "./figure.ts";

/** P9: what a person downloads. */
export async function vsixSize(): Promise<Figure> {
  const folder = await newFolder("vsix");
  try {
    const { size } = await stat(await packVsix(join(folder, "extension.vsix")));
    return {
      id: "P9",
      name: "VSIX",
      value: size / 1000,
      unit: "kB",
      target: { atMost: 600 },
      detail: `${size} bytes`,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
