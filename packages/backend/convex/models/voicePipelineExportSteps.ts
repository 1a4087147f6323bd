/** The steps of an export, for its actions: what is read, what has been written, and how it ends. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "../_generated/server";
import {
  EXPORT_PAGE_ROWS,
  endExport,
  MAX_EXPORT_ROWS,
  readExportPage,
  runningExportValidator,
} from "../lib/exports/exports";
import { startJob } from "./metricsJobs";

/** A running export, for its next step; null when there is nothing left to do. */
export const getRunning = internalQuery({
  args: { exportId: v.id("voicePipelineExports") },
  returns: v.union(v.null(), runningExportValidator),
  handler: async (ctx, { exportId }) => {
    const row = await ctx.db.get("voicePipelineExports", exportId);
    if (row?.status !== "running") return null;
    const { format, request, rows, cursor = null, parts, written } = row;
    return { format, subject: request.subject, rows, cursor, parts, written };
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

/** Every ten minutes: deletes exports and their files when their day is over. */
export const cleanupExports = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "cleanup-exports", Date.now()),
});
