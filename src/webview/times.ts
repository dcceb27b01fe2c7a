const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat(undefined, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const moment = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});
const momentOfYear = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });

const DAY = 86_400_000;

/** "10:38:52", local. */
export const clockTime = (time: number): string => clock.format(time);

/** "22 Nov, 10:38", local; with the year where it is not this one. */
export function shortMoment(time: number): string {
  return (isThisYear(time) ? moment : momentOfYear).format(time);
}

/** "Today · Sunday, 22 November", local. */
export function dayHeading(time: number, now = Date.now()): string {
  const named = (isThisYear(time) ? day : dayOfYear).format(time);
  const days = Math.round((startOfDay(time) - startOfDay(now)) / DAY);
  return days === 0 || days === -1 ? `${capital(relative.format(days, "day"))} · ${named}` : named;
}

/** "2026-11-22T10:38:52Z". */
export const utc = (time: number): string => new Date(time).toISOString().replace(".000", "");

/** "2 minutes ago". */
export function ago(time: number, now = Date.now()): string {
  const seconds = (time - now) / 1000;
  if (Math.abs(seconds) < 60) return relative.format(Math.min(0, Math.round(seconds)), "second");
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (Math.abs(seconds) < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  return relative.format(Math.round(seconds / 86_400), "day");
}

/** Value of an `<input type="datetime-local">`, local. */
export function localInput(time: number): string {
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function isThisYear(time: number): boolean {
  return new Date(time).getFullYear() === new Date().getFullYear();
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
