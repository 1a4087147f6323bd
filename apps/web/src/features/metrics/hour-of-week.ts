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
