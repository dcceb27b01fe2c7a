import { day } from "./dates.ts";
import type { Frequency } from "./noise/routines.ts";

/** What time of the week it is in the account's office, which is in New York: a part of a routine's frequency. */
export type Hours = keyof Frequency;

/** Office hours are Monday to Friday from 13 to 22 o'clock UTC; nightly jobs run from 4 to 7. */
export function hoursAt(time: number): Hours {
  const hour = Math.floor((time % day) / 3_600_000);
  const weekday = new Date(time).getUTCDay();
  if (hour >= 13 && hour < 22 && weekday !== 0 && weekday !== 6) return "office";
  return hour >= 4 && hour < 7 ? "night" : "quiet";
}

/** How much happens at a time, relative to the average: office hours are the busiest. */
export const activity: Readonly<Record<Hours, number>> = { office: 2.2, night: 1.1, quiet: 0.6 };
