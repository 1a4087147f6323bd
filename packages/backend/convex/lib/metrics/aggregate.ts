/** What the aggregation jobs do beside the worker: quiet periods get their rows, days are checked against their hours. */
import { EMPTY_BUCKET, mergeAll } from "@voice-flow/domain/metrics/bucket";
import { DAY_MS, periodStart } from "@voice-flow/domain/metrics/rollup";
import type { PeriodType } from "@voice-flow/domain/vocabulary/operations";
import { compareValues } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "../foundation/context";
import { PERIOD_MS } from "./accumulate";
import { findSnapshot, readBuckets, type Scope, writeSnapshot } from "./bucketRows";

/** How far back quiet periods are filled: the time for which rows are kept, so that missed runs leave no gap. */
const FILL_BACK_MS = { hourly: 7 * DAY_MS, daily: 90 * DAY_MS } as const satisfies Record<PeriodType, number>;

/** Inserts rows of zeros for complete periods of the platform in which nothing happened. Returns how many. */
export async function fillQuietPeriods(db: DbWriter, periodType: PeriodType, now: number): Promise<number> {
  const length = PERIOD_MS[periodType];
  const to = periodStart(now, length);
  const first = await db
    .query("voicePipelineMetricsSnapshots")
    .withIndex("by_org_periodType_start", (q) =>
      q.eq("organizationId", undefined).eq("periodType", periodType),
    )
    .first();
  if (!first) return 0;
  const from = Math.max(first.periodStart, to - FILL_BACK_MS[periodType]);
  const known = new Set(
    (await readBuckets(db, undefined, periodType, from, to)).map((row) => row.periodStart),
  );
  let filled = 0;
  for (let start = from; start < to; start += length) {
    if (known.has(start)) continue;
    const zeros = { organizationId: undefined, periodType, periodStart: start, bucket: EMPTY_BUCKET };
    await writeSnapshot(db, null, zeros, now);
    filled += 1;
  }
  return filled;
}

/** Days before today that are checked: their hours are still kept, whatever the retention. */
const CHECKED_DAYS = 2;

/**
 * Makes the daily rows of one scope what their hours add up to. The worker writes both, so that a difference is damage;
 * returns how many days were repaired.
 */
export async function rebuildDays(db: DbWriter, organizationId: Scope, now: number): Promise<number> {
  const today = periodStart(now, DAY_MS);
  let repaired = 0;
  for (let back = 1; back <= CHECKED_DAYS; back += 1) {
    const start = today - back * DAY_MS;
    const hours = await readBuckets(db, organizationId, "hourly", start, start + DAY_MS);
    if (hours.length === 0) continue;
    const bucket = mergeAll(hours.map((hour) => hour.bucket));
    const row = await findSnapshot(db, organizationId, "daily", start);
    // Not by their text: the database orders the fields of what it stores in its own way.
    if (row && compareValues(row.bucket, bucket) === 0) continue;
    await writeSnapshot(db, row, { organizationId, periodType: "daily", periodStart: start, bucket }, now);
    repaired += 1;
  }
  return repaired;
}

/** Organisations that have rows, after the given one in the order of ids. One document each, however many rows it has. */
export async function organizationsAfter(db: DbReader, after: string, limit: number): Promise<string[]> {
  const found: string[] = [];
  let last = after;
  while (found.length < limit) {
    const row: Doc<"voicePipelineMetricsSnapshots"> | null = await db
      .query("voicePipelineMetricsSnapshots")
      .withIndex("by_org_periodType_start", (q) => q.gt("organizationId", last))
      .first();
    if (row?.organizationId === undefined) break;
    last = row.organizationId;
    found.push(last);
  }
  return found;
}
