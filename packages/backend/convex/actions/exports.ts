"use node";

/** Puts the parts of an export together. Some 25 MB are held more than once: more than Convex's own runtime has room for. */
import type { Infer } from "convex/values";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction } from "../_generated/server";
import { CONTENT_TYPES, type runningExportValidator } from "../lib/exports/exports";

/** Ends an export whose parts are all written. Throws when one of them is gone. */
export const putTogether = internalAction({
  args: { exportId: v.id("voicePipelineExports") },
  returns: v.null(),
  handler: async (ctx, { exportId }) => {
    const job: Infer<typeof runningExportValidator> | null = await ctx.runQuery(
      internal.models.voicePipelineExportSteps.getRunning,
      { exportId },
    );
    if (!job) return null;
    const parts: Blob[] = [];
    for (const part of job.parts) {
      const blob = await ctx.storage.get(part);
      if (!blob) throw new Error("A part of the export is missing.");
      parts.push(blob);
    }
    const storageId = await ctx.storage.store(new Blob(parts, { type: CONTENT_TYPES[job.format] }));
    const ended: boolean = await ctx.runMutation(internal.models.voicePipelineExportSteps.end, {
      exportId,
      storageId,
    });
    if (!ended) await ctx.storage.delete(storageId);
    return null;
  },
});
