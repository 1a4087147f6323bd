"use node";

import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction } from "../_generated/server";
import type { ResolutionWork } from "../lib/pipeline/resolutions";
import { resolveMention } from "../lib/pipeline/resolveMention";
import { guardStage, runFields } from "../lib/pipeline/stage";

/** Matches the names of a run's claims with the coach's roster. In an action: a long note of a big squad takes its time. */
export const resolveEntities = internalAction({
  args: runFields,
  returns: v.null(),
  handler: async (ctx, run) => {
    await guardStage(ctx, run, async () => {
      const work: ResolutionWork | null = await ctx.runMutation(
        internal.models.voiceNoteEntityResolutions.beginResolution,
        run,
      );
      if (!work) return;
      const { claims, settings, ...known } = work;
      const resolutions = claims.flatMap(({ claimId, mentions }) =>
        mentions.map((mention, mentionIndex) => ({
          claimId,
          mentionIndex,
          rawText: mention.rawText,
          ...resolveMention(mention, known, settings),
        })),
      );
      await ctx.runMutation(internal.models.voiceNoteEntityResolutions.storeResolutions, {
        ...run,
        resolutions,
      });
    });
    return null;
  },
});
