/** The roll-up worker: one writer of metrics, a bounded batch at a time, in the order of commits. */
import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { recordAttempt } from "../lib/foundation/chain";
import { recordHeartbeat } from "../lib/foundation/heartbeat";
import { readSettings } from "../lib/foundation/settings";
import { oldestPending, rollUpBatch } from "../lib/metrics/rollUpBatch";
import { continueChain, isCurrentChain, startChain } from "../lib/metrics/rollupChain";

const ROLL_UP = "roll-up-pipeline-events";
const batchResultValidator = v.object({
  events: v.number(),
  /** Nothing that was committed before is left. */
  caughtUp: v.boolean(),
});

/** Starts a chain of runs unless one goes on. */
export const startRollUp = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const { ROLLUP_DEBOUNCE_MS } = await readSettings(ctx.db);
    await startChain(ctx, ROLLUP_DEBOUNCE_MS, Date.now());
    return null;
  },
});

/** Aggregates one batch. With the id of a chain it schedules the next run; without one it is a single step. */
export const rollUp = internalMutation({
  args: { chainId: v.optional(v.string()) },
  returns: batchResultValidator,
  handler: async (ctx, { chainId }) => {
    if (chainId !== undefined && !(await isCurrentChain(ctx.db, chainId))) {
      return { events: 0, caughtUp: false };
    }
    const now = Date.now();
    const settings = await readSettings(ctx.db);
    const result = await nestedBatch(ctx);
    await recordAttempt(ctx, ROLL_UP, result === null ? "step_failed" : null, now);
    // The cron starts it again within a minute.
    if (result === null) return { events: 0, caughtUp: false };
    if (chainId !== undefined) await continueChain(ctx, result, settings.ROLLUP_DEBOUNCE_MS, now);
    return result;
  },
});

/** One batch in a transaction of its own: one that throws leaves nothing behind, and its failure is counted. */
export const rollUpOnce = internalMutation({
  args: {},
  returns: batchResultValidator,
  handler: async (ctx) => await rollUpBatch(ctx, await readSettings(ctx.db), Date.now()),
});

async function nestedBatch(ctx: MutationCtx): Promise<Infer<typeof batchResultValidator> | null> {
  try {
    return await ctx.runMutation(internal.models.voicePipelineRollup.rollUpOnce, {});
  } catch (error) {
    console.error("A batch of the roll-up failed:", error instanceof Error ? error.name : "");
    return null;
  }
}

/** The fallback of the chain: starts one when events wait and none goes on. */
export const tendRollUp = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    if ((await oldestPending(ctx.db)) !== null) {
      const { ROLLUP_DEBOUNCE_MS } = await readSettings(ctx.db);
      await startChain(ctx, ROLLUP_DEBOUNCE_MS, now);
    }
    await recordHeartbeat(ctx.db, ROLL_UP, { startedAt: now, finishedAt: now });
    return null;
  },
});
