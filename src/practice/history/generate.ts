import { gzipSync } from "node:zlib";
import { logFileKey } from "../cloudtrail/objectKeys.ts";
import { actorsOf } from "./actors.ts";
import { day } from "./dates.ts";
import { emptyHistory } from "./empty.ts";
import type { History, HistoryLogFile, HistoryRecord } from "./history.ts";
import { inventoryOf } from "./inventory.ts";
import { noiseOf } from "./noise/noise.ts";
import { Random } from "./random.ts";
import { type PlannedFile, planOf, slotLength } from "./slots.ts";
import { lifetimesOf, momentsOf } from "./story/moments.ts";
import { storyOf } from "./story/story.ts";
import type { StoryRecord } from "./story/teller.ts";

/** What the past of an account is a function of. */
export interface HistoryOptions {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
  readonly seed: number;
  /** Number of records, at least those of the story; 0 is an account without a past. */
  readonly size: number;
  /** Epoch milliseconds. */
  readonly to: number;
  /** Length of the past in days. */
  readonly days?: number;
}

/** Regions in which nothing runs, but which are looked at now and then: their share of the everyday traffic. */
const otherRegions: readonly { readonly region: string; readonly share: number }[] = [
  { region: "eu-west-1", share: 0.03 },
  { region: "us-west-2", share: 0.02 },
];

/** Files whose records are kept after they were made: enough for a reader that goes back and forth. */
const keptFiles = 48;

/**
 * The past of the practice account: a story of a few instances among everyday traffic. It is a pure function of its
 * options and makes records slot by slot as they are asked for: a million of them cost nothing until they are read.
 */
export function createHistory(options: HistoryOptions): History {
  const { accountId, region, seed, to, days = 90 } = options;
  if (options.size === 0) return emptyHistory(to);
  const first = Math.ceil((to - days * day) / slotLength);
  const end = Math.floor(to / slotLength);
  const from = first * slotLength;

  const inventory = inventoryOf({ accountId, region, seed });
  const actors = actorsOf(inventory);
  const story = bySlot(storyOf(inventory, actors, to), first, end);
  const told = [...story.values()].reduce((sum, records) => sum + records.length, 0);
  const noise = noiseOf(inventory, actors, lifetimesOf(momentsOf(to)));

  const traffic = Math.max(0, options.size - told);
  const others = otherRegions.filter((other) => other.region !== region);
  const shares = others.map((other) => ({ region: other.region, size: Math.floor(traffic * other.share) }));
  const elsewhere = shares.reduce((sum, share) => sum + share.size, 0);
  const plans = [{ region, size: traffic - elsewhere }, ...shares].map((share) => ({
    region: share.region,
    plan: planOf({ ...share, seed, first, end }),
  }));

  /** Files of a slot in order of delivery. */
  const filesOf = (slot: number): PlannedFile[] =>
    plans
      .flatMap(({ region: of, plan }) => plan.files(slot, of === region && story.has(slot) ? 1 : 0))
      .sort((one, other) => one.deliveredAt - other.deliveredAt);

  const records = kept(keptFiles, nameOf, (file: PlannedFile): readonly HistoryRecord[] => {
    const random = new Random(seed, accountId, nameOf(file), "records");
    const made = noise.records(file, random);
    for (const told of (file.region === region && file.index === 0 && story.get(file.slot)) || []) {
      made.splice(random.below(made.length + 1), 0, { ...told, deliveredAt: file.deliveredAt });
    }
    return made;
  });

  const logFile = (file: PlannedFile): HistoryLogFile => ({
    key: logFileKey(
      {},
      // The name says the five minutes in which CloudTrail published the file.
      { accountId, region: file.region, deliveredAt: file.slot * slotLength },
      new Random(seed, accountId, nameOf(file), "name").alphanumerics(16),
    ),
    deliveredAt: file.deliveredAt,
    body: () =>
      gzipSync(
        `{"Records":[${records(file)
          .map(({ message }) => message)
          .join(",")}]}`,
      ),
  });

  return {
    from,
    to,
    size: told + traffic,
    *scan(start, stop, order) {
      for (const slot of slotsOf(Math.max(start, from), Math.min(stop, to), order)) {
        const files = filesOf(slot).filter(({ deliveredAt }) => deliveredAt >= start && deliveredAt < stop);
        if (order === "descending") files.reverse();
        for (const file of files) yield* order === "descending" ? records(file).toReversed() : records(file);
      }
    },
    *logFiles(start, stop) {
      for (const slot of slotsOf(Math.max(start, from), Math.min(stop, to), "ascending")) {
        for (const file of filesOf(slot)) {
          if (file.deliveredAt >= start && file.deliveredAt < stop) yield logFile(file);
        }
      }
    },
  };
}

/** The records of the story by the slot in which they are delivered, two to eight minutes after they happened. */
function bySlot(records: readonly StoryRecord[], first: number, end: number): Map<number, StoryRecord[]> {
  const slots = new Map<number, StoryRecord[]>();
  for (const record of records) {
    const slot = Math.floor((record.eventTime + 420_000) / slotLength);
    if (slot < first || slot >= end) continue;
    const others = slots.get(slot);
    if (others === undefined) slots.set(slot, [record]);
    else others.push(record);
  }
  return slots;
}

function* slotsOf(from: number, to: number, order: "ascending" | "descending"): IterableIterator<number> {
  const first = Math.floor(from / slotLength);
  const last = Math.ceil(to / slotLength) - 1;
  if (order === "ascending") for (let slot = first; slot <= last; slot++) yield slot;
  else for (let slot = last; slot >= first; slot--) yield slot;
}

function nameOf({ region, slot, index }: PlannedFile): string {
  return `${region}/${slot}/${index}`;
}

/** Keeps what was made last, up to a number of things. */
function kept<Key, Thing>(most: number, name: (key: Key) => string, make: (key: Key) => Thing): (key: Key) => Thing {
  const things = new Map<string, Thing>();
  return (key) => {
    const id = name(key);
    let thing = things.get(id);
    if (thing === undefined) thing = make(key);
    else things.delete(id);
    things.set(id, thing);
    if (things.size > most) things.delete(things.keys().next().value ?? id);
    return thing;
  };
}
