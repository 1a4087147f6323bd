import { HOUR_MS } from "@voice-flow/domain/time";

/**
 * When an hour of the week (0 = Monday, in the reader's zone) was within a window of at most a week, ms; undefined where
 * it is not in it, as an hour that a change of clocks leaves out.
 */
export function hourInWindow(
  { weekday, hour }: { weekday: number; hour: number },
  { from, to }: { from: number; to: number },
): { from: number; to: number } | undefined {
  for (let start = from; start < to; start += HOUR_MS) {
    const local = new Date(start);
    if ((local.getDay() + 6) % 7 === weekday && local.getHours() === hour) {
      return { from: start, to: start + HOUR_MS };
    }
  }
  return undefined;
}

/** A figure against the one of the period before it. */
import { formatShare } from "@voice-flow/domain/format/number";
import { words } from "./words";

/** "+12 % on 34 before"; "none before" where there is nothing to compare with. `format` puts the earlier value into words. */
export function changeOn(current: number, before: number, format: (value: number) => string): string {
  if (before === 0) {
    return current === 0 ? words.change.noneEither : words.change.none;
  }
  const change = current / before - 1;
  if (Math.abs(change) < 0.0005) {
    return words.change.same(format(before));
  }
  return words.change.by(change > 0 ? "+" : "", formatShare(change), format(before));
}

/** "-1.2 points on 98 % before", of shares 0–1: a percentage of a percentage misleads. */
export function pointsOn(current: number, before: number): string {
  const points = (current - before) * 100;
  if (Math.abs(points) < 0.05) {
    return words.change.same(formatShare(before));
  }
  return words.change.points(points > 0 ? "+" : "", points.toFixed(1), formatShare(before));
}
