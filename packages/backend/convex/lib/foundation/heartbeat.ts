/** When each background job last ran and how it ended: an old heartbeat is itself something to show. */
import type { Doc } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "./context";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How often each job runs at least, ms. The names are those of `crons.ts`. */
export const EXPECTED_INTERVAL_MS = {
  "fail-stalled-artifacts": MINUTE_MS,
  "process-due-jobs": MINUTE_MS,
  "tend-bulk-retries": MINUTE_MS,
  "cancel-unanswered-notes": 15 * MINUTE_MS,
  "expire-drafts": 15 * MINUTE_MS,
  "roll-up-pipeline-events": MINUTE_MS,
  "aggregate-pipeline-hourly-metrics": HOUR_MS,
  "aggregate-pipeline-daily-metrics": DAY_MS,
  "check-pipeline-health": 5 * MINUTE_MS,
  "reconcile-pipeline-events": 5 * MINUTE_MS,
  "cleanup-pipeline-snapshots": DAY_MS,
  "cleanup-pipeline-events": DAY_MS,
  "cleanup-jobs": DAY_MS,
  "cleanup-pipeline-alerts": DAY_MS,
  "refresh-organization-totals": 2 * HOUR_MS,
  "count-waiting-for-coaches": 10 * MINUTE_MS,
  "tend-pipeline-exports": 10 * MINUTE_MS,
  "cleanup-bulk-retries": DAY_MS,
  "adjust-insight-thresholds": DAY_MS,
  "remove-old-audio": DAY_MS,
  "tend-player-erasures": 10 * MINUTE_MS,
  "count-ai-usage": MINUTE_MS,
  "aggregate-daily-usage": DAY_MS,
  "check-cost-alerts": 10 * MINUTE_MS,
} as const;
export type HeartbeatName = keyof typeof EXPECTED_INTERVAL_MS;

const isHeartbeatName = (name: string): name is HeartbeatName => Object.hasOwn(EXPECTED_INTERVAL_MS, name);
export const HEARTBEAT_NAMES: readonly HeartbeatName[] =
  Object.keys(EXPECTED_INTERVAL_MS).filter(isHeartbeatName);

/** A run that has begun (no `finishedAt`) or ended. Times in ms. */
export interface Heartbeat {
  startedAt: number;
  finishedAt?: number;
  /** Transactions that the run took, and rows that it wrote or deleted. */
  steps?: number;
  rows?: number;
  /** Why the run failed: a stable code, never a message of an exception. */
  error?: string;
}

export async function findHeartbeat(db: DbReader, name: HeartbeatName): Promise<Doc<"heartbeats"> | null> {
  return await db
    .query("heartbeats")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
}

/** Writes the job's one row. A run that has only begun leaves the end of the one before in it. */
export async function recordHeartbeat(db: DbWriter, name: HeartbeatName, beat: Heartbeat): Promise<void> {
  const row = await findHeartbeat(db, name);
  const begun = { name, expectedIntervalMs: EXPECTED_INTERVAL_MS[name], lastStartedAt: beat.startedAt };
  const fields =
    beat.finishedAt === undefined
      ? begun
      : {
          ...begun,
          lastFinishedAt: beat.finishedAt,
          lastOk: beat.error === undefined,
          lastDurationMs: Math.max(0, beat.finishedAt - beat.startedAt),
          lastSteps: beat.steps,
          lastRows: beat.rows,
          lastError: beat.error,
        };
  if (row) await db.patch("heartbeats", row._id, fields);
  else await db.insert("heartbeats", fields);
}

/** For a job that is one transaction: it has begun and ended at once. */
export const recordRun = (
  db: DbWriter,
  name: HeartbeatName,
  startedAt: number,
  rows: number,
): Promise<void> => recordHeartbeat(db, name, { startedAt, finishedAt: Date.now(), steps: 1, rows });

/** Half an interval of grace and a minute: a job that is late by less is not worth anybody's attention. */
export const isOverdue = (row: Doc<"heartbeats">, now: number): boolean =>
  now - row.lastStartedAt > row.expectedIntervalMs * 1.5 + MINUTE_MS;
