import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { resolutionCountsValidator, resolveNextClaims } from "../lib/pipeline/resolutions";
import { guardMutation, runFields } from "../lib/pipeline/stage";

/** `counts`: what the steps before found; absent for the first, which begins the stage. */
const stepFields = { ...runFields, counts: v.optional(resolutionCountsValidator) };

/** Matches the names of a run's claims with the coach's roster; a long note takes several steps. */
export const resolveEntities = internalMutation({
  args: stepFields,
  returns: v.null(),
  handler: async (ctx, step) => {
    const { resolveStep } = internal.models.voiceNoteEntityResolutions;
    await guardMutation(ctx, step, () => ctx.runMutation(resolveStep, step));
    return null;
  },
});

/** One step of it, nested: what it wrote before it threw is taken back. */
export const resolveStep = internalMutation({
  args: stepFields,
  returns: v.null(),
  handler: async (ctx, { counts, ...run }) => {
    await resolveNextClaims(ctx, run, counts, Date.now());
    return null;
  },
});
