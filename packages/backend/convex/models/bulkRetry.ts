/** Retries of many notes by one click: a frozen filter, worked off as a job. */
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { hurryChain, startChain } from "../lib/foundation/chain";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { checkFilterOrThrow } from "../lib/retry/bulkFilter";
import { bulkPreviewValidator, previewBulk } from "../lib/retry/bulkPreview";
import {
  bulkItemRow,
  bulkItemRowValidator,
  bulkRetryRow,
  bulkRetryRowValidator,
} from "../lib/retry/bulkRows";
import { BULK_CHAIN, startBulkItem } from "../lib/retry/bulkSteps";
import { usableReason } from "../lib/retry/reason";
import { bulkItemStatusValidator, bulkRetryFilterValidator, bulkRetryKindValidator } from "../tables/retries";
import { startJob } from "./metricsJobs";

const MAX_PAGE = 100;
const NOTHING_YET = {
  collected: 0,
  waiting: 0,
  running: 0,
  succeeded: 0,
  failed: 0,
  refused: 0,
  cancelled: 0,
};

/** What `retryMany` would do: how many notes, by kind, what it would cost, what is refused and why. `now` in ms. */
export const previewBulkRetry = staffQuery({
  args: { filter: bulkRetryFilterValidator, kind: bulkRetryKindValidator, now: v.number() },
  returns: bulkPreviewValidator,
  handler: async (ctx, { filter, kind, now }) => {
    checkFilterOrThrow(filter);
    return await previewBulk(ctx, filter, kind, now);
  },
});

/**
 * Starts the retry of all notes that match and have not changed since `seenAt` (the preview's `now`, ms). Throws ConvexError
 * `invalid_argument`.
 */
export const retryMany = staffMutation({
  args: {
    filter: bulkRetryFilterValidator,
    kind: bulkRetryKindValidator,
    seenAt: v.number(),
    reason: v.optional(v.string()),
  },
  returns: v.object({ bulkRetryId: v.id("voicePipelineBulkRetries") }),
  handler: async (ctx, { filter, kind, seenAt, reason }) => {
    checkFilterOrThrow(filter);
    const now = Date.now();
    const bulkRetryId = await ctx.db.insert("voicePipelineBulkRetries", {
      filter,
      kind,
      // Nothing that is yet to happen was seen by anybody.
      seenAt: Math.min(seenAt, now),
      reason: usableReason(reason),
      requestedBy: ctx.staff.authUserId,
      requestedByName: ctx.staff.name,
      status: "collecting",
      counts: NOTHING_YET,
      costMicros: 0,
      truncated: false,
      cursor: null,
      createdAt: now,
      updatedAt: now,
    });
    await startChain(ctx, BULK_CHAIN, { key: bulkRetryId, now });
    return { bulkRetryId };
  },
});

/** Begins nothing more; what has begun runs to its end. False if it was over. Throws ConvexError `not_found`. */
export const cancelBulkRetry = staffMutation({
  args: { bulkRetryId: v.id("voicePipelineBulkRetries") },
  returns: v.object({ cancelled: v.boolean() }),
  handler: async (ctx, { bulkRetryId }) => {
    const bulk = await ctx.db.get("voicePipelineBulkRetries", bulkRetryId);
    if (!bulk) throw functionError("not_found");
    if (bulk.status !== "collecting" && bulk.status !== "running") return { cancelled: false };
    const now = Date.now();
    await ctx.db.patch("voicePipelineBulkRetries", bulkRetryId, { status: "cancelling", updatedAt: now });
    await ctx.db.insert("auditLog", {
      actorAuthUserId: ctx.staff.authUserId,
      action: "bulk_retry_cancelled",
      detail: bulkRetryId,
      at: now,
    });
    await hurryChain(ctx, BULK_CHAIN, bulkRetryId, now);
    return { cancelled: true };
  },
});

/** How far a bulk retry is; null if there is none with this id, which may come from a URL. */
export const getBulkRetry = staffQuery({
  args: { bulkRetryId: v.string() },
  returns: v.union(v.null(), bulkRetryRowValidator),
  handler: async (ctx, { bulkRetryId }) => {
    const id = ctx.db.normalizeId("voicePipelineBulkRetries", bulkRetryId);
    const bulk = id && (await ctx.db.get("voicePipelineBulkRetries", id));
    return bulk && bulkRetryRow(bulk);
  },
});

/** All bulk retries, newest first, at most 100 a page. */
export const listBulkRetries = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(bulkRetryRowValidator),
  handler: async (ctx, { paginationOpts }) => {
    const numItems = Math.min(Math.max(1, paginationOpts.numItems), MAX_PAGE);
    const found = await ctx.db
      .query("voicePipelineBulkRetries")
      .withIndex("by_createdAt")
      .order("desc")
      .paginate({ ...paginationOpts, numItems });
    return { ...found, page: found.page.map(bulkRetryRow) };
  },
});

/** What became of each note, at most 100 a page; of one status or of all, grouped by it. */
export const listBulkRetryItems = staffQuery({
  args: {
    bulkRetryId: v.id("voicePipelineBulkRetries"),
    status: v.optional(bulkItemStatusValidator),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(bulkItemRowValidator),
  handler: async (ctx, { bulkRetryId, status, paginationOpts }) => {
    const numItems = Math.min(Math.max(1, paginationOpts.numItems), MAX_PAGE);
    const found = await ctx.db
      .query("voicePipelineBulkRetryItems")
      .withIndex("by_bulkRetryId_and_status", (q) =>
        status === undefined
          ? q.eq("bulkRetryId", bulkRetryId)
          : q.eq("bulkRetryId", bulkRetryId).eq("status", status),
      )
      .paginate({ ...paginationOpts, numItems });
    return { ...found, page: await Promise.all(found.page.map((item) => bulkItemRow(ctx.db, item))) };
  },
});

/** The retry of one note of a bulk retry, in a transaction of its own. */
export const startItem = internalMutation({
  args: { itemId: v.id("voicePipelineBulkRetryItems") },
  returns: v.null(),
  handler: async (ctx, { itemId }) => {
    await startBulkItem(ctx, itemId, Date.now());
    return null;
  },
});

/** Deletes bulk retries past their retention, with the results of their notes. */
export const cleanupBulkRetries = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "cleanup-bulk-retries", Date.now()),
});
