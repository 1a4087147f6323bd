/** The ranges of the metrics pages: which rows they are made of. */
import { DAY_MS, HOUR_MS } from "@voice-flow/domain/metrics/rollup";
import type { MetricsRange } from "../../tables/metrics";
import { PERIOD_MS, type Period } from "./accumulate";

interface RangeShape {
  durationMs: number;
  /** Rows of the range: 12, 72, 24, 168 or 30. */
  period: Period;
  /** Rows of the range before it, for comparison: as coarse as keeps the page within 200 documents. */
  previousPeriod: Period;
}

export const RANGE_SHAPES = {
  "1h": { durationMs: HOUR_MS, period: "fiveMinutes", previousPeriod: "fiveMinutes" },
  "6h": { durationMs: 6 * HOUR_MS, period: "fiveMinutes", previousPeriod: "fiveMinutes" },
  "24h": { durationMs: DAY_MS, period: "hourly", previousPeriod: "hourly" },
  "7d": { durationMs: 7 * DAY_MS, period: "hourly", previousPeriod: "daily" },
  "30d": { durationMs: 30 * DAY_MS, period: "daily", previousPeriod: "daily" },
} as const satisfies Record<MetricsRange, RangeShape>;

export interface Window {
  period: Period;
  /** ms, inclusive. */
  from: number;
  /** ms, exclusive. */
  to: number;
}

/** The rows that make up a range which ends with the running period, and those of the range before it. */
export function windowsOf(range: MetricsRange, now: number): { current: Window; previous: Window } {
  const { durationMs, period, previousPeriod } = RANGE_SHAPES[range];
  const length = PERIOD_MS[period];
  const to = Math.floor(now / length) * length + length;
  const from = to - durationMs;
  // Whole days before the range, where days are all that is compared.
  const previousTo = Math.floor(from / PERIOD_MS[previousPeriod]) * PERIOD_MS[previousPeriod];
  return {
    current: { period, from, to },
    previous: { period: previousPeriod, from: previousTo - durationMs, to: previousTo },
  };
}
