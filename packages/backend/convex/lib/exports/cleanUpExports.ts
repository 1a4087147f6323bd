/** Exports are kept for a day. */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { ChainStep } from "../foundation/chain";
import { KEPT_FOR_MS } from "./exports";

const MAX_DELETED = 20;
const ENDED = [
  "completed",
  "failed",
  "cancelled",
] as const satisfies readonly Doc<"voicePipelineExports">["status"][];

/** Deletes the oldest exports that ended more than a day ago, with their files. */
export async function cleanUpExports(ctx: MutationCtx, now: number): Promise<ChainStep> {
  let rows = 0;
  for (const status of ENDED) {
    const old = await ctx.db
      .query("voicePipelineExports")
      .withIndex("by_status_and_updatedAt", (q) => q.eq("status", status).lt("updatedAt", now - KEPT_FOR_MS))
      .take(MAX_DELETED);
    for (const row of old) {
      if (row.storageId) await ctx.storage.delete(row.storageId);
      await ctx.db.delete("voicePipelineExports", row._id);
    }
    rows += old.length;
    if (old.length === MAX_DELETED) return { rows, cursor: "more" };
  }
  return { rows, cursor: null };
}
