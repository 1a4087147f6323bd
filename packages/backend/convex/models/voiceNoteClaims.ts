import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { checkedClaimValidator } from "../lib/pipeline/checkClaims";
import {
  beginExtraction as begin,
  extractionWorkValidator,
  storeExtractedClaims,
} from "../lib/pipeline/claims";
import { billedCallValidator, runFields } from "../lib/pipeline/stage";

/** Starts claims extraction and says what the model is to be given; null if the run is over. */
export const beginExtraction = internalMutation({
  args: runFields,
  returns: v.union(v.null(), extractionWorkValidator),
  handler: async (ctx, run) => await begin(ctx, run, Date.now()),
});

/** Stores checked claims and moves the artifact on. */
export const storeClaims = internalMutation({
  args: { ...runFields, claims: v.array(checkedClaimValidator), billed: billedCallValidator },
  returns: v.null(),
  handler: async (ctx, args) => {
    await storeExtractedClaims(ctx, args, Date.now());
    return null;
  },
});
