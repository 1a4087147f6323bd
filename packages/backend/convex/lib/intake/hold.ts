/**
 * Messages that are not taken up yet: a limit of the platform is reached, or staff have stopped the taking up of notes.
 * They are `held` with the reason, their jobs wait, and their senders are told once.
 */

import { MESSAGE_LIMITS } from "@voice-flow/domain/costs/limits";
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { PauseReason } from "@voice-flow/domain/vocabulary/coach-notes";
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { askedAgainAt } from "../ai/askAgain";
import { emergencyOf } from "../ai/emergency";
import { takeFromLimits } from "../ai/platformLimits";
import type { CoachMessage } from "../conversation/commandContext";
import { queueOutbound } from "../conversation/delivery/outbound";
import { readReply } from "../conversation/readConversation";
import { say } from "../conversation/replies";
import type { DbReader } from "../foundation/context";
import { type HoldCode, holdCodeValidator } from "../foundation/holdCodes";
import { readSettings } from "../foundation/settings";
import { settleMessageOrThrow } from "./messageStatus";

/** `heldUntil`: ms; without it until staff end emergency mode. */
export const heldStepValidator = v.object({
  next: v.literal("later"),
  code: holdCodeValidator,
  heldUntil: v.optional(v.number()),
});
type HeldStep = Infer<typeof heldStepValidator>;

/** `nextAttemptAt` of a job that waits for staff: the last moment that a date can hold. No worker finds it due. */
export const HELD_FOR_STAFF = 8.64e15;
/** Jobs that one transaction lets go on. */
const RELEASED_PER_STEP = 100;

/**
 * Asked once, before a note is taken up: then it counts. Commands cost no call to a provider: they count for nothing and wait
 * for nothing, so that a coach can always confirm, undo or ask for help.
 */
export async function holdMessage(
  ctx: MutationCtx,
  message: CoachMessage,
  now: number,
): Promise<HeldStep | undefined> {
  if (!(await isNote(ctx.db, message))) return undefined;
  const emergency = await emergencyOf(ctx.db);
  if (emergency) {
    await markHeld(ctx, message, "held_emergency", `${emergency.changedAt}`);
    return { next: "later", code: "held_emergency" };
  }
  const taken = await takeFromLimits(ctx, MESSAGE_LIMITS, 1, await readSettings(ctx.db), now);
  if (taken.ok) return undefined;
  await markHeld(ctx, message, "held_platform_limit", `${taken.limit}:${taken.availableAt}`);
  return { next: "later", code: "held_platform_limit", heldUntil: askedAgainAt(taken.availableAt, now) };
}

async function isNote(db: DbReader, message: CoachMessage): Promise<boolean> {
  if (message.kind !== "text") return message.kind === "audio";
  const { kind } = await readReply(db, message);
  return kind === "note" || kind === "note_after_all";
}

const REASON_OF = {
  held_platform_limit: "platform_limit",
  held_emergency: "emergency",
} as const satisfies Record<HoldCode, PauseReason>;

/** A sender who floods us is told once for each occasion, not once for each message. */
async function markHeld(
  ctx: MutationCtx,
  message: CoachMessage,
  code: HoldCode,
  occasion: string,
): Promise<void> {
  await settleMessageOrThrow(ctx.db, message, "held", { statusReason: code });
  await queueOutbound(ctx, {
    dedupeKey: buildMessageKey({ about: "coach", id: message.userId, purpose: code, occasion }),
    toPhone: message.fromPhone,
    userId: message.userId,
    ...say("messageHeld", replies.messageHeld({ reason: REASON_OF[code] })),
  });
}

/** When the job of a held message is due: at once if the emergency that held it has ended in the meantime. */
export async function heldJobDueAt(
  db: DbReader,
  heldUntil: number | undefined,
  now: number,
): Promise<number> {
  if (heldUntil !== undefined) return Math.max(heldUntil, now);
  return (await emergencyOf(db)) ? HELD_FOR_STAFF : now;
}

/** Lets a batch of the messages that waited for staff go on; true if there are more. Each is looked at anew. */
export async function releaseHeld(ctx: MutationCtx, now: number): Promise<boolean> {
  const jobs = await ctx.db
    .query("jobs")
    .withIndex("by_status_and_nextAttemptAt", (q) =>
      q.eq("status", "pending").eq("nextAttemptAt", HELD_FOR_STAFF),
    )
    .take(RELEASED_PER_STEP);
  for (const job of jobs) {
    await ctx.db.patch("jobs", job._id, { nextAttemptAt: now, updatedAt: now });
    await ctx.scheduler.runAfter(0, internal.workers.jobs.processJobs, { jobId: job._id });
  }
  return jobs.length === RELEASED_PER_STEP;
}

/** Messages that wait, counted up to `most`. */
export async function countHeld(db: DbReader, most: number): Promise<{ count: number; more: boolean }> {
  const waiting = await db
    .query("whatsappMessages")
    .withIndex("by_status_and_receivedAt", (q) => q.eq("status", "held"))
    .order("desc")
    .take(most);
  return { count: waiting.length, more: waiting.length === most };
}
