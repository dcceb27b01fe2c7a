/** A filter pattern that CloudWatch Logs refuses; the message is AWS's. */
export class FilterPatternError extends Error {
  override readonly name = "FilterPatternError";
}

/** Most regular expressions in one filter pattern (FACTS 68). */
const maxRegularExpressions = 2;

/** Reads a filter pattern from left to right. */
export class Scanner {
  readonly #text: string;
  #at = 0;
  #regularExpressions = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  /** Takes `literal` where it comes next. */
  take(literal: string): boolean {
    if (!this.#text.startsWith(literal, this.#at)) return false;
    this.#at += literal.length;
    return true;
  }

  /** Takes what the sticky expression matches here. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** @throws FilterPatternError where `literal` does not come next. */
  expect(literal: string): void {
    this.skipSpace();
    if (!this.take(literal)) this.fail();
  }

  /** @throws FilterPatternError unless everything has been read. */
  expectEnd(): void {
    this.skipSpace();
    if (!this.atEnd) this.fail();
  }

  /**
   * Takes a string in double quotes, in which `\"` is a quote and `\\` a backslash (FACTS 64).
   * @throws FilterPatternError where it is empty or does not end.
   */
  quoted(): string | undefined {
    const start = this.#at;
    const quoted = this.match(/"(?:[^"\\]|\\[\s\S])*"/y);
    if (quoted === undefined && this.#text[start] !== '"') return undefined;
    if (quoted === undefined || quoted === '""') {
      this.#at = start;
      this.fail();
    }
    return quoted.slice(1, -1).replace(/\\(["\\])/g, "$1");
  }

  /**
   * Takes a regular expression between percent signs (FACTS 68). There are no groups, so that none can take exponential
   * time.
   * @throws FilterPatternError where it uses something that CloudWatch Logs does not support, or is the third.
   */
  regularExpression(): RegExp | undefined {
    if (!this.take("%")) return undefined;
    const source = this.match(
      /(?:[A-Za-z0-9:_#=@/;,\-^$?[\]{}|*+.]|\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9\s()%]))+/y,
    );
    if (source === undefined || !this.take("%")) this.fail();
    if (++this.#regularExpressions > maxRegularExpressions) throw invalidPattern();
    try {
      return new RegExp(source);
    } catch {
      throw invalidPattern();
    }
  }

  /** Gives up at the characters that come next; AWS names them. */
  fail(): never {
    const characters = this.match(/[^\w\s]+/y);
    if (characters === undefined) throw invalidPattern();
    throw new FilterPatternError(`Invalid character(s) in term '${characters}'`);
  }
}

/** What AWS says where it says no more. */
export function invalidPattern(): FilterPatternError {
  return new FilterPatternError("Invalid filter pattern");
}
