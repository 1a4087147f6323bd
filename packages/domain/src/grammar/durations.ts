/** Durations as people type them after SNOOZE: "2h", "30 min", "1h30m", "for 2 hours". */

import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time";

const UNIT_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };
const PART = "\\d{1,5}(?:\\.\\d{1,2})?\\s*(?:minutes?|mins?|m|hours?|hrs?|h|days?|d)";
const DURATION = new RegExp(`^(?:for\\s+)?${PART}(?:\\s*(?:and\\s+)?${PART})*$`);

/** The duration in ms, or null where the text is none. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  if (!DURATION.test(trimmed)) return null;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)\s*([mhd])/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return Math.round(total);
}
