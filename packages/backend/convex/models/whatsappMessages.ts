/** Inbound messages: stored once per provider id, then handled in one transaction each. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { handleMessage, inboundStepValidator } from "../lib/intake/handleMessage";
import { inboundFormFields, recordForm } from "../lib/intake/recordForm";
import { takeAudioNote } from "../lib/intake/takeNote";

/**
 * Stores a verified message and schedules its jobs, in one transaction. The same message again, at whatever time, changes
 * nothing. A sender whom nobody knows is told so, and the message is kept as unmatched.
 */
export const recordInbound = internalMutation({
  args: inboundFormFields,
  returns: v.object({ created: v.boolean() }),
  handler: async (ctx, form) => ({ created: await recordForm(ctx, form, Date.now()) }),
});

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
