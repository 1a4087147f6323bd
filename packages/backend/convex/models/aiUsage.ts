import { aiUsageValidator } from "@voice-flow/domain/prices";
import { aiFeatureValidator, aiProviderValidator } from "@voice-flow/domain/vocabulary/operations";
import { stageErrorCodeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";

/** Writes down one call to a provider. `cost` in micro-dollars. A `callId` that is there already is left as it is. */
export const recordCall = internalMutation({
  args: {
    callId: v.string(),
    artifactId: v.optional(v.id("voiceNoteArtifacts")),
    organizationId: v.optional(v.string()),
    operation: aiFeatureValidator,
    provider: aiProviderValidator,
    model: v.string(),
    usage: aiUsageValidator,
    cost: v.number(),
    durationMs: v.number(),
    /** Absent for a call that succeeded. */
    errorCode: v.optional(stageErrorCodeValidator),
  },
  returns: v.object({ recorded: v.boolean() }),
  handler: async (ctx, { usage, ...call }) => {
    const existing = await ctx.db
      .query("aiUsageLog")
      .withIndex("by_callId", (q) => q.eq("callId", call.callId))
      .first();
    if (existing) return { recorded: false };
    const {
      inputTokens = 0,
      outputTokens = 0,
      cachedInputTokens: cachedTokens = 0,
      audioSeconds = 0,
    } = usage;
    await ctx.db.insert("aiUsageLog", {
      ...call,
      inputTokens,
      outputTokens,
      cachedTokens,
      audioSeconds,
      cacheHitRate: inputTokens === 0 ? 0 : cachedTokens / inputTokens,
      succeeded: call.errorCode === undefined,
      timestamp: Date.now(),
    });
    return { recorded: true };
  },
});
