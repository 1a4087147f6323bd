/** One scope's metrics as rules look at them: a window that ends now, and what is normal before it. */
import { type Bucket, counter, mergeAll } from "@voice-flow/domain/metrics/bucket";
import { DAY_MS, HOUR_MS, periodStart } from "@voice-flow/domain/metrics/rollup";
import type { Settings } from "@voice-flow/domain/settings";
import type { DbReader } from "../foundation/context";
import { FIVE_MINUTES_MS } from "../metrics/accumulate";
import { readBuckets, type Scope } from "../metrics/bucketRows";

const WEEK_MS = 7 * DAY_MS;

/** Windows begin with a row of metrics, so that what is counted is exactly what happened from here on; ms. */
export const windowStart = (now: number, windowMs: number): number =>
  periodStart(now - windowMs, FIVE_MINUTES_MS);

export interface ScopeMetrics {
  /** At most 289 rows, of a day. */
  window(windowMs: number): Promise<Bucket>;
  /** The days before the window: at most 35 daily and 24 hourly rows. */
  baseline(windowMs: number): Promise<Bucket>;
  /** Notes that came to an end at this time of each earlier week that is known: at most 25 rows for each. */
  endedInEarlierWeeks(windowMs: number): Promise<number[]>;
}

export const endedNotes = (bucket: Bucket): number =>
  counter(bucket, "artifactsCompleted") + counter(bucket, "artifactsFailed");

/** Each window is read once, however many rules look at it. */
export function scopeMetrics(
  db: DbReader,
  organizationId: Scope,
  now: number,
  settings: Settings,
): ScopeMetrics {
  const read = async (period: "fiveMinutes" | "hourly" | "daily", from: number, to: number) =>
    from < to ? await readBuckets(db, organizationId, period, from, to) : [];

  async function baseline(windowMs: number): Promise<Bucket> {
    const before = windowStart(now, windowMs);
    const today = periodStart(before, DAY_MS);
    const days = await read("daily", today - settings.LATENCY_BASELINE_DAYS * DAY_MS, today);
    const hours = await read("hourly", today, periodStart(before, HOUR_MS));
    return mergeAll([...days, ...hours].map(({ bucket }) => bucket));
  }

  async function endedInEarlierWeeks(windowMs: number): Promise<number[]> {
    const ended: number[] = [];
    for (let week = 1; week <= settings.INACTIVITY_BASELINE_WEEKS; week += 1) {
      const to = now - week * WEEK_MS;
      const from = to - windowMs;
      const first = periodStart(from, HOUR_MS);
      const hours = await read("hourly", first, to);
      // Quiet hours have rows of zeros: where one is missing, nobody watched.
      if (hours.length < Math.ceil((to - first) / HOUR_MS)) continue;
      // The window seldom begins with an hour: of an hour counts what of it lies within.
      ended.push(
        hours.reduce((sum, { periodStart: start, bucket }) => {
          const within = Math.min(start + HOUR_MS, to) - Math.max(start, from);
          return sum + (endedNotes(bucket) * within) / HOUR_MS;
        }, 0),
      );
    }
    return ended;
  }

  return {
    window: once(async (windowMs) =>
      mergeAll((await read("fiveMinutes", windowStart(now, windowMs), now + 1)).map(({ bucket }) => bucket)),
    ),
    baseline: once(baseline),
    endedInEarlierWeeks,
  };
}

function once(read: (windowMs: number) => Promise<Bucket>): (windowMs: number) => Promise<Bucket> {
  const known = new Map<number, Promise<Bucket>>();
  return (windowMs) => {
    const found = known.get(windowMs) ?? read(windowMs);
    known.set(windowMs, found);
    return found;
  };
}
