/** Starts background jobs that work in a chain of steps. */
import { HOUR_MS, MINUTE_MS } from "@voice-flow/domain/time";
import { v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { startChain } from "../lib/foundation/chain";
import { findHeartbeat, recordHeartbeat } from "../lib/foundation/heartbeat";
import { CHAINED_JOB_NAMES, CHAINED_JOBS, type ChainedJob, ORGANIZATIONS_PER_STEP } from "./backgroundSteps";

const jobValidator = literals(...CHAINED_JOB_NAMES);

/** Begins a run of the job's chain, unless one is under way. */
export async function startJob(ctx: MutationCtx, job: ChainedJob, now: number): Promise<null> {
  if (await startChain(ctx, job, { now })) await recordHeartbeat(ctx.db, job, { startedAt: now });
  return null;
}

/** A single step of a job, outside its chain: for benchmarks, and for operators who go through a job by hand. */
export const doStep = internalMutation({
  args: { job: jobValidator, startedAt: v.number(), cursor: v.union(v.string(), v.null()) },
  returns: v.object({ rows: v.number(), cursor: v.union(v.string(), v.null()) }),
  handler: async (ctx, { job, startedAt, cursor }) => {
    const { rows, cursor: next } = await CHAINED_JOBS[job](ctx, cursor, startedAt);
    return { rows, cursor: next };
  },
});

/** Organisations that a refresh may visit in a minute: 5,000 are refreshed once an hour, few once a minute. */
const ORGANIZATIONS_PER_MINUTE = 84;

/** Starts a refresh of the organisations' totals when the last one is old enough for the number of organisations it visited. */
export const refreshOrgTotals = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    const job = "refresh-organization-totals";
    const last = await findHeartbeat(ctx.db, job);
    const running = last !== null && last.lastStartedAt > (last.lastFinishedAt ?? 0);
    if (running && now - last.lastStartedAt < 2 * HOUR_MS) return null;
    const wait = ((last?.lastSteps ?? 1) * ORGANIZATIONS_PER_STEP * MINUTE_MS) / ORGANIZATIONS_PER_MINUTE;
    if (last && now - last.lastStartedAt < Math.max(wait, MINUTE_MS - 5_000)) return null;
    return await startJob(ctx, job, now);
  },
});
