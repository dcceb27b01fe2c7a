/** One figure of the table. Every figure is a ratio or a size: seconds on somebody else's machine mean nothing. */
export type Figure = {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly unit: "×" | "kB";
  /** What is to be reached, and on which side of it to be. */
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
  /** The measurements behind it, for who doubts. */
  readonly detail: string;
};

export function reached({ value, target }: Figure): boolean {
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = sorted.slice(Math.ceil(sorted.length / 2) - 1, middle + 1);
  return sorted.length % 2 === 0 ? (low + high) / 2 : low;
}
