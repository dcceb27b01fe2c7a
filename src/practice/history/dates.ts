const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, "0"));

/** Milliseconds of a day. */
export const day = 86_400_000;

let knownDay = Number.NaN;
let knownDate = "";

/** `2026-03-09T14:05:59Z`, the form of `eventTime`. Millions are made, mostly of one day at a time. */
export function isoSeconds(time: number): string {
  const dayNumber = Math.floor(time / day);
  if (dayNumber !== knownDay) {
    knownDate = new Date(dayNumber * day).toISOString().slice(0, 11);
    knownDay = dayNumber;
  }
  const seconds = Math.floor((time - dayNumber * day) / 1000);
  return `${knownDate}${twoDigits[Math.floor(seconds / 3600)]}:${twoDigits[Math.floor(seconds / 60) % 60]}:${twoDigits[seconds % 60]}Z`;
}

/** The `count`-th working day (Monday to Friday, UTC) before the day of `to`, at a time of day such as `14:05:59`. */
export function workday(to: number, count: number, timeOfDay: string): number {
  let start = Math.floor(to / day) * day;
  for (let left = count; left > 0; ) {
    start -= day;
    const weekday = new Date(start).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return start + timeOf(timeOfDay);
}

/** The `count`-th Sunday (UTC) before the day of `to`, at a time of day. */
export function sunday(to: number, count: number, timeOfDay: string): number {
  const start = Math.floor(to / day) * day;
  const weekday = new Date(start).getUTCDay();
  return start - (weekday === 0 ? 7 : weekday) * day - (count - 1) * 7 * day + timeOf(timeOfDay);
}

function timeOf(timeOfDay: string): number {
  return Date.parse(`1970-01-01T${timeOfDay}Z`);
}
