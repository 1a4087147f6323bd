/** Erasing players, and removing recordings when their time is over. */
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { functionError } from "../lib/errors";
import { staffMutation, staffQuery } from "../lib/functions";
import { recordHeartbeat } from "../lib/heartbeat";
import { beginErasure, stepErasureOf, tendErasuresOf } from "../lib/privacy/erasure";
import { removeOldRecordings } from "../lib/privacy/retention";

/**
 * Erases a player for good: see `lib/privacy/erasure`. Asked for again, it returns the erasure that there is. Recorded in
 * the audit log. Throws ConvexError `not_found`.
 */
export const erasePlayer = staffMutation({
  args: { playerId: v.id("players") },
  returns: v.id("playerErasures"),
  handler: async (ctx, { playerId }) => await beginErasure(ctx, playerId, ctx.staff.authUserId, Date.now()),
});

/** The same for operators: `npx convex run models/privacy:erasePlayerAsOperator '{"playerId":"…"}'`. */
export const erasePlayerAsOperator = internalMutation({
  args: { playerId: v.id("players") },
  returns: v.id("playerErasures"),
  handler: async (ctx, { playerId }) => await beginErasure(ctx, playerId, "operator", Date.now()),
});

/** How far an erasure is, times in ms. Throws ConvexError `not_found`. */
export const getErasure = staffQuery({
  args: { erasureId: v.id("playerErasures") },
  returns: v.object({
    status: v.union(v.literal("running"), v.literal("completed")),
    /** 2 = an hour later, over what was under way during the first. */
    pass: v.number(),
    notesErased: v.number(),
    /** Messages and remarks beside those of the notes. */
    textsErased: v.number(),
    startedAt: v.number(),
    nextStepAt: v.number(),
    finishedAt: v.optional(v.number()),
  }),
  handler: async (ctx, { erasureId }) => {
    const row = await ctx.db.get("playerErasures", erasureId);
    if (!row) throw functionError("not_found");
    const { status, pass, notesErased, textsErased, startedAt, nextStepAt, finishedAt } = row;
    return { status, pass, notesErased, textsErased, startedAt, nextStepAt, finishedAt };
  },
});

export const stepErasure = internalMutation({
  args: { erasureId: v.id("playerErasures"), step: v.number() },
  returns: v.null(),
  handler: async (ctx, args) => {
    await stepErasureOf(ctx, args, Date.now());
    return null;
  },
});

/** Starts steps of erasures again that were lost. */
export const tendErasures = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const startedAt = Date.now();
    const rows = await tendErasuresOf(ctx, startedAt);
    await recordHeartbeat(ctx.db, "tend-player-erasures", {
      startedAt,
      finishedAt: Date.now(),
      steps: 1,
      rows,
    });
    return null;
  },
});

const progressFields = { startedAt: v.number(), steps: v.number(), rows: v.number() };

/** Begins the removal of recordings that are older than `AUDIO_RETENTION_DAYS`; its steps follow by themselves. */
export const removeOldAudio = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const startedAt = Date.now();
    await recordHeartbeat(ctx.db, "remove-old-audio", { startedAt });
    return await scheduleRemoval(ctx, { startedAt, steps: 0, rows: 0 });
  },
});

export const removeOldAudioStep = internalMutation({
  args: progressFields,
  returns: v.null(),
  handler: async (ctx, { startedAt, steps, rows }) => {
    const { removed, done } = await removeOldRecordings(ctx, startedAt);
    const total = { steps: steps + 1, rows: rows + removed };
    if (!done) return await scheduleRemoval(ctx, { startedAt, ...total });
    await recordHeartbeat(ctx.db, "remove-old-audio", { startedAt, finishedAt: Date.now(), ...total });
    return null;
  },
});

async function scheduleRemoval(
  ctx: MutationCtx,
  progress: { startedAt: number; steps: number; rows: number },
): Promise<null> {
  await ctx.scheduler.runAfter(0, internal.models.privacy.removeOldAudioStep, progress);
  return null;
}
