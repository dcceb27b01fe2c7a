/**
 * Makes control characters, escape sequences and marks that change the direction of writing visible as `\u…` (X7): names
 * and messages are written by strangers, and must neither move the terminal's cursor nor show another name than they are.
 * Line breaks become `↵`, so that a text stays on its line.
 */
export function visible(text: string): string {
  return text.replace(/\r?\n/g, "↵").replace(unseen, escaped);
}

/** The same for text of several lines: line breaks and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(unseen, (character) => (/[\n\t]/.test(character) ? character : escaped(character)));
}

/** For messages of VS Code, which make links of `[words](command:…)`: what strangers wrote offers none (X3). */
export function unlinked(text: string): string {
  return text.replaceAll("](", "] (");
}

/** Control and format characters (these hold the bidi marks), line separators and half surrogate pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
