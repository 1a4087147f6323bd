/** Messages to coaches: their sending, and the provider's callbacks. */
import { outboundStatusValidator } from "@voice-flow/domain/vocabulary/messaging";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { beginSend, sendStepValidator } from "../lib/conversation/delivery/beginSend";
import { moveOutboundMessage } from "../lib/conversation/delivery/moveOutbound";
import { recordCallback } from "../lib/conversation/delivery/recordCallback";

/** The part of the sending job before the call. Says what is to be sent, if anything. */
export const begin = internalMutation({
  args: { outboundMessageId: v.id("outboundMessages") },
  returns: sendStepValidator,
  handler: async (ctx, { outboundMessageId }) => {
    const message = await ctx.db.get("outboundMessages", outboundMessageId);
    if (!message) return { next: "nothing" as const, result: "message_gone" };
    return await beginSend(ctx, message, Date.now());
  },
});

export const markSent = internalMutation({
  args: { outboundMessageId: v.id("outboundMessages"), providerMessageSid: v.string() },
  returns: v.null(),
  handler: async (ctx, { outboundMessageId, providerMessageSid }) => {
    const message = await ctx.db.get("outboundMessages", outboundMessageId);
    if (message) await moveOutboundMessage(ctx, message, { type: "accept", providerMessageSid }, Date.now());
    return null;
  },
});

/**
 * A status callback of the provider. The message is named by our own id, which the callback's URL carries, or by the
 * provider's. `status` is absent where the provider's word is none of ours (queued, sending). Returns false for a message
 * that is not known.
 */
export const recordStatus = internalMutation({
  args: {
    ownId: v.optional(v.string()),
    providerMessageSid: v.string(),
    status: v.optional(outboundStatusValidator),
    errorCode: v.optional(v.string()),
  },
  returns: v.boolean(),
  handler: async (ctx, callback) => await recordCallback(ctx, callback, Date.now()),
});

/** The coach has not written again while the message waited. One that went out meanwhile is left alone. */
export const expireWaiting = internalMutation({
  args: { outboundMessageId: v.id("outboundMessages"), queuedTimes: v.number() },
  returns: v.null(),
  handler: async (ctx, { outboundMessageId, queuedTimes }) => {
    const message = await ctx.db.get("outboundMessages", outboundMessageId);
    if (message?.status !== "waiting_for_window" || (message.queuedTimes ?? 1) !== queuedTimes) return null;
    const move = { type: "give_up", errorCode: "window_never_opened" } as const;
    await moveOutboundMessage(ctx, message, move, Date.now());
    return null;
  },
});
