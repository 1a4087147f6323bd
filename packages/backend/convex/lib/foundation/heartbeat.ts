/** When each background job last ran and how it ended: an old heartbeat is itself something to show. */
import type { Doc } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "./context";

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

export async function findHeartbeat(db: DbReader, name: string): Promise<Doc<"heartbeats"> | null> {
  return await db
    .query("heartbeats")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
}

/** Writes the job's one row. A run that has only begun leaves the end of the one before in it. */
export async function recordHeartbeat(db: DbWriter, name: string, beat: Heartbeat): Promise<void> {
  const row = await findHeartbeat(db, name);
  const begun = { name, lastStartedAt: beat.startedAt };
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
export const recordRun = (db: DbWriter, name: string, startedAt: number, rows: number): Promise<void> =>
  recordHeartbeat(db, name, { startedAt, finishedAt: Date.now(), steps: 1, rows });
