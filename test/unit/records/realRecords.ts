import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/** Real log files, which are not part of this project; tests that need them are skipped where they are not. */
const FOLDER = resolve(import.meta.dirname, "../../../../shared/records");

export const haveRealRecords = existsSync(FOLDER);

/** Each of the real records as one line of JSON, as a log group would hold it. */
export function realRecords(): readonly string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json.gz"))
    .flatMap((name) => {
      const file = JSON.parse(gunzipSync(readFileSync(join(FOLDER, name))).toString()) as { Records: unknown[] };
      return file.Records.map((record) => JSON.stringify(record));
    });
}

/** The log files themselves, by their keys. */
export function realLogFiles(): readonly { readonly name: string; readonly body: Uint8Array }[] {
  return readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json.gz"))
    .map((name) => ({ name, body: readFileSync(join(FOLDER, name)) }));
}
