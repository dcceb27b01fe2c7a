import { random } from "../ids.ts";
import type { State } from "../state.ts";
import { invalidValue } from "./errors.ts";

const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const minute = 60_000;
const day = 1440;
const week = 7 * day;

/** The hour, UTC, at which the eight hours begin from which RDS picks windows in a Region (`USER_WorkingWithAutomatedBackups`). */
const quietHours: Readonly<Record<string, number>> = {
  "us-east-1": 3,
  "us-east-2": 3,
  "us-west-1": 6,
  "us-west-2": 6,
  "eu-central-1": 20,
  "eu-west-1": 22,
  "ap-northeast-1": 13,
  "ap-southeast-2": 12,
};

/** Two windows of half an hour that do not overlap, as RDS picks them for a new instance. */
export function newWindows(state: State, region: string): { backup: string; maintenance: string } {
  const from = (quietHours[region] ?? 3) * 60;
  const backup = from + Math.floor(random(state) * 210);
  const maintenance = from + 240 + Math.floor(random(state) * 210);
  const weekday = Math.floor(random(state) * 7) * day;
  return {
    backup: `${clock(backup)}-${clock(backup + 30)}`,
    maintenance: `${weekClock(weekday + maintenance)}-${weekClock(weekday + maintenance + 30)}`,
  };
}

/** The windows asked for, or RDS's error; where one is not given, one that does not overlap the other. */
export function windowsFor(
  state: State,
  region: string,
  backup: string | undefined,
  maintenance: string | undefined,
): { backup: string; maintenance: string } {
  let chosen = newWindows(state, region);
  const pair = () => ({ backup: backup ?? chosen.backup, maintenance: maintenance ?? chosen.maintenance });
  // A window asked for that leaves no room for the other is found out by the check below.
  for (let tries = 0; tries < 100 && overlap(pair()); tries++) chosen = newWindows(state, region);
  const { backup: daily, maintenance: weekly } = pair();
  checkWindows(daily, weekly);
  return { backup: daily, maintenance: weekly };
}

/** Refuses windows that are malformed, too short or overlapping. */
export function checkWindows(backup: string, maintenance: string): void {
  const daily = parse(backup, "backup");
  const weekly = parse(maintenance, "maintenance");
  if (length(daily, day) < 30) throw invalidValue("Backup window must be at least 30 minutes.");
  if (length(weekly, week) < 30) throw invalidValue("Maintenance window must be at least 30 minutes.");
  if (overlap({ backup, maintenance })) {
    throw invalidValue("The backup window and maintenance window must not overlap.");
  }
}

/** When the maintenance window begins next, in epoch milliseconds, after `now`. */
export function nextMaintenance(window: string, now: number): number {
  const { from } = parse(window, "maintenance");
  // The epoch was a Thursday: 1970-01-04 was the first Sunday.
  const sinceSunday = Math.floor(now / minute - 3 * day) % week;
  const ahead = (from - ((sinceSunday + week) % week) + week) % week;
  return (Math.floor(now / minute) + (ahead === 0 ? week : ahead)) * minute;
}

function overlap({ backup, maintenance }: { backup: string; maintenance: string }): boolean {
  const daily = parse(backup, "backup");
  const weekly = parse(maintenance, "maintenance");
  return days.some((_, index) => {
    const distance = (weekly.from - daily.from - index * day + week) % week;
    return distance < length(daily, day) || week - distance < length(weekly, week);
  });
}

interface Window {
  /** Minutes since midnight, or since Sunday's. */
  readonly from: number;
  readonly to: number;
}

function parse(window: string, kind: "backup" | "maintenance"): Window {
  const [from = "", to = "", ...more] = window.split("-");
  if (more.length > 0) throw malformed(kind, window);
  return { from: parseTime(kind, from), to: parseTime(kind, to) };
}

function parseTime(kind: "backup" | "maintenance", time: string): number {
  const match = /^(?:([a-z]{3}):)?([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.toLowerCase());
  const weekday = match?.[1];
  const at = weekday === undefined ? 0 : days.indexOf(weekday);
  if (match === null || at < 0 || (kind === "maintenance") !== (weekday !== undefined)) throw malformed(kind, time);
  return at * day + Number(match[2]) * 60 + Number(match[3]);
}

function malformed(kind: "backup" | "maintenance", time: string): Error {
  const [format, example] = kind === "backup" ? ["hh24:mi", "03:15"] : ["ddd:hh24:mi", "Mon:00:15"];
  return invalidValue(
    `Invalid ${kind} window time '${time}' specified. Should be specified as a time ${format} (24H Clock UTC). ` +
      `Example: ${example}`,
  );
}

function length({ from, to }: Window, cycle: number): number {
  return (to - from + cycle) % cycle;
}

function clock(minutes: number): string {
  const at = minutes % day;
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

function weekClock(minutes: number): string {
  return `${days[Math.floor(minutes / day) % 7]}:${clock(minutes)}`;
}
