import { outboundStatusValidator } from "@voice-flow/domain/vocabulary/messaging";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "../_generated/server";
import { moveOutboundMessage } from "../lib/conversation/delivery/outbound";

/** What the sending job needs, or null where there is nothing (more) to send: a repeated attempt must not say it twice. */
export const getUnsent = internalQuery({
  args: { outboundMessageId: v.id("outboundMessages") },
  returns: v.union(v.object({ toPhone: v.string(), body: v.string() }), v.null()),
  handler: async (ctx, { outboundMessageId }) => {
    const message = await ctx.db.get("outboundMessages", outboundMessageId);
    if (message?.status !== "queued" || message.providerMessageSid) return null;
    return { toPhone: message.toPhone, body: message.body };
  },
});

export const markSent = internalMutation({
  args: { outboundMessageId: v.id("outboundMessages"), providerMessageSid: v.string() },
  returns: v.null(),
  handler: async (ctx, { outboundMessageId, providerMessageSid }) => {
    await moveOutboundMessage(ctx.db, outboundMessageId, "sent", { providerMessageSid });
    return null;
  },
});

/**
 * A status callback of the provider. The message is named by our own id, which the callback's URL carries, or by the
 * provider's. `status` is absent where the provider's word is none of ours (queued, sending): it proves that the message
 * was taken, which keeps a repeated attempt from sending it again. Returns false for a message that is not known.
 */
export const recordStatus = internalMutation({
  args: {
    ownId: v.optional(v.string()),
    providerMessageSid: v.string(),
    status: v.optional(outboundStatusValidator),
    errorCode: v.optional(v.string()),
  },
  returns: v.boolean(),
  handler: async (ctx, { ownId, providerMessageSid, status, errorCode }) => {
    const known = await ctx.db
      .query("outboundMessages")
      .withIndex("by_providerMessageSid", (q) => q.eq("providerMessageSid", providerMessageSid))
      .first();
    const id = known?._id ?? (ownId ? ctx.db.normalizeId("outboundMessages", ownId) : null);
    const message = known ?? (id ? await ctx.db.get("outboundMessages", id) : null);
    if (!message) return false;
    if (message.providerMessageSid && message.providerMessageSid !== providerMessageSid) return false;
    await moveOutboundMessage(ctx.db, message._id, status ?? message.status, {
      providerMessageSid,
      errorCode,
    });
    return true;
  },
});
