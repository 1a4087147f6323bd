/** Inbound messages: stored once per provider id, then handled in one transaction each. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { mayBeAudio } from "@voice-flow/domain/webhooks/media";
import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { internalMutation } from "../_generated/server";
import { releaseWaiting } from "../lib/conversation/delivery/releaseWaiting";
import { say } from "../lib/conversation/replies";
import type { DbReader } from "../lib/foundation/context";
import { functionError } from "../lib/foundation/errors";
import { ensureUniqueJob, twilioJobKey } from "../lib/foundation/idempotency";
import { readSettings } from "../lib/foundation/settings";
import { findCoachByPhone } from "../lib/host/people";
import { handleMessage, inboundStepValidator } from "../lib/intake/handleMessage";
import { moveMessageOrThrow, replyTo } from "../lib/intake/messageStatus";
import { takeAudioNote } from "../lib/intake/takeNote";

const HOUR_MS = 3_600_000;

/**
 * Stores a verified message and schedules its job, in one transaction. The same message again, at whatever time, changes
 * nothing. A sender whom nobody knows is told so, and the message is kept as unmatched.
 */
export const recordInbound = internalMutation({
  args: {
    messageSid: v.string(),
    /** E.164 */
    fromPhone: v.string(),
    toPhone: v.string(),
    body: v.string(),
    quotedMessageSid: v.optional(v.string()),
    buttonPayload: v.optional(v.string()),
    buttonText: v.optional(v.string()),
    media: v.optional(v.object({ url: v.string(), contentType: v.string() })),
  },
  returns: v.object({ created: v.boolean() }),
  handler: async (ctx, { media, ...message }) => {
    const existing = await ctx.db
      .query("whatsappMessages")
      .withIndex("by_messageSid", (q) => q.eq("messageSid", message.messageSid))
      .unique();
    if (existing) return { created: false };
    const coach = await findCoachByPhone(ctx.db, message.fromPhone);
    const now = Date.now();
    const id = await ctx.db.insert("whatsappMessages", {
      ...message,
      kind: kindOf(media),
      mediaUrl: media?.url,
      mediaContentType: media?.contentType,
      userId: coach?._id,
      status: "received",
      receivedAt: now,
      updatedAt: now,
    });
    await releaseWaiting(ctx, [message.fromPhone, ...(coach?.phone ? [coach.phone] : [])], now);
    if (coach) {
      await ensureUniqueJob(ctx, {
        key: twilioJobKey(message.messageSid),
        payload: { type: "process_inbound_message", whatsappMessageId: id },
        now,
      });
      return { created: true };
    }
    const stored = await ctx.db.get("whatsappMessages", id);
    if (!stored) throw functionError("not_found");
    await moveMessageOrThrow(ctx.db, stored, "unmatched", { statusReason: "unknown_sender" });
    if (await mayAnswerStranger(ctx.db, message.fromPhone, now)) {
      await replyTo(ctx, stored, say("unknownSender", replies.unknownSender()));
    }
    return { created: true };
  },
});

/** A stranger is told, but not for ever: at the other end may be a machine that answers. */
async function mayAnswerStranger(db: DbReader, fromPhone: string, now: number): Promise<boolean> {
  const { UNKNOWN_SENDER_REPLIES_PER_HOUR: most } = await readSettings(db);
  const lastHour = await db
    .query("whatsappMessages")
    .withIndex("by_fromPhone_and_receivedAt", (q) =>
      q.eq("fromPhone", fromPhone).gt("receivedAt", now - HOUR_MS),
    )
    .take(most + 1);
  return lastHour.length <= most;
}

const kindOf = (media: { contentType: string } | undefined): Doc<"whatsappMessages">["kind"] => {
  if (!media) return "text";
  return mayBeAudio(media.contentType) ? "audio" : "unsupported";
};

/** The part of the job that needs no outside. Says what is left to do. */
export const handle = internalMutation({
  args: { whatsappMessageId: v.id("whatsappMessages") },
  returns: inboundStepValidator,
  handler: async (ctx, { whatsappMessageId }) => {
    const message = await ctx.db.get("whatsappMessages", whatsappMessageId);
    if (!message) return { next: "nothing" as const, result: "message_gone" };
    return await handleMessage(ctx, message, Date.now());
  },
});

/** Audio that has been downloaded and stored. `keepsMedia` is false where nothing refers to the file. */
export const takeAudio = internalMutation({
  args: {
    whatsappMessageId: v.id("whatsappMessages"),
    mediaStorageId: v.id("_storage"),
    mediaContentType: v.string(),
    contentKey: v.string(),
  },
  returns: v.object({ result: v.string(), keepsMedia: v.boolean() }),
  handler: async (ctx, { whatsappMessageId, ...media }) => {
    const message = await ctx.db.get("whatsappMessages", whatsappMessageId);
    if (message?.status !== "processing" || !message.userId || message.mediaStorageId) {
      return { result: "already_handled", keepsMedia: false };
    }
    return await takeAudioNote(ctx, { ...message, userId: message.userId }, media, Date.now());
  },
});
