/** Every kind of chain: what a step does, and what happens when the chain ends. */
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { EXPORT_CHAIN, endExport } from "../lib/exports/exports";
import type { ChainStep } from "../lib/foundation/chain";
import { recordHeartbeat } from "../lib/foundation/heartbeat";
import { ERASURE_CHAIN, markErasureGivenUp, stepErasureOf } from "../lib/privacy/erasure";
import { BULK_CHAIN, failBulkRetry, runBulkStep } from "../lib/retry/bulkSteps";
import { CHAINED_JOBS, type ChainedJob, isChainedJob } from "./backgroundSteps";

type Chain = Doc<"chains">;
export type ChainDefinition = (
  | { step(ctx: MutationCtx, chain: Chain): Promise<ChainStep> }
  /** Schedules an action that does the step and reports it to `models/chains:reportStep`. */
  | { startAction(ctx: MutationCtx, chain: Chain): Promise<void> }
) & {
  /** Runs once, in the transaction of the last step, with the chain as it ended. */
  ended?(ctx: MutationCtx, chain: Chain, now: number): Promise<void>;
};

const SUBJECT_CHAINS: Readonly<Record<string, ChainDefinition>> = {
  [ERASURE_CHAIN]: {
    step: (ctx, { key }) => stepErasureOf(ctx, key, Date.now()),
    ended: async (ctx, { key, status }) => {
      if (status === "gave_up") await markErasureGivenUp(ctx, key);
    },
  },
  [BULK_CHAIN]: {
    step: (ctx, { key }) => runBulkStep(ctx, key, Date.now()),
    ended: async (ctx, { key, status }, now) => {
      if (status === "gave_up") await failBulkRetry(ctx, key, now);
    },
  },
  [EXPORT_CHAIN]: {
    startAction: async (ctx, { _id: chainId, key, step }) => {
      const exportId = ctx.db.normalizeId("voicePipelineExports", key);
      if (!exportId) throw new Error("The chain of an export names no export.");
      await ctx.scheduler.runAfter(0, internal.workers.exports.runStep, { exportId, chainId, step });
    },
    ended: async (ctx, { key, status }, now) => {
      const id = ctx.db.normalizeId("voicePipelineExports", key);
      const row = id && (await ctx.db.get("voicePipelineExports", id));
      if (row?.status === "running" && status === "gave_up") await endExport(ctx, row, undefined, now);
    },
  },
};

const jobChain = (job: ChainedJob): ChainDefinition => ({
  step: (ctx, { cursor, startedAt }) => CHAINED_JOBS[job](ctx, cursor, startedAt),
  ended: async (ctx, { startedAt, steps, rows, lastError }, finishedAt) =>
    await recordHeartbeat(ctx.db, job, { startedAt, finishedAt, steps, rows, error: lastError }),
});

export const chainDefinition = (name: string): ChainDefinition | undefined =>
  isChainedJob(name) ? jobChain(name) : SUBJECT_CHAINS[name];
