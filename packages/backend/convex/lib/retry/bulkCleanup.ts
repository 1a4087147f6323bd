/** Clean-up of bulk retries in bounded steps: one goes with its notes' results. The retries themselves stay. */
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import type { Settings } from "@voice-flow/domain/settings";
import type { DbWriter } from "../foundation/context";

/** Bulk retries of one step. Each has up to thousands of items, which go first. */
const BULK_RETRIES = 20;

/** Deletes a batch of those that ended too long ago; `done` when none is left. A running one is never deleted. */
export async function cleanUpBulkRetries(
  db: DbWriter,
  { BULK_RETRY_RETENTION_DAYS, CLEANUP_BATCH_SIZE }: Settings,
  now: number,
): Promise<{ deleted: number; done: boolean }> {
  const before = now - BULK_RETRY_RETENTION_DAYS * DAY_MS;
  let left = CLEANUP_BATCH_SIZE;
  let deleted = 0;
  let done = true;
  for (const status of ["completed", "cancelled", "failed"] as const) {
    const old = await db
      .query("voicePipelineBulkRetries")
      .withIndex("by_status_and_updatedAt", (q) => q.eq("status", status).lt("updatedAt", before))
      .take(BULK_RETRIES);
    done &&= old.length < BULK_RETRIES;
    for (const { _id: bulkRetryId } of old) {
      const items = await db
        .query("voicePipelineBulkRetryItems")
        .withIndex("by_bulkRetryId_and_status", (q) => q.eq("bulkRetryId", bulkRetryId))
        .take(left);
      for (const item of items) await db.delete("voicePipelineBulkRetryItems", item._id);
      left -= items.length;
      deleted += items.length;
      if (left === 0) return { deleted, done: false };
      await db.delete("voicePipelineBulkRetries", bulkRetryId);
      deleted += 1;
    }
  }
  return { deleted, done };
}
