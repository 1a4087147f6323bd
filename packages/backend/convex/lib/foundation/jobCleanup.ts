/** Clean-up of jobs in bounded steps: those that are over go after their retention, the others never. */
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import type { Settings } from "@voice-flow/domain/settings";
import type { JobStatus } from "@voice-flow/domain/vocabulary/messaging";
import type { DbWriter } from "./context";

const OVER = ["succeeded", "failed"] as const satisfies readonly JobStatus[];

/**
 * Deletes a batch of the jobs that ended before the retention; `done` when none is left. What a job was about stays: an
 * inbound message under its provider's id, an outbound one under its key.
 */
export async function cleanUpJobs(
  db: DbWriter,
  { JOB_RETENTION_DAYS, CLEANUP_BATCH_SIZE }: Settings,
  now: number,
): Promise<{ deleted: number; done: boolean }> {
  const before = now - JOB_RETENTION_DAYS * DAY_MS;
  let deleted = 0;
  for (const status of OVER) {
    const old = await db
      .query("jobs")
      .withIndex("by_status_and_updatedAt", (q) => q.eq("status", status).lt("updatedAt", before))
      .take(CLEANUP_BATCH_SIZE - deleted);
    for (const { _id } of old) await db.delete("jobs", _id);
    deleted += old.length;
    if (deleted === CLEANUP_BATCH_SIZE) return { deleted, done: false };
  }
  return { deleted, done: true };
}
