import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import {
  beginResolution as begin,
  resolutionWorkValidator,
  resolvedMentionValidator,
  storeMentionResolutions,
} from "../lib/pipeline/resolutions";
import { runFields } from "../lib/pipeline/stage";

/** Starts entity resolution and says what is to be matched with whom; null if the run is over. */
export const beginResolution = internalMutation({
  args: runFields,
  returns: v.union(v.null(), resolutionWorkValidator),
  handler: async (ctx, run) => await begin(ctx, run, Date.now()),
});

/** Stores one row per mention and moves the artifact on. */
export const storeResolutions = internalMutation({
  args: { ...runFields, resolutions: v.array(resolvedMentionValidator) },
  returns: v.null(),
  handler: async (ctx, args) => {
    await storeMentionResolutions(ctx, args, Date.now());
    return null;
  },
});
