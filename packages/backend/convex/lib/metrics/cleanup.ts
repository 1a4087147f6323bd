/** Clean-up in bounded steps: each deletes a batch of what is too old and says whether there may be more. */
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import type { Settings } from "@voice-flow/domain/settings";
import type { PeriodType } from "@voice-flow/domain/vocabulary/operations";
import type { Doc } from "../../_generated/dataModel";
import type { DbWriter } from "../foundation/context";
import { readRollup } from "./rollUpBatch";

export interface CleanupStep {
  deleted: number;
  /** Nothing is left that is too old. */
  done: boolean;
}

/** Five-minute rows of organisations answer for the last hours only; those of the platform let rules be rehearsed. */
const FINE_RETENTION_DAYS = { organization: 2, platform: 31 } as const;

type ScopeKind = Doc<"voicePipelineMetricsSnapshots">["scopeKind"];

export async function cleanUpFine(
  db: DbWriter,
  scopeKind: ScopeKind,
  { CLEANUP_BATCH_SIZE: batch }: Settings,
  now: number,
): Promise<CleanupStep> {
  const before = now - FINE_RETENTION_DAYS[scopeKind] * DAY_MS;
  const rows = await db
    .query("voicePipelineMetricsBuckets")
    .withIndex("by_scopeKind_and_start", (q) => q.eq("scopeKind", scopeKind).lt("periodStart", before))
    .take(batch);
  for (const row of rows) await db.delete("voicePipelineMetricsBuckets", row._id);
  return { deleted: rows.length, done: rows.length < batch };
}

export async function cleanUpSnapshots(
  db: DbWriter,
  scopeKind: ScopeKind,
  periodType: PeriodType,
  settings: Settings,
  now: number,
): Promise<CleanupStep> {
  const before = now - retentionDays(scopeKind, periodType, settings) * DAY_MS;
  const rows = await db
    .query("voicePipelineMetricsSnapshots")
    .withIndex("by_scopeKind_periodType_start", (q) =>
      q.eq("scopeKind", scopeKind).eq("periodType", periodType).lt("periodStart", before),
    )
    .take(settings.CLEANUP_BATCH_SIZE);
  for (const row of rows) await db.delete("voicePipelineMetricsSnapshots", row._id);
  return { deleted: rows.length, done: rows.length < settings.CLEANUP_BATCH_SIZE };
}

function retentionDays(scopeKind: ScopeKind, periodType: PeriodType, settings: Settings): number {
  if (periodType === "daily") return settings.DAILY_SNAPSHOT_RETENTION_DAYS;
  return scopeKind === "platform"
    ? settings.PLATFORM_HOURLY_SNAPSHOT_RETENTION_DAYS
    : settings.HOURLY_SNAPSHOT_RETENTION_DAYS;
}

export async function cleanUpDayProfiles(
  db: DbWriter,
  settings: Settings,
  now: number,
): Promise<CleanupStep> {
  const before = now - settings.DAILY_SNAPSHOT_RETENTION_DAYS * DAY_MS;
  const rows = await db
    .query("voicePipelineDayProfiles")
    .withIndex("by_dayStart", (q) => q.lt("dayStart", before))
    .take(settings.CLEANUP_BATCH_SIZE);
  for (const row of rows) await db.delete("voicePipelineDayProfiles", row._id);
  return { deleted: rows.length, done: rows.length < settings.CLEANUP_BATCH_SIZE };
}

/** Deletes the oldest events past their retention, and none that is not aggregated yet. */
export async function cleanUpEvents(db: DbWriter, settings: Settings, now: number): Promise<CleanupStep> {
  const cursor = await readRollup(db);
  const before = now - settings.EVENT_RETENTION_DAYS * DAY_MS;
  const rows = await db
    .query("voicePipelineEvents")
    .withIndex("by_timestamp", (q) => q.lt("timestamp", before))
    .take(settings.CLEANUP_BATCH_SIZE);
  let deleted = 0;
  for (const row of rows) {
    if (!cursor || typeof row.commitTs !== "bigint" || row.commitTs > cursor.commitTs) continue;
    await db.delete("voicePipelineEvents", row._id);
    deleted += 1;
  }
  // A step that could delete nothing ends the run: the next one comes after the roll-up.
  return { deleted, done: rows.length < settings.CLEANUP_BATCH_SIZE || deleted === 0 };
}
