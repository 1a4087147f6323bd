/** The rows of metrics: how they are found, merged into and read. */
import { type Bucket, EMPTY_BUCKET, mergeBuckets } from "@voice-flow/domain/metrics/bucket";
import { toSnapshotFields } from "@voice-flow/domain/metrics/snapshot";
import type { PeriodType } from "@voice-flow/domain/vocabulary/operations";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "../foundation/context";
import { PERIOD_MS, type Period, type RowDelta } from "./accumulate";

export interface PeriodBucket {
  periodStart: number;
  bucket: Bucket;
}

/** No `organizationId` = the platform. */
export type Scope = string | undefined;

export const scopeKindOf = (organizationId: Scope) =>
  organizationId === undefined ? ("platform" as const) : ("organization" as const);

/** Rows that one call reads at most; the longest of all ranges has 168. */
const MAX_ROWS = 600;

/** Buckets of one scope with `from` ≤ start < `to`, ascending; periods without events have none. */
export async function readBuckets(
  db: DbReader,
  organizationId: Scope,
  period: Period,
  from: number,
  to: number,
): Promise<PeriodBucket[]> {
  if (period === "fiveMinutes") {
    return await db
      .query("voicePipelineMetricsBuckets")
      .withIndex("by_org_and_start", (q) =>
        q.eq("organizationId", organizationId).gte("periodStart", from).lt("periodStart", to),
      )
      .take(MAX_ROWS);
  }
  return await db
    .query("voicePipelineMetricsSnapshots")
    .withIndex("by_org_periodType_start", (q) =>
      q
        .eq("organizationId", organizationId)
        .eq("periodType", period)
        .gte("periodStart", from)
        .lt("periodStart", to),
    )
    .take(MAX_ROWS);
}

export async function addToRow(db: DbWriter, delta: RowDelta, now: number): Promise<void> {
  const { organizationId, period, periodStart } = delta;
  if (period !== "fiveMinutes") {
    const row = await findSnapshot(db, organizationId, period, periodStart);
    const bucket = mergeBuckets(row?.bucket ?? EMPTY_BUCKET, delta.bucket);
    await writeSnapshot(db, row, { organizationId, periodType: period, periodStart, bucket }, now);
    return;
  }
  const row = await db
    .query("voicePipelineMetricsBuckets")
    .withIndex("by_org_and_start", (q) =>
      q.eq("organizationId", organizationId).eq("periodStart", periodStart),
    )
    .unique();
  const bucket = mergeBuckets(row?.bucket ?? EMPTY_BUCKET, delta.bucket);
  if (row) await db.patch("voicePipelineMetricsBuckets", row._id, { bucket });
  else
    await db.insert("voicePipelineMetricsBuckets", {
      organizationId,
      scopeKind: scopeKindOf(organizationId),
      periodStart,
      bucket,
    });
}

export async function findSnapshot(
  db: DbReader,
  organizationId: Scope,
  periodType: PeriodType,
  periodStart: number,
): Promise<Doc<"voicePipelineMetricsSnapshots"> | null> {
  return await db
    .query("voicePipelineMetricsSnapshots")
    .withIndex("by_org_periodType_start", (q) =>
      q.eq("organizationId", organizationId).eq("periodType", periodType).eq("periodStart", periodStart),
    )
    .unique();
}

/** Writes the row with its figures; one that exists keeps the time at which it was made. */
export async function writeSnapshot(
  db: DbWriter,
  existing: Doc<"voicePipelineMetricsSnapshots"> | null,
  content: { organizationId: Scope; periodType: PeriodType; periodStart: number; bucket: Bucket },
  now: number,
): Promise<void> {
  const row = {
    ...content,
    scopeKind: scopeKindOf(content.organizationId),
    periodEnd: content.periodStart + PERIOD_MS[content.periodType],
    ...toSnapshotFields(content.bucket),
    createdAt: existing?.createdAt ?? now,
  };
  if (existing) await db.replace("voicePipelineMetricsSnapshots", existing._id, row);
  else await db.insert("voicePipelineMetricsSnapshots", row);
}
