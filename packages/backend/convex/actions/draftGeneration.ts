"use node";

import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction } from "../_generated/server";
import { guardStage, runFields } from "../lib/pipeline/stage";

/** Turns the resolved claims of a run into drafts. */
export const generateDrafts = internalAction({
  args: runFields,
  returns: v.null(),
  handler: async (ctx, run) => {
    await guardStage(ctx, run, async () => {
      const { begun }: { begun: boolean } = await ctx.runMutation(
        internal.models.insightDrafts.beginDraftGeneration,
        run,
      );
      if (begun) await ctx.runMutation(internal.models.insightDrafts.storeDrafts, run);
    });
    return null;
  },
});
