import type { State } from "./state.ts";

const hex = "0123456789abcdef";
const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";

/** The next pseudo-random number in `[0, 1)` (mulberry32), kept in the state so that an account repeats itself. */
export function random(state: Pick<State, "random">): number {
  state.random = (state.random + 0x6d2b79f5) | 0;
  let t = Math.imul(state.random ^ (state.random >>> 15), state.random | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

function pick(state: Pick<State, "random">, alphabet: string, length: number): string {
  let text = "";
  for (let i = 0; i < length; i++) text += alphabet[Math.floor(random(state) * alphabet.length)];
  return text;
}

/** Lower-case hexadecimal digits. */
export function randomHex(state: Pick<State, "random">, length: number): string {
  return pick(state, hex, length);
}

/** Capital letters and digits, as in `AIDA…` and `db-…` identifiers. */
export function randomCapitals(state: Pick<State, "random">, length: number): string {
  return pick(state, capitals + digits, length);
}

/** Letters of both cases and digits, as at the end of a log file's name (FACTS 34). */
export function randomAlphanumerics(state: Pick<State, "random">, length: number): string {
  return pick(state, capitals + capitals.toLowerCase() + digits, length);
}

/** A version 4 UUID. */
export function randomUuid(state: Pick<State, "random">): string {
  const h = pick(state, hex, 30);
  const variant = "89ab"[Math.floor(random(state) * 4)];
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(12, 15)}-${variant}${h.slice(15, 18)}-${h.slice(18, 30)}`;
}
