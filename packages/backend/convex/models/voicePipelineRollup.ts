/** The roll-up worker: one writer of metrics, a bounded batch at a time, in the order of commits. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { recordHeartbeat } from "../lib/foundation/heartbeat";
import { readSettings } from "../lib/foundation/settings";
import { oldestPending, rollUpBatch } from "../lib/metrics/rollUpBatch";
import { continueChain, isCurrentChain, startChain } from "../lib/metrics/rollupChain";

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
    const result = await rollUpBatch(ctx, settings, now);
    if (chainId !== undefined) await continueChain(ctx, result, settings.ROLLUP_DEBOUNCE_MS, now);
    return result;
  },
});

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
    await recordHeartbeat(ctx.db, "roll-up-pipeline-events", { startedAt: now, finishedAt: now });
    return null;
  },
});
