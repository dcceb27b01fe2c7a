const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const alphanumerics = `${capitals}abcdefghijklmnopqrstuvwxyz`;

/**
 * A stream of pseudo-random numbers (sfc32) that depends on its seeds alone. Its 128 bits of state keep the streams
 * of many slots apart, so that identifiers made in one slot do not come again in another.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(...seeds: readonly (number | string)[]) {
    const text = seeds.join("\u0000");
    this.#a = hash(text, 0x811c9dc5);
    this.#b = hash(text, 0x9e3779b9);
    this.#c = hash(text, 0x85ebca6b);
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** 32 bits, as an unsigned integer. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number in `[0, 1)`. */
  fraction(): number {
    return this.bits() / 4294967296;
  }

  /** An integer in `[0, limit)`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of the items, which must not be empty. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const a = this.bits();
    const b = this.bits();
    const c = this.bits();
    const d = this.bits();
    return `${hex32(a)}-${hex16(b >>> 16)}-${hex16((b & 0x0fff) | 0x4000)}-${hex16(((c >>> 16) & 0x3fff) | 0x8000)}-${hex16(c)}${hex32(d)}`;
  }

  /** Lower-case hexadecimal digits; `length` is even. */
  hex(length: number): string {
    let text = "";
    for (let i = 0; i < length; i += 2) text += hexPairs[this.bits() & 255];
    return text;
  }

  /** Capital letters and the digits 2 to 7, as in access key and principal ids. */
  base32(length: number): string {
    return this.#from(base32, length);
  }

  /** Capital letters and digits, as in S3's request ids. */
  capitals(length: number): string {
    return this.#from(capitals, length);
  }

  /** Letters of both cases and digits, as at the end of a log file's name (FACTS 34). */
  alphanumerics(length: number): string {
    return this.#from(alphanumerics, length);
  }

  #from(alphabet: string, length: number): string {
    let text = "";
    for (let i = 0; i < length; i++) text += alphabet[this.below(alphabet.length)];
    return text;
  }
}

function hex32(bits: number): string {
  return `${hexPairs[bits >>> 24]}${hexPairs[(bits >>> 16) & 255]}${hexPairs[(bits >>> 8) & 255]}${hexPairs[bits & 255]}`;
}

function hex16(bits: number): string {
  return `${hexPairs[(bits >>> 8) & 255]}${hexPairs[bits & 255]}`;
}

/** FNV-1a with a final mix. */
function hash(text: string, start: number): number {
  let h = start;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}
