"use node";

/** Writes the files of exports. Every step begins where the last recorded one ended, so that a lost one is run again. */
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { type ActionCtx, internalAction } from "../_generated/server";
import type { ExportPage } from "../lib/exports/exportPage";
import {
  CONTENT_TYPES,
  EXPORT_PAGE_ROWS,
  exportHead,
  MAX_EXPORT_ROWS,
  PAGES_PER_STEP,
} from "../lib/exports/exports";

const args = { exportId: v.id("voicePipelineExports") };

/** Writes the next part and records it; the record schedules what follows. */
export const writeStep = internalAction({
  args,
  returns: v.null(),
  handler: async (ctx, { exportId }) => {
    const job = await ctx.runQuery(internal.models.voicePipelineExportSteps.getRunning, { exportId });
    if (!job) return null;
    try {
      const index = job.parts.length;
      let text = index === 0 ? exportHead(job.subject, job.format) : "";
      let { cursor } = job;
      let rows = 0;
      let isDone = false;
      for (let page = 0; page < PAGES_PER_STEP && !isDone; page += 1) {
        const numItems = Math.min(EXPORT_PAGE_ROWS, MAX_EXPORT_ROWS - job.rows - rows);
        if (numItems <= 0) break;
        const found: ExportPage = await ctx.runQuery(internal.models.voicePipelineExportSteps.readPage, {
          exportId,
          paginationOpts: { numItems, cursor },
        });
        text += found.text;
        rows += found.rows;
        ({ isDone, continueCursor: cursor } = found);
      }
      const storageId = await ctx.storage.store(new Blob([text], { type: CONTENT_TYPES[job.format] }));
      const part = { exportId, index, storageId, rows, cursor: cursor ?? "[]", isDone };
      const recorded: boolean = await ctx.runMutation(
        internal.models.voicePipelineExportSteps.recordPart,
        part,
      );
      if (!recorded) await ctx.storage.delete(storageId);
    } catch (error) {
      await fail(ctx, exportId, error);
    }
    return null;
  },
});

/** Puts the parts together. */
export const finish = internalAction({
  args,
  returns: v.null(),
  handler: async (ctx, { exportId }) => {
    const job = await ctx.runQuery(internal.models.voicePipelineExportSteps.getRunning, { exportId });
    if (!job) return null;
    try {
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
    } catch (error) {
      await fail(ctx, exportId, error);
    }
    return null;
  },
});

async function fail(ctx: ActionCtx, exportId: Id<"voicePipelineExports">, error: unknown): Promise<void> {
  console.error("An export failed:", exportId, error instanceof Error ? error.name : "");
  await ctx.runMutation(internal.models.voicePipelineExportSteps.end, { exportId });
}
