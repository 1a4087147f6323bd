import { aiFeatureValidator, aiProviderValidator } from "@voice-flow/domain/vocabulary/operations";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "../_generated/server";
import { modelFor } from "../lib/ai/modelConfig";
import { staffQuery } from "../lib/host/functions";

const choiceValidator = v.object({ provider: aiProviderValidator, model: v.string() });

/** The model in force for a feature, platform-wide or for one club. */
export const getConfigForFeature = staffQuery({
  args: { feature: aiFeatureValidator, organizationId: v.optional(v.string()) },
  returns: choiceValidator,
  handler: async (ctx, args) => await modelFor(ctx.db, args.feature, args.organizationId),
});

export const getConfigForFeatureInternal = internalQuery({
  args: { feature: aiFeatureValidator, organizationId: v.optional(v.string()) },
  returns: choiceValidator,
  handler: async (ctx, args) => await modelFor(ctx.db, args.feature, args.organizationId),
});

/** Sets the model of a feature for the platform, or for one club. Run by operators (`npx convex run`). */
export const setConfig = internalMutation({
  args: {
    feature: aiFeatureValidator,
    organizationId: v.optional(v.string()),
    provider: aiProviderValidator,
    model: v.string(),
    enabled: v.boolean(),
  },
  returns: v.null(),
  handler: async (ctx, args) => {
    const scope = args.organizationId === undefined ? "platform" : "organization";
    const existing = await ctx.db
      .query("aiModelConfig")
      .withIndex("by_feature_scope_org", (q) =>
        q.eq("feature", args.feature).eq("scope", scope).eq("organizationId", args.organizationId),
      )
      .first();
    const row = { ...args, scope, updatedAt: Date.now() } as const;
    if (existing) await ctx.db.replace("aiModelConfig", existing._id, row);
    else await ctx.db.insert("aiModelConfig", row);
    return null;
  },
});
