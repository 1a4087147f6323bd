/** Emergency mode: staff stop all AI calls and the taking up of notes. Nothing is lost: notes wait, or can be retried. */

import { IN_FLIGHT_STATUSES } from "@voice-flow/domain/vocabulary/pipeline";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { findMessagingSettings } from "../lib/ai/emergency";
import { recordChange } from "../lib/foundation/audit";
import { functionError } from "../lib/foundation/errors";
import { type Staff, staffMutation, staffQuery } from "../lib/host/functions";
import { releaseHeld } from "../lib/intake/hold";
import { resumeHeldNotes } from "../lib/pipeline/plainNotes";

const MAX_REASON = 300;
const MAX_COUNTED = 200;
const RESUMED_PER_STEP = 50;

const switchValidator = v.object({
  emergencyMode: v.boolean(),
  /** Why, by whom and when (ms) it was last switched; null if it never was. */
  last: v.union(v.null(), v.object({ reason: v.string(), byName: v.string(), at: v.number() })),
});

/** For the banner on every monitoring page. */
export const getEmergencyMode = staffQuery({
  args: {},
  returns: switchValidator,
  handler: async (ctx) => {
    const row = await findMessagingSettings(ctx.db);
    if (!row) return { emergencyMode: false, last: null };
    const { emergencyMode, reason, changedByName: byName, changedAt: at } = row;
    return { emergencyMode, last: { reason, byName, at } };
  },
});

/** What emergency mode would stop now: notes that a machine still works on, counted up to 200 of each status. */
export const getEmergencyEffect = staffQuery({
  args: {},
  returns: v.object({ inFlight: v.number(), more: v.boolean() }),
  handler: async (ctx) => {
    const counts = await Promise.all(
      IN_FLIGHT_STATUSES.map(async (status) => {
        const rows = await ctx.db
          .query("voiceNoteArtifacts")
          .withIndex("by_status_and_createdAt", (q) => q.eq("status", status))
          .take(MAX_COUNTED);
        return rows.length;
      }),
    );
    const inFlight = counts.reduce((sum, count) => sum + count, 0);
    return { inFlight, more: counts.some((count) => count === MAX_COUNTED) };
  },
});

/** Throws ConvexError `invalid_argument` for a reason that is missing or longer than 300 characters. */
export const startEmergencyMode = staffMutation({
  args: { reason: v.string() },
  returns: v.null(),
  handler: async (ctx, { reason }) => {
    const said = reason.trim();
    if (said === "" || said.length > MAX_REASON) {
      throw functionError("invalid_argument", `Say why, in at most ${MAX_REASON} characters.`);
    }
    await switchTo(ctx, ctx.staff, true, said, Date.now());
    return null;
  },
});

/** What waited is taken up again by itself; runs that were stopped are retried by staff. */
export const endEmergencyMode = staffMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const changed = await switchTo(ctx, ctx.staff, false, "", Date.now());
    if (changed) await ctx.scheduler.runAfter(0, internal.models.platformMessagingSettings.release, {});
    return null;
  },
});

/** Recorded with who, when and why; switching to what is already so changes nothing. */
async function switchTo(
  ctx: MutationCtx,
  staff: Staff,
  emergencyMode: boolean,
  reason: string,
  now: number,
): Promise<boolean> {
  const row = await findMessagingSettings(ctx.db);
  if ((row?.emergencyMode ?? false) === emergencyMode) return false;
  const next = {
    emergencyMode,
    reason,
    changedAt: now,
    changedBy: staff.authUserId,
    changedByName: staff.name,
  };
  if (row) await ctx.db.replace("platformMessagingSettings", row._id, next);
  else await ctx.db.insert("platformMessagingSettings", next);
  await recordChange(ctx.db, {
    kind: "emergency_mode_changed",
    actor: staff,
    change: { key: "emergency_mode", from: !emergencyMode, to: emergencyMode },
    reason: reason === "" ? undefined : reason,
    now,
  });
  return true;
}

/** Lets the messages, and the recordings without a run, that waited for staff go on, a batch at a time. */
export const release = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    const more = await releaseHeld(ctx, now);
    const resumed = await resumeHeldNotes(ctx, RESUMED_PER_STEP, now);
    if (more || resumed === RESUMED_PER_STEP) {
      await ctx.scheduler.runAfter(0, internal.models.platformMessagingSettings.release, {});
    }
    return null;
  },
});
