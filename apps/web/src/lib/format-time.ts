const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "now", "12 s ago", "4 min ago", "3 h ago", "2 d ago"; a moment ahead of the clock is "in 4 min". */
export function formatRelativeTime(at: number, now: number): string {
  const elapsed = now - at;
  const distance = Math.abs(elapsed);
  // Clocks of browser and server differ by moments: those must not read as the future.
  if (distance < 5_000) {
    return "now";
  }
  const words = distanceInWords(distance);
  return elapsed >= 0 ? `${words} ago` : `in ${words}`;
}

function distanceInWords(distance: number): string {
  if (distance < MINUTE) {
    return `${Math.floor(distance / 1_000)} s`;
  }
  if (distance < HOUR) {
    return `${Math.floor(distance / MINUTE)} min`;
  }
  if (distance < DAY) {
    return `${Math.floor(distance / HOUR)} h`;
  }
  return `${Math.floor(distance / DAY)} d`;
}

/** How long the words of `formatRelativeTime` stay true, in ms: what a clock must wait before it says them anew. */
export function relativeTimeStep(at: number, now: number): number {
  const distance = Math.abs(now - at);
  if (distance < MINUTE) {
    return 1_000;
  }
  return distance < HOUR ? 10_000 : MINUTE;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(key);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat("en-IE", options);
  formatters.set(key, made);
  return made;
}

/** The full moment with its zone, in the zone of the reader: "Sun 22 Nov 2026, 14:02:07 GMT". */
export function formatAbsoluteTime(at: number, timeZone?: string): string {
  return formatterFor(`absolute ${timeZone ?? ""}`, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** "14:02:07" */
export function formatClockTime(at: number, timeZone?: string): string {
  return formatterFor(`clock ${timeZone ?? ""}`, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** "14:02" */
export function formatHourMinute(at: number, timeZone?: string): string {
  return formatClockTime(at, timeZone).slice(0, 5);
}
