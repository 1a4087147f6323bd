/** The steps of an export, for its actions: what is read, what has been written, and how it ends. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, internalQuery } from "../_generated/server";
import {
  EXPORT_PAGE_ROWS,
  endExport,
  GIVEN_UP_AFTER_MS,
  KEPT_FOR_MS,
  MAX_EXPORT_ROWS,
  readExportPage,
  STALLED_AFTER_MS,
} from "../lib/exports/exports";
import { recordHeartbeat } from "../lib/foundation/heartbeat";
import { exportFormatValidator, exportSubjectValidator } from "../tables/metrics";

/** Exports that one run of the upkeep looks at. */
const MAX_TENDED = 20;

/** A running export, for its next step; null when there is nothing left to do. */
export const getRunning = internalQuery({
  args: { exportId: v.id("voicePipelineExports") },
  returns: v.union(
    v.null(),
    v.object({
      format: exportFormatValidator,
      subject: exportSubjectValidator,
      rows: v.number(),
      cursor: v.union(v.string(), v.null()),
      parts: v.array(v.id("_storage")),
    }),
  ),
  handler: async (ctx, { exportId }) => {
    const row = await ctx.db.get("voicePipelineExports", exportId);
    if (row?.status !== "running") return null;
    const { format, request, rows, cursor = null, parts } = row;
    return { format, subject: request.subject, rows, cursor, parts };
  },
});

/** One page of what an export has, as it goes into the file. */
export const readPage = internalQuery({
  args: { exportId: v.id("voicePipelineExports"), paginationOpts: paginationOptsValidator },
  returns: v.object({ text: v.string(), rows: v.number(), isDone: v.boolean(), continueCursor: v.string() }),
  handler: async (ctx, { exportId, paginationOpts }) => {
    const row = await ctx.db.get("voicePipelineExports", exportId);
    if (!row) return { text: "", rows: 0, isDone: true, continueCursor: "[]" };
    const numItems = Math.min(paginationOpts.numItems, EXPORT_PAGE_ROWS);
    return await readExportPage(ctx.db, row.request, row.format, { ...paginationOpts, numItems });
  },
});

/**
 * Records a written part. A step that ran twice, or after a cancellation, is not recorded twice: false, and the caller
 * deletes its file.
 */
export const recordPart = internalMutation({
  args: {
    exportId: v.id("voicePipelineExports"),
    /** How many parts there were when the step began. */
    index: v.number(),
    storageId: v.id("_storage"),
    rows: v.number(),
    cursor: v.string(),
    isDone: v.boolean(),
  },
  returns: v.boolean(),
  handler: async (ctx, { exportId, index, storageId, rows, cursor, isDone }) => {
    const row = await ctx.db.get("voicePipelineExports", exportId);
    if (row?.status !== "running" || row.parts.length !== index) return false;
    const total = row.rows + rows;
    const full = total >= MAX_EXPORT_ROWS;
    await ctx.db.patch("voicePipelineExports", exportId, {
      rows: total,
      truncated: full && !isDone,
      parts: [...row.parts, storageId],
      cursor,
      written: isDone || full,
      updatedAt: Date.now(),
    });
    const next = isDone || full ? internal.actions.exports.finish : internal.actions.exports.writeStep;
    await ctx.scheduler.runAfter(0, next, { exportId });
    return true;
  },
});

/** Ends an export: with its file, or as failed. False if it has ended before; the caller deletes its file. */
export const end = internalMutation({
  args: { exportId: v.id("voicePipelineExports"), storageId: v.optional(v.id("_storage")) },
  returns: v.boolean(),
  handler: async (ctx, { exportId, storageId }) => {
    const row = await ctx.db.get("voicePipelineExports", exportId);
    if (row?.status !== "running") return false;
    await endExport(ctx, row, storageId, Date.now());
    return true;
  },
});

/** Goes on with exports whose step was lost, gives up those that lose every one, and deletes files that are a day old. */
export const tendExports = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    const byStatus = (status: Doc<"voicePipelineExports">["status"], before: number) =>
      ctx.db
        .query("voicePipelineExports")
        .withIndex("by_status_and_updatedAt", (q) => q.eq("status", status).lt("updatedAt", before))
        .take(MAX_TENDED);
    const stalled = await byStatus("running", now - STALLED_AFTER_MS);
    for (const row of stalled) {
      const { _id: exportId, written, createdAt } = row;
      if (createdAt < now - GIVEN_UP_AFTER_MS) {
        await endExport(ctx, row, undefined, now);
        continue;
      }
      await ctx.db.patch("voicePipelineExports", exportId, { updatedAt: now });
      const next = written ? internal.actions.exports.finish : internal.actions.exports.writeStep;
      await ctx.scheduler.runAfter(0, next, { exportId });
    }
    const old = [
      ...(await byStatus("completed", now - KEPT_FOR_MS)),
      ...(await byStatus("failed", now - KEPT_FOR_MS)),
      ...(await byStatus("cancelled", now - KEPT_FOR_MS)),
    ];
    for (const row of old) {
      if (row.storageId) await ctx.storage.delete(row.storageId);
      await ctx.db.delete("voicePipelineExports", row._id);
    }
    const rows = stalled.length + old.length;
    await recordHeartbeat(ctx.db, "tend-pipeline-exports", {
      startedAt: now,
      finishedAt: now,
      steps: 1,
      rows,
    });
    return null;
  },
});
