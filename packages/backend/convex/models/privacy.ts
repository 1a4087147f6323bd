/** Erasing players, and removing recordings when their time is over. */
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { nameLookup } from "../lib/host/nameLookup";
import { beginErasure, type Erasure, resumeErasureOf } from "../lib/privacy/erasure";
import { findPlayers, playerFoundValidator } from "../lib/privacy/findPlayers";
import { previewPlaceValidator, previewStepOf, previewStepValidator } from "../lib/privacy/preview";
import { startJob } from "./metricsJobs";

const MAX_LISTED = 20;

/** Players of one club whose names hold every word of `search`, by their beginnings: at most 20. */
export const searchPlayers = staffQuery({
  args: { organizationId: v.string(), search: v.string() },
  returns: v.array(playerFoundValidator),
  handler: async (ctx, { organizationId, search }) =>
    await findPlayers(ctx.db, organizationId, search, MAX_LISTED),
});

/**
 * What an erasure would erase, counted a step at a time by the rules of the erasure itself: without `at` the first step, then
 * each with the `next` of the one before, until that is null. Changes nothing. Throws ConvexError `not_found`.
 */
export const previewErasure = staffQuery({
  args: { playerId: v.id("players"), at: v.optional(previewPlaceValidator) },
  returns: previewStepValidator,
  handler: async (ctx, { playerId, at }) => await previewStepOf(ctx.db, playerId, at),
});

/**
 * Erases a player for good: see `lib/privacy/erasure`. `name` is what was typed to confirm. Asked for again, it returns the
 * erasure that there is. Recorded in the audit log. Throws ConvexError `not_found`, `invalid_argument` for another name.
 */
export const erasePlayer = staffMutation({
  args: { playerId: v.id("players"), name: v.string() },
  returns: v.id("playerErasures"),
  handler: async (ctx, { playerId, name: typedName }) => {
    const { authUserId: requestedBy, name: requestedByName } = ctx.staff;
    return await beginErasure(ctx, { playerId, requestedBy, requestedByName, typedName }, Date.now());
  },
});

const progressOfErasure = {
  /** `gave_up`: a step failed on every attempt; `resumeErasure` continues. */
  status: v.union(v.literal("running"), v.literal("completed"), v.literal("gave_up")),
  /** 2 = an hour later, over what was under way during the first. */
  pass: v.number(),
  notesErased: v.number(),
  /** Messages and remarks beside those of the notes. */
  textsErased: v.number(),
  startedAt: v.number(),
  nextStepAt: v.number(),
  finishedAt: v.optional(v.number()),
};

/** The record of erasures, newest first, at most 20 a page; times in ms. It names no player. */
export const listErasures = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(
    v.object({
      erasureId: v.id("playerErasures"),
      organizationName: v.optional(v.string()),
      /** Absent for operators. */
      requestedByName: v.optional(v.string()),
      ...progressOfErasure,
    }),
  ),
  handler: async (ctx, { paginationOpts }) => {
    const numItems = Math.min(Math.max(1, paginationOpts.numItems), MAX_LISTED);
    const result = await ctx.db
      .query("playerErasures")
      .order("desc")
      .paginate({ ...paginationOpts, numItems });
    const { clubName } = nameLookup(ctx.db);
    const page = result.page.map(async (row) => ({
      erasureId: row._id,
      organizationName: await clubName(row.organizationId),
      requestedByName: row.requestedByName,
      ...progressOf(row),
    }));
    return { ...result, page: await Promise.all(page) };
  },
});

/** The same for operators: `npx convex run models/privacy:erasePlayerAsOperator '{"playerId":"…"}'`. */
export const erasePlayerAsOperator = internalMutation({
  args: { playerId: v.id("players") },
  returns: v.id("playerErasures"),
  handler: async (ctx, { playerId }) =>
    await beginErasure(ctx, { playerId, requestedBy: "operator" }, Date.now()),
});

/** How far an erasure is, times in ms. Throws ConvexError `not_found`. */
export const getErasure = staffQuery({
  args: { erasureId: v.id("playerErasures") },
  returns: v.object(progressOfErasure),
  handler: async (ctx, { erasureId }) => {
    const row = await ctx.db.get("playerErasures", erasureId);
    if (!row) throw functionError("not_found");
    return progressOf(row);
  },
});

function progressOf(row: Erasure) {
  const { status, pass, notesErased, textsErased, startedAt, nextStepAt, finishedAt } = row;
  return { status, pass, notesErased, textsErased, startedAt, nextStepAt, finishedAt };
}

/** Starts the removal of recordings that are older than `AUDIO_RETENTION_DAYS`. */
export const removeOldAudio = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "remove-old-audio", Date.now()),
});

/** Continues an erasure that gave up. False where it runs or has ended. Throws ConvexError `not_found`. */
export const resumeErasure = staffMutation({
  args: { erasureId: v.id("playerErasures") },
  returns: v.boolean(),
  handler: async (ctx, { erasureId }) => {
    const erasure = await ctx.db.get("playerErasures", erasureId);
    if (!erasure) throw functionError("not_found");
    const now = Date.now();
    const resumed = await resumeErasureOf(ctx, erasure, now);
    if (resumed) {
      await ctx.db.insert("auditLog", {
        actorAuthUserId: ctx.staff.authUserId,
        action: "erasure_resumed",
        detail: erasureId,
        at: now,
      });
    }
    return resumed;
  },
});
