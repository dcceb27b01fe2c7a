export type TokenKind = "key" | "string" | "number" | "keyword" | "punctuation";

export interface Token {
  readonly kind: TokenKind;
  /** As written in the record; strings with their quotation marks. */
  readonly text: string;
}

/** One line of a record as it is shown. */
export interface JsonLine {
  readonly depth: number;
  readonly tokens: readonly Token[];
  /** Where this line opens an object or a list: the index of the line that closes it. */
  readonly closes?: number;
}

interface OpenLine {
  depth: number;
  tokens: Token[];
  closes?: number;
}

/** One token of JSON after any white space, at the place where the last one ended. */
const TOKEN =
  /\s*(?:([{[])|([}\]])|(:)|(,)|("[^"\\]*(?:\\.[^"\\]*)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/y;

/**
 * Lays a JSON text out in lines, values as they are written. Works through the tokens one after the other, so
 * neither depth nor length troubles it. Undefined for what is not JSON.
 */
export function jsonLines(text: string): readonly JsonLine[] | undefined {
  const whole = text.trimEnd();
  const lines: OpenLine[] = [{ depth: 0, tokens: [] }];
  const open: number[] = [];
  const add = (kind: TokenKind, value: string) => lines.at(-1)?.tokens.push({ kind, text: value });
  const startLine = () => lines.push({ depth: open.length, tokens: [] });
  let opened = false;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < whole.length) {
    const match = TOKEN.exec(whole);
    if (match === null) return undefined;
    const [, opening, closing, colon, comma, string, number, keyword] = match;
    const wasOpened = opened;
    opened = opening !== undefined;
    if (wasOpened && closing === undefined) startLine();
    if (opening !== undefined) {
      add("punctuation", opening);
      open.push(lines.length - 1);
    } else if (closing !== undefined) {
      const opener = open.pop();
      if (opener === undefined) return undefined;
      if (!wasOpened) {
        startLine();
        const line = lines[opener];
        if (line !== undefined) line.closes = lines.length - 1;
      }
      add("punctuation", closing);
    } else if (colon !== undefined) {
      const key = lines.at(-1)?.tokens.pop();
      if (key?.kind !== "string") return undefined;
      add("key", key.text);
      add("punctuation", ": ");
    } else if (comma !== undefined) {
      add("punctuation", comma);
      startLine();
    } else {
      add(
        string !== undefined ? "string" : number !== undefined ? "number" : "keyword",
        string ?? number ?? keyword ?? "",
      );
    }
  }
  return open.length === 0 && lines[0]?.tokens.length !== 0 ? lines : undefined;
}
