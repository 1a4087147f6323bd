/** The worker: takes jobs, does what they say, reports. Every job is scheduled on its own; a cron picks up what was lost. */
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { type ActionCtx, internalAction } from "../_generated/server";
import { isDeferral } from "../lib/foundation/jobOutcome";
import { runJobPayload } from "../models/jobHandlers";
import { type ClaimedJob, JOB_BATCH } from "../models/jobs";

/** With `jobId`: that job, if it is due. Without: everything that is due, a batch at a time. Returns how many were run. */
export const processJobs = internalAction({
  args: { jobId: v.optional(v.id("jobs")) },
  returns: v.number(),
  handler: async (ctx, { jobId }): Promise<number> => {
    if (jobId) {
      const job: ClaimedJob | null = await ctx.runMutation(internal.models.jobs.claim, { jobId });
      if (job) await runJob(ctx, job);
      return job ? 1 : 0;
    }
    const jobs: ClaimedJob[] = await ctx.runMutation(internal.models.jobs.claimDue, {});
    await Promise.all(jobs.map((job) => runJob(ctx, job)));
    if (jobs.length === JOB_BATCH) await ctx.scheduler.runAfter(0, internal.workers.jobs.processJobs, {});
    return jobs.length;
  },
});

async function runJob(ctx: ActionCtx, { jobId, attempt, payload }: ClaimedJob): Promise<void> {
  try {
    const outcome = await runJobPayload(ctx, payload);
    if (outcome.ok) {
      await ctx.runMutation(internal.models.jobs.complete, { jobId, attempt, result: outcome.result });
      return;
    }
    if (isDeferral(outcome)) {
      const { code, heldUntil } = outcome;
      await ctx.runMutation(internal.models.jobs.defer, { jobId, attempt, code, heldUntil });
      return;
    }
    const { code, retryable, retryAfterMs } = outcome;
    await ctx.runMutation(internal.models.jobs.fail, { jobId, attempt, code, retryable, retryAfterMs });
  } catch (error) {
    // A fault of our own. The text of an error may quote what a validator was given, so that only its kind is logged.
    const kind = error instanceof Error ? error.name : typeof error;
    console.error(`Job ${jobId} (${payload.type}) threw on attempt ${attempt}: ${kind}`);
    await ctx.runMutation(internal.models.jobs.fail, {
      jobId,
      attempt,
      code: "internal_error",
      retryable: true,
    });
  }
}
