import { formatDay, formatHourMinute } from "@voice-flow/domain/format/time";
import { HOUR_MS } from "@voice-flow/domain/time";

/** The scale of a chart that begins at nothing. */

const STEPS = [1, 2, 2.5, 5, 10];

/** The next round number from `highest` on: 0.7 → 1, 13 → 20, 240 → 250; 1 where there is nothing. */
export function niceMax(highest: number): number {
  if (!(highest > 0) || !Number.isFinite(highest)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = STEPS.find((candidate) => candidate * power >= highest * (1 - 1e-9)) ?? 10;
  return step * power;
}

export type LinePoint = { x: number; y: number };

/** The runs of known values of a line, so that what is not known leaves a gap. y is 0 (top) to 100. */
export function lineRuns(values: readonly (number | null)[], max: number): LinePoint[][] {
  const runs: LinePoint[][] = [];
  let run: LinePoint[] = [];
  values.forEach((value, index) => {
    if (value === null) {
      if (run.length > 0) runs.push(run);
      run = [];
      return;
    }
    run.push({ x: index + 0.5, y: 100 - (value / max) * 100 });
  });
  return run.length > 0 ? [...runs, run] : runs;
}

/** Periods of a chart for people, in the zone of the reader. */

const DAY = 24 * HOUR_MS;

type Period = { start: number; end: number };

const isWholeDay = ({ start, end }: Period) => end - start >= DAY;

/** "Tue 17 Nov, 14:00–15:00", or only the day where the period is a whole UTC day. */
export function periodInWords(period: Period): string {
  const { start, end } = period;
  // The rows of days are kept in UTC: in the reader's zone they would seem to begin in the evening before.
  if (isWholeDay(period)) return `${formatDay(start + 12 * HOUR_MS)} (UTC day)`;
  return `${formatDay(start)}, ${formatHourMinute(start)}–${formatHourMinute(end)}`;
}

/** The shortest name of a period on an axis. */
export function periodTick(period: Period): string {
  if (isWholeDay(period)) return formatDay(period.start + 12 * HOUR_MS);
  return period.end - period.start >= HOUR_MS
    ? `${formatDay(period.start)} ${formatHourMinute(period.start)}`
    : formatHourMinute(period.start);
}
