/** Runs chains: each step in a nested transaction, its outcome recorded in the one around it. */
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, type MutationCtx } from "../_generated/server";
import {
  ACTION_STEP_MS,
  currentStep,
  overdueChains,
  STEP_LOST,
  type StepOutcome,
  settleStep,
} from "../lib/foundation/chain";
import { recordHeartbeat } from "../lib/foundation/heartbeat";
import { chainDefinition } from "./chainRegistry";

const stepFields = { chainId: v.id("chains"), step: v.number() };
const stepValidator = v.object({
  rows: v.number(),
  cursor: v.union(v.string(), v.null()),
  delayMs: v.optional(v.number()),
});

/** The step with this number, if it is the next one. A step in an action only starts here. */
export const runStep = internalMutation({
  args: stepFields,
  returns: v.null(),
  handler: async (ctx, { chainId, step }) => {
    const chain = await currentStep(ctx.db, chainId, step);
    if (!chain) return null;
    const definition = chainDefinition(chain.name);
    if (!definition) await settle(ctx, chain, { ok: false, error: "unknown_chain" });
    else if ("startAction" in definition) {
      await ctx.db.patch("chains", chainId, { nextStepAt: Date.now() + ACTION_STEP_MS });
      await definition.startAction(ctx, chain);
    } else await settle(ctx, chain, await nestedStep(ctx, chain));
    return null;
  },
});

/** The work of a step in a transaction of its own, so that one that throws leaves nothing behind. */
export const doStep = internalMutation({
  args: stepFields,
  returns: stepValidator,
  handler: async (ctx, { chainId, step }) => {
    const chain = await currentStep(ctx.db, chainId, step);
    const definition = chain && chainDefinition(chain.name);
    if (!chain || !definition || "startAction" in definition) throw new Error("Not a step of a chain.");
    return await definition.step(ctx, chain);
  },
});

/** How a step that ran in an action ended. A report for another step than the current one changes nothing. */
export const reportStep = internalMutation({
  args: {
    ...stepFields,
    outcome: v.union(
      v.object({ ok: v.literal(true), ...stepValidator.fields }),
      v.object({ ok: v.literal(false), error: v.string() }),
    ),
  },
  returns: v.null(),
  handler: async (ctx, { chainId, step, outcome }) => {
    const chain = await currentStep(ctx.db, chainId, step);
    if (chain) await settle(ctx, chain, outcome);
    return null;
  },
});

/** Every minute: steps that were lost count as failed, and are tried again or given up. */
export const tendChains = internalMutation({
  args: {},
  returns: v.object({ lost: v.number() }),
  handler: async (ctx) => {
    const now = Date.now();
    const lost = await overdueChains(ctx.db, now);
    for (const chain of lost) await settle(ctx, chain, { ok: false, error: STEP_LOST });
    const beat = { startedAt: now, finishedAt: now, steps: 1, rows: lost.length };
    await recordHeartbeat(ctx.db, "tend-chains", beat);
    return { lost: lost.length };
  },
});

async function nestedStep(
  ctx: MutationCtx,
  { _id: chainId, step, name }: Doc<"chains">,
): Promise<StepOutcome> {
  try {
    const done: { rows: number; cursor: string | null; delayMs?: number } = await ctx.runMutation(
      internal.models.chains.doStep,
      { chainId, step },
    );
    return { ok: true, ...done };
  } catch (error) {
    // Its name alone: the text of an exception may quote a row.
    console.error("A step of a chain failed:", name, chainId, error instanceof Error ? error.name : "");
    return { ok: false, error: "step_failed" };
  }
}

async function settle(ctx: MutationCtx, chain: Doc<"chains">, outcome: StepOutcome): Promise<void> {
  const now = Date.now();
  const status = await settleStep(ctx, chain, outcome, now);
  if (status === "running") return;
  const rows = chain.rows + (outcome.ok ? outcome.rows : 0);
  const steps = chain.steps + (outcome.ok ? 1 : 0);
  await chainDefinition(chain.name)?.ended?.(
    ctx,
    { ...chain, status, rows, steps, lastError: outcome.ok ? undefined : outcome.error },
    now,
  );
}
