import { activity, hoursAt } from "./calendar.ts";
import { Random } from "./random.ts";

/** CloudTrail publishes log files about every five minutes (FACTS 31). Milliseconds. */
export const slotLength = 300_000;

/** Most records of one log file; a busy slot has several files, as on AWS. */
const recordsPerFile = 250;

/** A log file that is known before its records are made. */
export interface PlannedFile {
  readonly region: string;
  /** Number of its slot since 1970. */
  readonly slot: number;
  /** Number among the files of its slot and Region. */
  readonly index: number;
  /** Records of everyday traffic in it. */
  readonly count: number;
  /** Epoch milliseconds: some seconds after the slot's beginning. */
  readonly deliveredAt: number;
}

/** How many records of everyday traffic each slot of one Region has. */
export interface Plan {
  /** Files of a slot: at least `least` of them, even without traffic. */
  files(slot: number, least: number): PlannedFile[];
}

/**
 * Shares `size` records out over the slots from `first` to before `end`: exactly that many, more of them in office
 * hours, some slots much busier than others. Costs memory for one number per slot, nothing per record.
 */
export function planOf(options: {
  readonly seed: number;
  readonly region: string;
  readonly first: number;
  readonly end: number;
  readonly size: number;
}): Plan {
  const { seed, region, first, end, size } = options;
  const weightBefore = new Float64Array(end - first + 1);
  let sum = 0;
  for (let slot = first; slot < end; slot++) {
    sum += weightOf(seed, region, slot);
    weightBefore[slot - first + 1] = sum;
  }
  const countBefore = (slot: number) => Math.round((size * (weightBefore[slot - first] ?? 0)) / sum);

  return {
    files(slot, least) {
      const total = slot < first || slot >= end ? 0 : countBefore(slot + 1) - countBefore(slot);
      const files = Math.max(least, Math.ceil(total / recordsPerFile));
      if (files === 0) return [];
      const random = new Random(seed, region, slot, "files");
      return Array.from({ length: files }, (_, index) => ({
        region,
        slot,
        index,
        count: Math.floor((total * (index + 1)) / files) - Math.floor((total * index) / files),
        deliveredAt: slot * slotLength + 5_000 + random.below(50_000),
      }));
    },
  };
}

/** Bursts: the square of an exponentially distributed number, whose mean is two. */
function weightOf(seed: number, region: string, slot: number): number {
  const burst = Math.log(1 - new Random(seed, region, slot, "weight").fraction()) ** 2 / 2;
  return activity[hoursAt(slot * slotLength)] * (0.3 + 0.7 * burst);
}
