/** Exports of events and of notes: asked for by staff, written in resumable steps, kept for a day. */
import { v } from "convex/values";
import { beginExport, deleteParts, MAX_LISTED } from "../lib/exports/exports";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import {
  artifactExportFiltersValidator,
  eventExportFiltersValidator,
  exportFormatValidator,
  exportRequestValidator,
  exportStatusValidator,
  exportSubjectValidator,
} from "../tables/metrics";

/** What arrives while the export runs is not part of it, or it might never end. */
const frozen = <Filters extends { to?: number }>(filters: Filters, now: number) => ({
  ...filters,
  to: Math.min(filters.to ?? now, now),
});

/**
 * Starts an export of the events that pass the filters, newest first, at most 100,000. Without `to` it ends now. Throws
 * ConvexError `invalid_argument` while two exports of the caller run.
 */
export const startExport = staffMutation({
  args: { format: exportFormatValidator, filters: eventExportFiltersValidator.partial() },
  returns: v.id("voicePipelineExports"),
  handler: async (ctx, { format, filters }) => {
    const now = Date.now();
    return await beginExport(ctx, format, { subject: "events", filters: frozen(filters, now) }, now);
  },
});

/** The same of the notes that pass the filters of the grid, in its order. */
export const startArtifactExport = staffMutation({
  args: { format: exportFormatValidator, filters: artifactExportFiltersValidator.partial() },
  returns: v.id("voicePipelineExports"),
  handler: async (ctx, { format, filters }) => {
    const now = Date.now();
    return await beginExport(ctx, format, { subject: "artifacts", filters: frozen(filters, now) }, now);
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

/** The caller's exports, or those of events or notes alone, newest first, at most 20; `url` of those that are finished and still kept. */
export const listExports = staffQuery({
  args: { subject: v.optional(exportSubjectValidator) },
  returns: v.array(
    v.object({
      exportId: v.id("voicePipelineExports"),
      format: exportFormatValidator,
      request: exportRequestValidator,
      status: exportStatusValidator,
      rows: v.number(),
      /** There were more than the 100,000 newest, which the file has. */
      truncated: v.boolean(),
      url: v.union(v.string(), v.null()),
      createdAt: v.number(),
      updatedAt: v.number(),
    }),
  ),
  handler: async (ctx, { subject }) => {
    const recent = await ctx.db
      .query("voicePipelineExports")
      .withIndex("by_requestedBy_and_createdAt", (q) => q.eq("requestedBy", ctx.staff.authUserId))
      .order("desc")
      .take(MAX_LISTED);
    const rows = recent.filter(({ request }) => subject === undefined || request.subject === subject);
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
