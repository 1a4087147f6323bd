/** One call to a provider with all that is owed around it: the breaker asked, the usage written, the outcome reported. */
import type { StageFailure } from "@voice-flow/domain/events/build";
import { type AiUsage, costOf, PRICES } from "@voice-flow/domain/prices";
import type { AiFeature, AiProvider } from "@voice-flow/domain/vocabulary/operations";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { ActionCtx } from "../../_generated/server";
import { MissingVariableError } from "../environment";
import { openaiFailure } from "./failure";

export interface ProviderAnswer<T> {
  value: T;
  usage: AiUsage;
}

export interface ProviderCall {
  /** Unique per call: what is charged twice under one id is charged once. */
  callId: string;
  artifactId?: Id<"voiceNoteArtifacts">;
  organizationId?: string;
  operation: AiFeature;
  provider: AiProvider;
  model: string;
}

/** What a call used and cost, for the event of its stage. */
export interface Billed {
  usage: AiUsage;
  /** Micro-dollars. */
  cost: number;
}

export type CallOutcome<T> = { ok: true; value: T; billed: Billed } | { ok: false; failure: StageFailure };

/** Runs `attempt` unless the breaker is open. Failures outside come back as values; defects of ours are thrown. */
export async function callProvider<T>(
  ctx: ActionCtx,
  call: ProviderCall,
  attempt: () => Promise<ProviderAnswer<T>>,
): Promise<CallOutcome<T>> {
  const { provider } = call;
  const { allowed, probeTicket } = await ctx.runMutation(internal.models.aiServiceHealth.requestCall, {
    provider,
  });
  if (!allowed) return { ok: false, failure: { code: "circuit_open", message: "" } };
  const startedAt = Date.now();
  const outcome = await attempted(attempt);
  const usage = outcome.ok ? outcome.answer.usage : {};
  const cost = priced(call, usage, startedAt);
  const errorCode = outcome.ok ? undefined : outcome.failure.code;
  await ctx.runMutation(internal.models.aiServiceHealth.reportCall, { provider, errorCode, probeTicket });
  await ctx.runMutation(internal.models.aiUsage.recordCall, {
    ...call,
    usage,
    cost,
    durationMs: Date.now() - startedAt,
    errorCode,
  });
  return outcome.ok
    ? { ok: true, value: outcome.answer.value, billed: { usage, cost } }
    : { ok: false, failure: outcome.failure };
}

async function attempted<T>(
  attempt: () => Promise<ProviderAnswer<T>>,
): Promise<{ ok: true; answer: ProviderAnswer<T> } | { ok: false; failure: StageFailure }> {
  try {
    return { ok: true, answer: await attempt() };
  } catch (error) {
    if (error instanceof MissingVariableError) {
      // Names the variable and what to set: for whoever runs the deployment.
      console.error(error.message);
      return { ok: false, failure: { code: "provider_credentials_missing", message: "" } };
    }
    const failure = openaiFailure(error);
    if (!failure) throw error;
    return { ok: false, failure };
  }
}

function priced(call: ProviderCall, usage: AiUsage, at: number): number {
  const cost = costOf({ provider: call.provider, model: call.model, usage }, PRICES, at);
  if (cost.ok) return cost.costMicros;
  console.error(cost.message);
  return 0;
}
