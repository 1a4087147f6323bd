import { v } from "convex/values";
import { internalAction } from "../_generated/server";
import { deferCodeValidator } from "../lib/foundation/holdCodes";
import type { JobOutcome } from "../lib/foundation/jobOutcome";
import { processInbound } from "../lib/intake/processInbound";

/**
 * Handles one stored message: command, note or refusal. The worker of the jobs does the same for every message; this
 * entry is for operators (`npx convex run`). `retryable` says whether another call can help; a message that is held goes on
 * by its job.
 */
export const processIncomingMessage = internalAction({
  args: { whatsappMessageId: v.id("whatsappMessages") },
  returns: v.union(
    v.object({ ok: v.literal(true), result: v.string() }),
    v.object({
      ok: v.literal(false),
      code: v.string(),
      retryable: v.boolean(),
      retryAfterMs: v.optional(v.number()),
    }),
    v.object({ ok: v.literal(false), code: deferCodeValidator, heldUntil: v.optional(v.number()) }),
  ),
  handler: async (ctx, { whatsappMessageId }): Promise<JobOutcome> => processInbound(ctx, whatsappMessageId),
});
