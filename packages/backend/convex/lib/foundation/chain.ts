/**
 * Chains: work in bounded steps, each a transaction that schedules the next. A step that throws is tried again with
 * growing pauses; after `MAX_ATTEMPTS` failures in a row the chain gives up, visibly. A lost step counts as a failure.
 */
import { backoffDelayMs } from "@voice-flow/domain/backoff";
import { MINUTE_MS, SECOND_MS } from "@voice-flow/domain/time";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "./context";

/** What one step did. */
export interface ChainStep {
  /** Rows written or deleted. */
  rows: number;
  /** Where the next step continues; null when the work is done. */
  cursor: string | null;
  /** Pause before the next step, ms; none without it. */
  delayMs?: number;
}

/** Half an hour of attempts: long enough for a provider or a deployment to come back. */
export const MAX_ATTEMPTS = 8;
const BACKOFF = { baseMs: 5 * SECOND_MS, maxMs: 10 * MINUTE_MS, jitterShare: 0.25 };
/** A step that is overdue by this much was lost, or its action died. */
const LOST_AFTER_MS = MINUTE_MS;
/** An action has this long to report, ms: Convex ends actions after ten minutes. */
export const ACTION_STEP_MS = 10 * MINUTE_MS;
const TENDED_AT_ONCE = 20;

/** The error of a step that never reported. */
export const STEP_LOST = "step_lost";

type Chain = Doc<"chains">;

export const findChain = (db: DbReader, name: string, key = ""): Promise<Chain | null> =>
  db
    .query("chains")
    .withIndex("by_name_and_key", (q) => q.eq("name", name).eq("key", key))
    .unique();

/** Starts the chain from the beginning; one that is running is left alone. Returns whether it was started. */
export async function startChain(
  ctx: MutationCtx,
  name: string,
  { key = "", now, delayMs = 0 }: { key?: string; now: number; delayMs?: number },
): Promise<boolean> {
  const existing = await findChain(ctx.db, name, key);
  if (existing?.status === "running") return false;
  const begun = {
    name,
    key,
    status: "running" as const,
    cursor: null,
    // Higher than any step of the run before, so that none of its steps can run in this one.
    step: (existing?.step ?? 0) + 1,
    attempt: 0,
    lastError: existing?.status === "gave_up" ? existing.lastError : undefined,
    steps: 0,
    rows: 0,
    nextStepAt: now + delayMs,
    startedAt: now,
    updatedAt: now,
  };
  if (existing) await ctx.db.replace("chains", existing._id, begun);
  const chainId = existing?._id ?? (await ctx.db.insert("chains", begun));
  await scheduleStep(ctx, chainId, begun.step, delayMs);
  return true;
}

/** Runs the next step now instead of at its time. Nothing happens where no chain runs. */
export async function hurryChain(ctx: MutationCtx, name: string, key: string, now: number): Promise<void> {
  const chain = await findChain(ctx.db, name, key);
  if (chain?.status !== "running") return;
  await ctx.db.patch("chains", chain._id, { step: chain.step + 1, nextStepAt: now, updatedAt: now });
  await scheduleStep(ctx, chain._id, chain.step + 1, 0);
}

/** The chain, if the step with this number is the one that runs next. */
export async function currentStep(db: DbReader, chainId: Id<"chains">, step: number): Promise<Chain | null> {
  const chain = await db.get("chains", chainId);
  return chain?.status === "running" && chain.step === step ? chain : null;
}

export type StepOutcome = ({ ok: true } & ChainStep) | { ok: false; error: string };

/** Records how a step ended and schedules what follows. Returns the status of the chain afterwards. */
export async function settleStep(
  ctx: MutationCtx,
  chain: Chain,
  outcome: StepOutcome,
  now: number,
): Promise<Chain["status"]> {
  if (!outcome.ok) return await failStep(ctx, chain, outcome.error, now);
  const { cursor, rows, delayMs = 0 } = outcome;
  const status = cursor === null ? ("completed" as const) : ("running" as const);
  const step = chain.step + 1;
  await ctx.db.patch("chains", chain._id, {
    status,
    cursor,
    step,
    attempt: 0,
    lastError: undefined,
    steps: chain.steps + 1,
    rows: chain.rows + rows,
    nextStepAt: now + delayMs,
    updatedAt: now,
  });
  if (status === "running") await scheduleStep(ctx, chain._id, step, delayMs);
  return status;
}

async function failStep(
  ctx: MutationCtx,
  chain: Chain,
  lastError: string,
  now: number,
): Promise<Chain["status"]> {
  const attempt = chain.attempt + 1;
  const step = chain.step + 1;
  if (attempt >= MAX_ATTEMPTS) {
    await ctx.db.patch("chains", chain._id, { status: "gave_up", step, attempt, lastError, updatedAt: now });
    return "gave_up";
  }
  // Once, a lost step is simply run again: its server was replaced, and nothing says that the step itself is at fault.
  const delayMs =
    lastError === STEP_LOST && attempt === 1 ? 0 : backoffDelayMs(BACKOFF, attempt, Math.random());
  await ctx.db.patch("chains", chain._id, {
    step,
    attempt,
    lastError,
    nextStepAt: now + delayMs,
    updatedAt: now,
  });
  await scheduleStep(ctx, chain._id, step, delayMs);
  return "running";
}

/**
 * For work that a cron starts again whatever happens, such as the roll-up: counts a failure in the row of its name, so
 * that it shows and raises an incident like a chain that gave up. Nothing is written while all is well.
 */
export async function recordAttempt(
  ctx: MutationCtx,
  name: string,
  error: string | null,
  now: number,
): Promise<void> {
  const chain = await findChain(ctx.db, name);
  if (error === null) {
    if (chain && chain.attempt > 0) {
      await ctx.db.patch("chains", chain._id, {
        status: "completed",
        attempt: 0,
        lastError: undefined,
        updatedAt: now,
      });
    }
    return;
  }
  const attempt = (chain?.attempt ?? 0) + 1;
  const status = attempt >= MAX_ATTEMPTS ? ("gave_up" as const) : ("completed" as const);
  if (chain) {
    await ctx.db.patch("chains", chain._id, { status, attempt, lastError: error, updatedAt: now });
    return;
  }
  const idle = {
    key: "",
    cursor: null,
    step: 0,
    steps: 0,
    rows: 0,
    nextStepAt: now,
    startedAt: now,
    updatedAt: now,
  };
  await ctx.db.insert("chains", { name, status, attempt, lastError: error, ...idle });
}

/** Chains whose next step was lost, the longest overdue first. At most 20. */
export const overdueChains = (db: DbReader, now: number): Promise<Chain[]> =>
  db
    .query("chains")
    .withIndex("by_status_and_nextStepAt", (q) =>
      q.eq("status", "running").lt("nextStepAt", now - LOST_AFTER_MS),
    )
    .take(TENDED_AT_ONCE);

/** Chains that gave up and have not run since, the newest first. */
export const failedChains = (db: DbReader, limit: number): Promise<Chain[]> =>
  db
    .query("chains")
    .withIndex("by_status_and_updatedAt", (q) => q.eq("status", "gave_up"))
    .order("desc")
    .take(limit);

const scheduleStep = (ctx: MutationCtx, chainId: Id<"chains">, step: number, delayMs: number) =>
  ctx.scheduler.runAfter(delayMs, internal.models.chains.runStep, { chainId, step });
