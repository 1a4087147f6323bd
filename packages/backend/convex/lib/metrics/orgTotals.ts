/** Organisations ranked by volume: per range one row each, so that a page of the ranking reads a page of rows. */
import { counter, mergeAll } from "@voice-flow/domain/metrics/bucket";
import type { Doc } from "../../_generated/dataModel";
import { METRICS_RANGES } from "../../tables/metrics";
import type { DbWriter } from "../foundation/context";
import { findOrganization } from "../host/people";
import { PERIOD_MS } from "./accumulate";
import { type PeriodBucket, readBuckets } from "./bucketRows";
import { windowsOf } from "./ranges";

type Totals = Doc<"voicePipelineOrgTotals">;

/** Adds up one organisation's rows for every range: at most 12 + 72 + 24 + 23 + 30 rows, of which few have events. */
export async function refreshOrganization(
  db: DbWriter,
  organizationId: string,
  now: number,
): Promise<number> {
  const known = await db
    .query("voicePipelineOrgTotals")
    .withIndex("by_org_and_range", (q) => q.eq("organizationId", organizationId))
    .take(METRICS_RANGES.length);
  const month = windowsOf("30d", now).current;
  const days = await readBuckets(db, organizationId, "daily", month.from, month.to);
  // Nothing for thirty days: nothing in any shorter range.
  if (days.length === 0) return await forget(db, known);
  const organizationName = (await findOrganization(db, organizationId))?.name;
  let written = 0;
  for (const range of METRICS_RANGES) {
    const { period, from, to } = windowsOf(range, now).current;
    const touched = days.filter((day) => day.periodStart + PERIOD_MS.daily > from);
    const buckets =
      range === "7d"
        ? await weekOf(db, organizationId, from, touched)
        : period === "daily" || touched.length === 0
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

/** The week that the metrics page shows: the hours of its first day, which it may begin in the middle of, then whole days. */
async function weekOf(
  db: DbWriter,
  organizationId: string,
  from: number,
  touched: readonly PeriodBucket[],
): Promise<PeriodBucket[]> {
  const wholeFrom = Math.ceil(from / PERIOD_MS.daily) * PERIOD_MS.daily;
  const whole = touched.filter((day) => day.periodStart >= wholeFrom);
  if (whole.length === touched.length) return whole;
  return [...(await readBuckets(db, organizationId, "hourly", from, wholeFrom)), ...whole];
}
