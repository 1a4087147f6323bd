/** How often a changed rule would have fired, from the stored hours of the platform. */
import { type BucketAt, factsFromBuckets, rehearseRule } from "@voice-flow/domain/alerts/rehearse";
import type { AlertRule } from "@voice-flow/domain/alerts/rules";
import { EMPTY_BUCKET } from "@voice-flow/domain/metrics/bucket";
import { DAY_MS, HOUR_MS, periodStart } from "@voice-flow/domain/metrics/rollup";
import type { Settings } from "@voice-flow/domain/settings";
import { alertSeverityValidator } from "@voice-flow/domain/vocabulary/operations";
import { type Infer, v } from "convex/values";
import type { DbReader } from "../foundation/context";
import { readBuckets } from "../metrics/bucketRows";

const firedValidator = v.object({
  /** Incidents that would have been opened. */
  incidents: v.number(),
  /** Hours in which one would have been open. */
  activeHours: v.number(),
});

/** Times in ms. Hour by hour: a rule that fires within an hour and is gone again is not seen. */
export const rehearsalValidator = v.object({
  /** Since when the platform's metrics are known; less than 30 days ago means that less could be rehearsed. */
  knownSince: v.union(v.null(), v.number()),
  last7Days: v.object({ changed: firedValidator, current: firedValidator }),
  last30Days: v.object({ changed: firedValidator, current: firedValidator }),
  /** What the changed rule would have raised, newest first; at most 20. */
  examples: v.array(
    v.object({
      openedAt: v.number(),
      resolvedAt: v.optional(v.number()),
      severity: alertSeverityValidator,
      sentence: v.string(),
    }),
  ),
});
export type RehearsalResult = Infer<typeof rehearsalValidator>;

const MONTH_MS = 30 * DAY_MS;
const MAX_EXAMPLES = 20;
const CHECK_INTERVAL_MS = 300_000;
/** Rows of one read; the whole is at most 65 days of hours, of which 36 are kept. */
const READ_MS = 20 * DAY_MS;

/** @param now ms, rounded by the caller */
export async function rehearse(
  db: DbReader,
  current: AlertRule,
  changed: AlertRule,
  settings: Settings,
  now: number,
): Promise<RehearsalResult> {
  const to = periodStart(now, HOUR_MS);
  const series = await hoursWithoutGaps(db, to, settings);
  const [first] = series;
  const { LATENCY_BASELINE_DAYS: days, INACTIVITY_BASELINE_WEEKS: weeks } = settings;
  const points = [...factsFromBuckets(series, HOUR_MS, days * 24, 7 * 24, weeks)].filter(
    ({ at }) => at > to - MONTH_MS,
  );
  const weekAgo = to - 7 * DAY_MS;
  const run = (rule: AlertRule) => {
    const month = rehearseRule(hourly(rule), "platform", points);
    const week = rehearseRule(
      hourly(rule),
      "platform",
      points.filter(({ at }) => at > weekAgo),
    );
    return { month, week };
  };
  const after = run(changed);
  const before = run(current);
  return {
    knownSince: first ? first.start : null,
    last7Days: { changed: fired(after.week), current: fired(before.week) },
    last30Days: { changed: fired(after.month), current: fired(before.month) },
    examples: after.month.incidents
      .slice(-MAX_EXAMPLES)
      .reverse()
      .map(({ openedAt, resolvedAt, severity, sentence }) => ({ openedAt, resolvedAt, severity, sentence })),
  };
}

const fired = ({ incidents, activeChecks }: ReturnType<typeof rehearseRule>) => ({
  incidents: incidents.length,
  activeHours: activeChecks,
});

/** Twelve checks are an hour here, and so is the window: what the sentence says it looked at. */
function hourly(rule: AlertRule): AlertRule {
  const hours = (checks: number) => Math.max(1, Math.ceil((checks * CHECK_INTERVAL_MS) / HOUR_MS));
  return {
    ...rule,
    raiseAfter: hours(rule.raiseAfter),
    resolveAfter: hours(rule.resolveAfter),
    windowMs: HOUR_MS,
  };
}

async function hoursWithoutGaps(db: DbReader, to: number, settings: Settings): Promise<BucketAt[]> {
  const back =
    MONTH_MS + Math.max(settings.LATENCY_BASELINE_DAYS, settings.INACTIVITY_BASELINE_WEEKS * 7) * DAY_MS;
  const rows = [];
  for (let from = to - back; from < to; from += READ_MS) {
    rows.push(...(await readBuckets(db, undefined, "hourly", from, Math.min(from + READ_MS, to))));
  }
  const known = new Map(rows.map(({ periodStart: start, bucket }) => [start, bucket]));
  const series: BucketAt[] = [];
  for (let start = rows[0]?.periodStart ?? to; start < to; start += HOUR_MS) {
    series.push({ start, bucket: known.get(start) ?? EMPTY_BUCKET });
  }
  return series;
}
