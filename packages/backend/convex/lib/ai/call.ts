/** One call to a provider with all that is owed around it: permission asked for, the outcome reported and charged. */
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import type { StageFailure } from "@voice-flow/domain/events/build";
import { type AiUsage, cappedUsage, costOf } from "@voice-flow/domain/prices";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { MissingVariableError } from "../foundation/environment";
import { withTimeout } from "../foundation/timeout";
import type { Admission, AiCall } from "./aiCall";
import { BadResponseError, costIsUnknown, openaiFailure } from "./failure";

export interface ProviderAnswer<T> {
  value: T;
  usage: AiUsage;
}

export interface ProviderCall extends Omit<AiCall, "operation" | "provider" | "model"> {
  model: AiModel;
  /** What it can use at most: what a budget reserves for it. */
  bound: AiUsage;
  timeoutMs: number;
}

/** What a call used and cost, for the event of its stage. */
export interface Billed {
  usage: AiUsage;
  /** Micro-dollars; absent where the answer does not say what it used, which is not the same as nothing. */
  cost?: number;
}

export type CallOutcome<T> =
  | { ok: true; value: T; billed: Billed }
  /** `billed`: of an answer that cost something all the same. */
  | { ok: false; failure: StageFailure; billed?: Billed };

/** Runs `attempt` if the call is admitted. Failures outside come back as values; defects of ours are thrown. */
export async function callProvider<T>(
  ctx: ActionCtx,
  { bound, timeoutMs, model: { provider, model, feature, prices }, ...about }: ProviderCall,
  attempt: () => Promise<ProviderAnswer<T>>,
): Promise<CallOutcome<T>> {
  const call: AiCall = { ...about, operation: feature, provider, model };
  const { callId, organizationId } = call;
  const startedAt = Date.now();
  const most = costOf(bound, prices, startedAt);
  const admission: Admission = await ctx.runMutation(internal.models.aiCalls.admit, {
    callId,
    organizationId,
    provider,
    bound: most,
    timeoutMs,
  });
  if (!admission.allowed) return { ok: false, failure: { code: admission.code, message: "" } };
  const outcome = await attempted(() => withTimeout(timeoutMs, attempt));
  const usage = cappedUsage(outcome.ok ? outcome.answer.usage : outcome.usage, bound);
  const cost = costOf(usage, prices, startedAt);
  const isUnknown = outcome.ok ? !isReported(usage) : outcome.costIsUnknown;
  await ctx.runMutation(internal.models.aiCalls.settle, {
    call,
    ticket: admission.ticket,
    usage,
    cost,
    unknownCost: isUnknown ? most : undefined,
    durationMs: Date.now() - startedAt,
    errorCode: outcome.ok ? undefined : outcome.failure.code,
    retryAfterMs: outcome.ok ? undefined : outcome.failure.retryAfterMs,
  });
  return outcome.ok
    ? { ok: true, value: outcome.answer.value, billed: { usage, ...(!isUnknown && { cost }) } }
    : { ok: false, failure: outcome.failure, ...(cost > 0 && { billed: { usage, cost } }) };
}

/** Gateways leave the figures out: then nobody knows what the answer cost. */
const isReported = (usage: AiUsage): boolean => Object.values(usage).some((figure) => figure !== undefined);

type Attempted<T> =
  | { ok: true; answer: ProviderAnswer<T> }
  | { ok: false; failure: StageFailure; usage: AiUsage; costIsUnknown: boolean };

async function attempted<T>(attempt: () => Promise<ProviderAnswer<T>>): Promise<Attempted<T>> {
  try {
    return { ok: true, answer: await attempt() };
  } catch (error) {
    if (error instanceof MissingVariableError) {
      // Names the variable and what to set: for whoever runs the deployment.
      console.error(error.message);
      const failure: StageFailure = { code: "provider_credentials_missing", message: "" };
      return { ok: false, failure, usage: {}, costIsUnknown: false };
    }
    const failure = openaiFailure(error);
    if (!failure) throw error;
    // An answer that is of no use to us is charged like one that is.
    const usage = error instanceof BadResponseError ? error.usage : {};
    return { ok: false, failure, usage, costIsUnknown: costIsUnknown(error) };
  }
}
