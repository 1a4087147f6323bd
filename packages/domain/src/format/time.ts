/** Moments, relative to now or on the clock of a time zone; without one, in the zone of whoever runs this. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../time";

/** Clocks of browser and server differ by moments: those must not read as the future. */
const CLOCK_SKEW_MS = 5 * SECOND_MS;

/** "now", "12 s ago", "4 min ago", "3 h ago", "2 d ago"; a moment ahead of the clock is "in 4 min". */
export function formatRelativeTime(at: number, now: number): string {
  const elapsed = now - at;
  const distance = Math.abs(elapsed);
  if (distance < CLOCK_SKEW_MS) return "now";
  const words = distanceInWords(distance);
  return elapsed >= 0 ? `${words} ago` : `in ${words}`;
}

function distanceInWords(distance: number): string {
  if (distance < MINUTE_MS) return `${Math.floor(distance / SECOND_MS)} s`;
  if (distance < HOUR_MS) return `${Math.floor(distance / MINUTE_MS)} min`;
  if (distance < DAY_MS) return `${Math.floor(distance / HOUR_MS)} h`;
  return `${Math.floor(distance / DAY_MS)} d`;
}

/** How long the words of `formatRelativeTime` stay true, in ms: a clock need not tick more often. */
export function relativeTimeStep(at: number, now: number): number {
  const distance = Math.abs(now - at);
  if (distance < MINUTE_MS) return SECOND_MS;
  return distance < HOUR_MS ? 10 * SECOND_MS : MINUTE_MS;
}

// Making a formatter costs far more than using one.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(name: string, options: Intl.DateTimeFormatOptions, timeZone: string | undefined) {
  const key = `${name} ${timeZone ?? ""}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-IE", {
    ...options,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  formatters.set(key, made);
  return made;
}

const DAY = {
  weekday: "short",
  day: "numeric",
  month: "short",
} as const satisfies Intl.DateTimeFormatOptions;
const CLOCK = {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
} as const satisfies Intl.DateTimeFormatOptions;

/** The full moment with its zone: "Sun 22 Nov 2026, 14:02:07 GMT". */
export const formatAbsoluteTime = (at: number, timeZone?: string): string =>
  formatterFor("absolute", { ...DAY, year: "numeric", ...CLOCK, timeZoneName: "short" }, timeZone).format(at);

/** "Sun 22 Nov" */
export const formatDay = (at: number, timeZone?: string): string =>
  formatterFor("day", DAY, timeZone).format(at);

/** "22 Nov" */
export const formatDayMonth = (at: number, timeZone?: string): string =>
  formatterFor("day-month", { day: "numeric", month: "short" }, timeZone).format(at);

/** "14:02:07" */
export const formatClockTime = (at: number, timeZone?: string): string =>
  formatterFor("clock", CLOCK, timeZone).format(at);

/** "14:02" */
export const formatHourMinute = (at: number, timeZone?: string): string =>
  formatClockTime(at, timeZone).slice(0, 5);

/** A moment that may lie on another day: "1 Dec, 00:00". */
export const formatDayAndTime = (at: number, timeZone?: string): string =>
  `${formatDayMonth(at, timeZone)}, ${formatHourMinute(at, timeZone)}`;
