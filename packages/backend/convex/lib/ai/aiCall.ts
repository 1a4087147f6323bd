/**
 * What is asked before a call to a provider, in one transaction, and what is owed after it, in another: emergency mode,
 * the circuit breaker, the organisation's budget, the platform's limits; then the breaker's report, the charge, the log.
 */
import {
  breakerPolicy,
  reportCall as reported,
  requestCall as requested,
} from "@voice-flow/domain/breaker/breaker";
import { reserveCall, settleCall } from "@voice-flow/domain/costs/budget";
import { COST_LIMITS } from "@voice-flow/domain/costs/limits";
import { countsForBreaker } from "@voice-flow/domain/errors/classify";
import { breakerEvent } from "@voice-flow/domain/events/system";
import { aiUsageValidator } from "@voice-flow/domain/prices";
import type { Settings } from "@voice-flow/domain/settings";
import {
  type AiProvider,
  aiFeatureValidator,
  aiProviderValidator,
} from "@voice-flow/domain/vocabulary/operations";
import { type StageErrorCode, stageErrorCodeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { MutationCtx } from "../../_generated/server";
import { emitSystemEvent } from "../foundation/events";
import { readSettings } from "../foundation/settings";
import { asBreaker, findBreakerRow, storeBreaker } from "./breakerRow";
import { findBudget, storeBudget } from "./budgetRow";
import { emergencyOf } from "./emergency";
import { adjustTaken, takeFromLimits, takenValidator } from "./platformLimits";

/** After its timeout a call is over; its report may take so much longer to come. */
const REPORT_GRACE_MS = 60_000;

export const aiCallFields = {
  /** Unique per call: what is charged twice under one id is charged once. */
  callId: v.string(),
  artifactId: v.optional(v.id("voiceNoteArtifacts")),
  organizationId: v.optional(v.string()),
  operation: aiFeatureValidator,
  provider: aiProviderValidator,
  model: v.string(),
};
const aiCallValidator = v.object(aiCallFields);
export type AiCall = Infer<typeof aiCallValidator>;

/** What an admitted call brings back with its report. */
export const ticketValidator = v.object({
  probeTicket: v.optional(v.number()),
  taken: v.array(takenValidator),
});

export const refusedCallCodes = [
  "emergency_mode",
  "circuit_open",
  "budget_exceeded",
  "rate_limited",
] as const satisfies readonly StageErrorCode[];

export const admissionValidator = v.union(
  v.object({ allowed: v.literal(true), ticket: ticketValidator }),
  v.object({ allowed: v.literal(false), code: literals(...refusedCallCodes) }),
);
export type Admission = Infer<typeof admissionValidator>;

/** @param ask.bound what the call can cost at most, micro-dollars */
export async function admitCall(
  ctx: MutationCtx,
  ask: Pick<AiCall, "callId" | "organizationId" | "provider"> & { bound: number; timeoutMs: number },
  now: number,
): Promise<Admission> {
  if (await emergencyOf(ctx.db)) return { allowed: false, code: "emergency_mode" };
  const settings = await readSettings(ctx.db);
  const breakerRow = await findBreakerRow(ctx.db, ask.provider);
  const { breaker, permission } = requested(asBreaker(breakerRow), breakerPolicy(settings), now);
  if (!permission.allowed) return { allowed: false, code: "circuit_open" };

  const budgetRow = await findBudget(ctx.db, ask.organizationId);
  const reservation = {
    callId: ask.callId,
    amount: ask.bound,
    expiresAt: now + ask.timeoutMs + REPORT_GRACE_MS,
  };
  const reserve = budgetRow && reserveCall(budgetRow, reservation, settings.BUDGET_WARNING_SHARE, now);
  if (reserve && !reserve.allowed) {
    if (reserve.news.length > 0) await storeBudget(ctx, budgetRow, reserve.budget, reserve.news, now);
    return { allowed: false, code: "budget_exceeded" };
  }
  const limits = await takeFromLimits(ctx, COST_LIMITS, ask.bound, settings, now);
  if (!limits.ok) return { allowed: false, code: "rate_limited" };

  if (reserve) await storeBudget(ctx, budgetRow, reserve.budget, reserve.news, now);
  await storeBreaker(ctx.db, ask.provider, breakerRow, breaker, now);
  return { allowed: true, ticket: { probeTicket: permission.probeTicket, taken: limits.taken } };
}

export const endedCallFields = {
  call: aiCallValidator,
  ticket: ticketValidator,
  usage: aiUsageValidator,
  /** Micro-dollars. */
  cost: v.number(),
  /** Micro-dollars that it may have cost at most, if no answer told what it cost. */
  unknownCost: v.optional(v.number()),
  durationMs: v.number(),
  /** Absent for a call that succeeded. */
  errorCode: v.optional(stageErrorCodeValidator),
  /** What a provider that refused the call asked to wait for. */
  retryAfterMs: v.optional(v.number()),
};
const endedCallValidator = v.object(endedCallFields);
type EndedCall = Infer<typeof endedCallValidator>;

/** Charges and logs a call once: a report that comes again changes nothing. Returns whether it was the first. */
export async function settleAiCall(ctx: MutationCtx, ended: EndedCall, now: number): Promise<boolean> {
  const { call, ticket, cost, unknownCost } = ended;
  const known = await ctx.db
    .query("aiUsageLog")
    .withIndex("by_callId", (q) => q.eq("callId", call.callId))
    .first();
  if (known) return false;
  const settings = await readSettings(ctx.db);
  await reportToBreaker(ctx, call.provider, ended, settings, now);
  const row = await findBudget(ctx.db, call.organizationId);
  if (row) {
    const charge = { callId: call.callId, cost, unknownCost };
    const { budget, news } = settleCall(row, charge, settings.BUDGET_WARNING_SHARE, now);
    await storeBudget(ctx, row, budget, news, now);
  }
  for (const taken of ticket.taken) await adjustTaken(ctx, taken, cost + (unknownCost ?? 0), settings, now);
  await logCall(ctx, ended, now);
  return true;
}

/** A change of the breaker and its event are one transaction. */
async function reportToBreaker(
  ctx: MutationCtx,
  provider: AiProvider,
  { errorCode, retryAfterMs, ticket: { probeTicket } }: EndedCall,
  settings: Settings,
  now: number,
): Promise<void> {
  const row = await findBreakerRow(ctx.db, provider);
  // Codes that do not speak of the provider's health count as answers.
  const succeeded = errorCode === undefined || !countsForBreaker(errorCode);
  const outcome = { succeeded, probeTicket, retryAfterMs };
  const { breaker, change } = reported(asBreaker(row), breakerPolicy(settings), outcome, now);
  await storeBreaker(ctx.db, provider, row, breaker, now);
  if (change) await emitSystemEvent(ctx, breakerEvent(provider, change, now));
}

async function logCall(
  { db }: MutationCtx,
  { call, usage, cost, unknownCost, durationMs, errorCode }: EndedCall,
  now: number,
): Promise<void> {
  const { inputTokens = 0, outputTokens = 0, cachedInputTokens: cachedTokens = 0, audioSeconds = 0 } = usage;
  await db.insert("aiUsageLog", {
    ...call,
    inputTokens,
    outputTokens,
    cachedTokens,
    audioSeconds,
    cost,
    unknownCost,
    cacheHitRate: inputTokens === 0 ? 0 : cachedTokens / inputTokens,
    durationMs,
    succeeded: errorCode === undefined,
    errorCode,
    timestamp: now,
    commitTs: db.vars.commitTs,
  });
}
