/** Organisations ranked by volume: per range one row each, so that a page of the ranking reads a page of rows. */
import { counter, mergeAll } from "@voice-flow/domain/metrics/bucket";
import type { Doc } from "../../_generated/dataModel";
import { METRICS_RANGES, type MetricsRange } from "../../tables/metrics";
import type { DbWriter } from "../context";
import { findOrganization } from "../people";
import { PERIOD_MS } from "./accumulate";
import { readBuckets } from "./bucketRows";
import { type Window, windowsOf } from "./ranges";

type Totals = Doc<"voicePipelineOrgTotals">;

/** Adds up one organisation's rows for every range: at most 12 + 72 + 24 + 30 rows, of which few have events. */
export async function refreshOrganization(
  db: DbWriter,
  organizationId: string,
  now: number,
): Promise<number> {
  const known = await db
    .query("voicePipelineOrgTotals")
    .withIndex("by_org_and_range", (q) => q.eq("organizationId", organizationId))
    .take(METRICS_RANGES.length);
  const month = totalsWindow("30d", now);
  const days = await readBuckets(db, organizationId, "daily", month.from, month.to);
  // Nothing for thirty days: nothing in any shorter range.
  if (days.length === 0) return await forget(db, known);
  const organizationName = (await findOrganization(db, organizationId))?.name;
  let written = 0;
  for (const range of METRICS_RANGES) {
    const { period, from, to } = totalsWindow(range, now);
    const touched = days.filter((day) => day.periodStart + PERIOD_MS.daily > from);
    const buckets =
      period === "daily" || touched.length === 0
        ? touched
        : await readBuckets(db, organizationId, period, from, to);
    const row = known.find((totals) => totals.range === range);
    if (buckets.length === 0) {
      written += await forget(db, row ? [row] : []);
      continue;
    }
    const bucket = mergeAll(buckets.map((one) => one.bucket));
    const volume = counter(bucket, "artifactsReceived");
    const next = { range, organizationId, organizationName, volume, from, to, bucket };
    if (row) await db.replace("voicePipelineOrgTotals", row._id, next);
    else await db.insert("voicePipelineOrgTotals", next);
    written += 1;
  }
  return written;
}

async function forget(db: DbWriter, rows: readonly Totals[]): Promise<number> {
  for (const row of rows) await db.delete("voicePipelineOrgTotals", row._id);
  return rows.length;
}

/** As the metrics page has it, but that a week is seven whole days: hours of a week would be five times the rows. */
function totalsWindow(range: MetricsRange, now: number): Window {
  const { to } = windowsOf("30d", now).current;
  if (range === "7d") return { period: "daily", from: to - 7 * PERIOD_MS.daily, to };
  return windowsOf(range, now).current;
}
