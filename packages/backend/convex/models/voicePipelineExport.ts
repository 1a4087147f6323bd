/** Exports of the event log: asked for by staff, written in resumable steps, kept for a day. */
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { functionError } from "../lib/errors";
import { deleteParts, MAX_RUNNING_EXPORTS } from "../lib/exports";
import { staffMutation, staffQuery } from "../lib/functions";
import { exportFiltersValidator, exportFormatValidator, exportStatusValidator } from "../tables/metrics";

const MAX_LISTED = 20;

/**
 * Starts an export of the events that pass the filters, newest first, at most 100,000. Without `to` it ends now. Throws
 * ConvexError `invalid_argument` while two exports of the caller run.
 */
export const startExport = staffMutation({
  args: { format: exportFormatValidator, filters: exportFiltersValidator.partial() },
  returns: v.id("voicePipelineExports"),
  handler: async (ctx, { format, filters }) => {
    const now = Date.now();
    const requestedBy = ctx.staff.authUserId;
    const recent = await ctx.db
      .query("voicePipelineExports")
      .withIndex("by_requestedBy_and_createdAt", (q) => q.eq("requestedBy", requestedBy))
      .order("desc")
      .take(MAX_LISTED);
    if (recent.filter((row) => row.status === "running").length >= MAX_RUNNING_EXPORTS) {
      throw functionError("invalid_argument", "Wait until one of your exports is finished, or cancel it.");
    }
    // Events that arrive while the export runs are not part of it, or it might never end.
    const frozen = { ...filters, to: Math.min(filters.to ?? now, now) };
    const exportId = await ctx.db.insert("voicePipelineExports", {
      requestedBy,
      format,
      filters: frozen,
      status: "running",
      rows: 0,
      truncated: false,
      parts: [],
      written: false,
      createdAt: now,
      updatedAt: now,
    });
    const detail = `events as ${format}`;
    await ctx.db.insert("auditLog", {
      actorAuthUserId: requestedBy,
      action: "export_started",
      detail,
      at: now,
    });
    await ctx.scheduler.runAfter(0, internal.actions.exports.writeStep, { exportId });
    return exportId;
  },
});

/** Stops one of the caller's exports and deletes what it has written. Throws ConvexError `not_found`. */
export const cancelExport = staffMutation({
  args: { exportId: v.id("voicePipelineExports") },
  returns: v.null(),
  handler: async (ctx, { exportId }) => {
    const row = await ctx.db.get("voicePipelineExports", exportId);
    if (row?.requestedBy !== ctx.staff.authUserId) throw functionError("not_found");
    if (row.status !== "running") return null;
    await deleteParts(ctx, row);
    await ctx.db.patch("voicePipelineExports", exportId, {
      status: "cancelled",
      parts: [],
      updatedAt: Date.now(),
    });
    return null;
  },
});

/** The caller's exports, newest first, at most 20; `url` of those that are finished and still kept. */
export const listExports = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      exportId: v.id("voicePipelineExports"),
      format: exportFormatValidator,
      filters: exportFiltersValidator,
      status: exportStatusValidator,
      rows: v.number(),
      /** There were more events than the 100,000 newest, which the file has. */
      truncated: v.boolean(),
      url: v.union(v.string(), v.null()),
      createdAt: v.number(),
      updatedAt: v.number(),
    }),
  ),
  handler: async (ctx) => {
    const rows = await ctx.db
      .query("voicePipelineExports")
      .withIndex("by_requestedBy_and_createdAt", (q) => q.eq("requestedBy", ctx.staff.authUserId))
      .order("desc")
      .take(MAX_LISTED);
    return await Promise.all(
      rows.map(
        async ({
          _id: exportId,
          _creationTime,
          requestedBy,
          cursor,
          parts,
          written,
          storageId,
          ...shown
        }) => ({
          exportId,
          ...shown,
          url: storageId ? await ctx.storage.getUrl(storageId) : null,
        }),
      ),
    );
  },
});
