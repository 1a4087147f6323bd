/** Events and state agree, or it is found out: see `lib/reconciliation`. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { staffQuery } from "../lib/host/functions";
import { reconcileBatch } from "../lib/metrics/reconciliation/reconcile";

/** One step of reconciliation: artifacts compared, events written again or lost for good, runs failed, retries closed. Goes on by itself. */
export const reconcileEvents = internalMutation({
  args: {},
  returns: v.object({
    checked: v.number(),
    emitted: v.number(),
    lost: v.number(),
    marked: v.number(),
    closed: v.number(),
  }),
  handler: async (ctx) => await reconcileBatch(ctx, Date.now()),
});

/** What reconciliation has found since it first ran, and when it last ran (ms); null if it never has. */
export const getReconciliation = staffQuery({
  args: {},
  returns: v.union(
    v.null(),
    v.object({
      checkedArtifacts: v.number(),
      emittedEvents: v.number(),
      lostEvents: v.number(),
      markedArtifacts: v.number(),
      closedRetries: v.number(),
      lastRunAt: v.number(),
    }),
  ),
  handler: async (ctx) => {
    const row = await ctx.db.query("voicePipelineReconciliation").first();
    if (!row) return null;
    const { _id, _creationTime, updatedAt, creationTime, ...found } = row;
    return found;
  },
});
