import { jsonLines } from "../../records/jsonLines.ts";
import type { ReadResult } from "../../records/read.ts";

/** "ModifyDBInstance 0d6c9f0e….json". The parts come from a stranger, so only letters, digits and - stay (X6). */
export function documentName(result: ReadResult): string {
  const plain = (text: string) => text.replace(/[^A-Za-z0-9-]/g, "").slice(0, 80);
  const event = result.kind === "record" ? plain(result.eventName) : "line";
  return `${event} ${plain(result.eventId)}.json`;
}

/** Deeper lines are not indented further: a record that nests without end would fill the memory with spaces. */
const DEEPEST = 50;

/** The record over several lines, values and their order as they came. What is not JSON stays as it is. */
export function prettyRecord(text: string): string {
  const escaped = escapeInvisible(text);
  const lines = jsonLines(escaped)?.map(
    ({ depth, tokens }) => "  ".repeat(Math.min(depth, DEEPEST)) + tokens.map((token) => token.text).join(""),
  );
  return lines === undefined ? escaped : `${lines.join("\n")}\n`;
}

/**
 * Writes characters that do not show, or that turn the direction of reading, as JSON escapes (X7). The JSON says the
 * same as before. Line breaks between values stay.
 */
export function escapeInvisible(json: string): string {
  return json.replace(INVISIBLE, (char) =>
    [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu;
