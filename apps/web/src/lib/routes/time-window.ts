import { DAY_MS, MINUTE_MS } from "@voice-flow/domain/time";
import { parseAsIsoDateTime, parseAsStringLiteral } from "nuqs";

const HOUR = 60 * MINUTE_MS;

/** How long notes and events are kept, in ms: a window that ends before that shows nothing. */
const KEPT_FOR = 30 * DAY_MS;

/** Windows that end now. */
export const TIME_RANGES = ["1h", "6h", "24h", "7d", "30d"] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

export const TIME_RANGE_LABELS = {
  "1h": "Last hour",
  "6h": "Last 6 hours",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
} as const satisfies Record<TimeRange, string>;

const LENGTHS = {
  "1h": HOUR,
  "6h": 6 * HOUR,
  "24h": DAY_MS,
  "7d": 7 * DAY_MS,
  "30d": 30 * DAY_MS,
} as const satisfies Record<TimeRange, number>;

/** The time in the URL: a range up to now, or two moments, either of them optional. */
export type TimeChoice = { range: TimeRange | null; from: Date | null; to: Date | null };

/** In ms; `from` inclusive, `to` exclusive. */
export type TimeWindow = { from?: number; to?: number };

export const ANY_TIME: TimeChoice = { range: null, from: null, to: null };

/** Moments go before a range, should a link carry both. The start of a range is rounded down to its minute. */
export function windowOf({ range, from, to }: TimeChoice, now: number): TimeWindow {
  if (from !== null || to !== null) {
    return {
      ...(from === null ? {} : { from: from.getTime() }),
      ...(to === null ? {} : { to: to.getTime() }),
    };
  }
  return range === null ? {} : { from: Math.floor(now / MINUTE_MS) * MINUTE_MS - LENGTHS[range] };
}

export const isAnyTime = ({ range, from, to }: TimeChoice): boolean =>
  range === null && from === null && to === null;

/**
 * The window of the same length before (-1) or after (1) the one that is shown; an open start counts as a day long. Null
 * where there is none: later than now.
 */
export function shiftWindow(choice: TimeChoice, step: -1 | 1, now: number): TimeChoice | null {
  const { from, to } = windowOf(choice, now);
  const end = to ?? Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  const start = from ?? end - DAY_MS;
  const length = end - start;
  if (length <= 0) {
    return null;
  }
  if (step === -1) {
    return { range: null, from: new Date(start - length), to: new Date(start) };
  }
  if (to === undefined || end >= now) {
    return null;
  }
  const range = TIME_RANGES.find((candidate) => Math.abs(LENGTHS[candidate] - length) <= MINUTE_MS);
  // The window that reaches now is the live one.
  if (end + length >= now && range !== undefined) {
    return { range, from: null, to: null };
  }
  return { range: null, from: new Date(end), to: new Date(end + length) };
}

/** The window lies before everything that is still kept. */
export const isBeforeRetention = ({ to }: TimeWindow, now: number): boolean =>
  to !== undefined && to < now - KEPT_FOR;

/** The time in the URL of every list: `?range=24h`, or `?from=…&to=…` in UTC. */
export const timeParsers = {
  range: parseAsStringLiteral(TIME_RANGES),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};
