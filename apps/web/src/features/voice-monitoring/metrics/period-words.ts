/** Periods of a chart for people, in the zone of the reader. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const day = new Intl.DateTimeFormat("en-IE", { weekday: "short", day: "numeric", month: "short" });
const clock = new Intl.DateTimeFormat("en-IE", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

type Period = { start: number; end: number };

const isWholeDay = ({ start, end }: Period) => end - start >= DAY;

/** "Tue 17 Nov, 14:00–15:00", or the day alone where the period is one. Days are those of UTC, and say so. */
export function periodInWords(period: Period): string {
  const { start, end } = period;
  // The rows of days are kept in UTC: in the reader's zone they would seem to begin in the evening before.
  if (isWholeDay(period)) return `${day.format(start + 12 * HOUR)} (UTC day)`;
  return `${day.format(start)}, ${clock.format(start)}–${clock.format(end)}`;
}

/** The shortest name of a period on an axis. */
export function periodTick(period: Period): string {
  if (isWholeDay(period)) return day.format(period.start + 12 * HOUR);
  return period.end - period.start >= HOUR
    ? `${day.format(period.start)} ${clock.format(period.start)}`
    : clock.format(period.start);
}
