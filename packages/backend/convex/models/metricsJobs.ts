/** Runs the metrics' background jobs, and others of their kind, step by step, each with a heartbeat. */
import { v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { internal } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { findHeartbeat, recordHeartbeat } from "../lib/foundation/heartbeat";
import { JOB_STEPS, METRICS_JOBS, type MetricsJob, ORGANIZATIONS_PER_STEP } from "./backgroundSteps";

const jobValidator = literals(...METRICS_JOBS);
const progressFields = {
  job: jobValidator,
  /** When the run began, ms. */
  startedAt: v.number(),
  cursor: v.union(v.string(), v.null()),
  steps: v.number(),
  rows: v.number(),
};

/** Begins a run: its steps follow as transactions of their own. */
export async function startJob(ctx: MutationCtx, job: MetricsJob, now: number): Promise<null> {
  await recordHeartbeat(ctx.db, job, { startedAt: now });
  const begin = { job, startedAt: now, cursor: null, steps: 0, rows: 0 };
  await ctx.scheduler.runAfter(0, internal.models.metricsJobs.runStep, begin);
  return null;
}

/** One step, and the next one scheduled; the last one, and one that throws, end the run in its heartbeat. */
export const runStep = internalMutation({
  args: progressFields,
  returns: v.null(),
  handler: async (ctx, { job, startedAt, cursor, steps, rows }) => {
    const finish = async (run: { steps: number; rows: number; error?: string }) =>
      await recordHeartbeat(ctx.db, job, { startedAt, finishedAt: Date.now(), ...run });
    try {
      const step: { rows: number; cursor: string | null } = await ctx.runMutation(
        internal.models.metricsJobs.doStep,
        { job, startedAt, cursor },
      );
      const total = { steps: steps + 1, rows: rows + step.rows };
      if (step.cursor === null) await finish(total);
      else {
        const next = { job, startedAt, cursor: step.cursor, ...total };
        await ctx.scheduler.runAfter(0, internal.models.metricsJobs.runStep, next);
      }
    } catch (error) {
      // The step was rolled back by its own transaction; what earlier ones did stays, and the next run does the rest.
      console.error("A background job failed:", job, error instanceof Error ? error.name : "");
      await finish({ steps, rows, error: "step_failed" });
    }
    return null;
  },
});

/** The work of a step in a transaction of its own, so that one that throws leaves nothing behind. */
export const doStep = internalMutation({
  args: { job: jobValidator, startedAt: v.number(), cursor: v.union(v.string(), v.null()) },
  returns: v.object({ rows: v.number(), cursor: v.union(v.string(), v.null()) }),
  handler: async (ctx, { job, startedAt, cursor }) => await JOB_STEPS[job](ctx, cursor, startedAt),
});

/** Organisations that a refresh may visit in a minute: 5,000 are refreshed once an hour, few once a minute. */
const ORGANIZATIONS_PER_MINUTE = 84;
const MINUTE_MS = 60_000;

/** Starts a refresh of the organisations' totals when the last one is old enough for the number of organisations it visited. */
export const refreshOrgTotals = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    const job = "refresh-organization-totals";
    const last = await findHeartbeat(ctx.db, job);
    const running = last !== null && last.lastStartedAt > (last.lastFinishedAt ?? 0);
    if (running && now - last.lastStartedAt < last.expectedIntervalMs) return null;
    const wait = ((last?.lastSteps ?? 1) * ORGANIZATIONS_PER_STEP * MINUTE_MS) / ORGANIZATIONS_PER_MINUTE;
    if (last && now - last.lastStartedAt < Math.max(wait, MINUTE_MS - 5_000)) return null;
    return await startJob(ctx, job, now);
  },
});
