/** Writes the files of exports. Every step begins where the last recorded one ended, so that a lost one is run again. */
import { type Infer, v } from "convex/values";
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
  type runningExportValidator,
} from "../lib/exports/exports";
import type { ChainStep, StepOutcome } from "../lib/foundation/chain";

/** One step of an export's chain. Whatever it throws is reported, and the chain tries the step again or gives up. */
export const runStep = internalAction({
  args: { exportId: v.id("voicePipelineExports"), chainId: v.id("chains"), step: v.number() },
  returns: v.null(),
  handler: async (ctx, { exportId, ...at }) => {
    const report = async (outcome: StepOutcome) =>
      await ctx.runMutation(internal.models.chains.reportStep, { ...at, outcome });
    try {
      await report({ ok: true, ...(await exportStep(ctx, exportId)) });
    } catch (error) {
      console.error("A step of an export failed:", exportId, error instanceof Error ? error.name : "");
      await report({ ok: false, error: "step_failed" });
    }
    return null;
  },
});

async function exportStep(ctx: ActionCtx, exportId: Id<"voicePipelineExports">): Promise<ChainStep> {
  const job: RunningExport | null = await ctx.runQuery(internal.models.voicePipelineExportSteps.getRunning, {
    exportId,
  });
  if (!job) return { rows: 0, cursor: null };
  if (job.written) {
    await ctx.runAction(internal.actions.exports.putTogether, { exportId });
    return { rows: 0, cursor: null };
  }
  return await writePart(ctx, exportId, job);
}

type RunningExport = Infer<typeof runningExportValidator>;

/** Writes the next part of the file and records it. A part that was recorded before is not recorded again. */
async function writePart(
  ctx: ActionCtx,
  exportId: Id<"voicePipelineExports">,
  job: RunningExport,
): Promise<ChainStep> {
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
  const recorded: boolean = await ctx.runMutation(internal.models.voicePipelineExportSteps.recordPart, part);
  if (!recorded) await ctx.storage.delete(storageId);
  return { rows, cursor: "more" };
}
