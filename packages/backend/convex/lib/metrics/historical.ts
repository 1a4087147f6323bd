/** A range of metrics with its points, its totals and the range before it. */
import { type Bucket, counter, EMPTY_BUCKET, mergeAll } from "@voice-flow/domain/metrics/bucket";
import { SLOT_MS } from "@voice-flow/domain/metrics/day-profile";
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import { endToEndFigures, snapshotFields, toSnapshotFields } from "@voice-flow/domain/metrics/snapshot";
import { type Infer, v } from "convex/values";
import { type MetricsRange, metricsRangeValidator } from "../../tables/metrics";
import type { DbReader } from "../foundation/context";
import { PERIOD_MS } from "./accumulate";
import { type PeriodBucket, readBuckets, type Scope } from "./bucketRows";
import { detailsOf, figuresFields } from "./figures";
import { type Window, windowsOf } from "./ranges";
import { readRollup } from "./rollUpBatch";

export const historicalValidator = v.object({
  range: metricsRangeValidator,
  /** Of the points. */
  period: v.union(v.literal("fiveMinutes"), v.literal("hourly"), v.literal("daily")),
  /** ms, inclusive and exclusive; the last period is the running one. */
  from: v.number(),
  to: v.number(),
  /** One per period, without gaps, ascending; quiet ones are zeros. */
  points: v.array(
    v.object({
      periodStart: v.number(),
      periodEnd: v.number(),
      ...snapshotFields,
      p50EndToEndLatency: v.number(),
      p99EndToEndLatency: v.number(),
    }),
  ),
  ...figuresFields,
  previous: v.object({ from: v.number(), to: v.number(), totals: v.object(snapshotFields) }),
  /** Notes received and failed by hour of the week in the caller's time zone; 0 = Monday. Null where it is not known. */
  heatmap: v.union(
    v.null(),
    v.array(v.object({ weekday: v.number(), hour: v.number(), received: v.number(), failed: v.number() })),
  ),
  /** When the roll-up last moved, ms; null before the first event. */
  aggregatedAt: v.union(v.null(), v.number()),
});

export interface HistoricalQuery {
  range: MetricsRange;
  now: number;
  organizationId: Scope;
  /** Minutes east of UTC. */
  utcOffsetMinutes: number;
}

export async function readHistorical(
  db: DbReader,
  { range, now, organizationId, utcOffsetMinutes }: HistoricalQuery,
): Promise<Infer<typeof historicalValidator>> {
  const { current, previous } = windowsOf(range, now);
  const rows = await rowsOf(db, organizationId, current);
  const before = mergeAll((await rowsOf(db, organizationId, previous)).map((row) => row.bucket));
  const total = mergeAll(rows.map((row) => row.bucket));
  const { from, to } = previous;
  return {
    range,
    ...current,
    points: pointsOf(rows, current),
    totals: toSnapshotFields(total),
    ...detailsOf(total),
    previous: { from, to, totals: toSnapshotFields(before) },
    heatmap: await heatmapOf(db, organizationId, range, now, utcOffsetMinutes, rows),
    aggregatedAt: (await readRollup(db))?.updatedAt ?? null,
  };
}

const rowsOf = async (db: DbReader, organizationId: Scope, { period, from, to }: Window) =>
  await readBuckets(db, organizationId, period, from, to);

function pointsOf(rows: readonly PeriodBucket[], { period, from, to }: Window) {
  const known = new Map<number, Bucket>(rows.map((row) => [row.periodStart, row.bucket]));
  const length = PERIOD_MS[period];
  const points = [];
  for (let periodStart = from; periodStart < to; periodStart += length) {
    const bucket = known.get(periodStart) ?? EMPTY_BUCKET;
    const { p50, p99 } = endToEndFigures(bucket);
    points.push({
      periodStart,
      periodEnd: periodStart + length,
      ...toSnapshotFields(bucket),
      p50EndToEndLatency: p50,
      p99EndToEndLatency: p99,
    });
  }
  return points;
}

const HEATMAP_DAYS = 28;

/** Four weeks of the platform from the profiles of its days; of an organisation the week whose hours were read. */
async function heatmapOf(
  db: DbReader,
  organizationId: Scope,
  range: MetricsRange,
  now: number,
  utcOffsetMinutes: number,
  rows: readonly PeriodBucket[],
) {
  if (range === "7d") {
    return byHourOfWeek(
      rows.map(({ periodStart, bucket }) => ({
        at: periodStart,
        received: counter(bucket, "artifactsReceived"),
        failed: counter(bucket, "artifactsFailed"),
      })),
      utcOffsetMinutes,
    );
  }
  if (organizationId !== undefined) return null;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const days = await db
    .query("voicePipelineDayProfiles")
    .withIndex("by_dayStart", (q) => q.gt("dayStart", today - HEATMAP_DAYS * DAY_MS).lte("dayStart", today))
    .take(HEATMAP_DAYS);
  const quarters = days.flatMap(({ dayStart, slots }) =>
    slots.map(({ slot, received, failed }) => ({ at: dayStart + slot * SLOT_MS, received, failed })),
  );
  return byHourOfWeek(quarters, utcOffsetMinutes);
}

/** The first of January 1970 was a Thursday; weeks begin on Monday. */
const THURSDAY = 3;

function byHourOfWeek(
  moments: readonly { at: number; received: number; failed: number }[],
  utcOffsetMinutes: number,
) {
  const cells = Array.from({ length: 7 * 24 }, (_, index) => ({
    weekday: Math.floor(index / 24),
    hour: index % 24,
    received: 0,
    failed: 0,
  }));
  for (const { at, received, failed } of moments) {
    const hours = Math.floor((at + utcOffsetMinutes * 60_000) / PERIOD_MS.hourly);
    const index = (((hours + THURSDAY * 24) % cells.length) + cells.length) % cells.length;
    const cell = cells[index];
    if (!cell) continue;
    cell.received += received;
    cell.failed += failed;
  }
  return cells;
}
