/** The two transactions around a call to a provider. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { admissionValidator, admitCall, aiCallFields, endedCallFields, settleAiCall } from "../lib/ai/aiCall";

/** Asks for one call. `bound`: what it can cost at most, micro-dollars; `timeoutMs`: after this it is over. */
export const admit = internalMutation({
  args: {
    callId: aiCallFields.callId,
    organizationId: aiCallFields.organizationId,
    provider: aiCallFields.provider,
    bound: v.number(),
    timeoutMs: v.number(),
  },
  returns: admissionValidator,
  handler: async (ctx, ask) => await admitCall(ctx, ask, Date.now()),
});

/** Reports how an admitted call ended. A `callId` that was settled already is left as it is. */
export const settle = internalMutation({
  args: endedCallFields,
  returns: v.object({ recorded: v.boolean() }),
  handler: async (ctx, ended) => ({ recorded: await settleAiCall(ctx, ended, Date.now()) }),
});
