/** What tests of money and limits share: settings, admitted calls, and what they leave. */
import type { AiUsage } from "@voice-flow/domain/prices";
import { internal } from "../convex/_generated/api";
import type { Admission, AiCall } from "../convex/lib/ai/aiCall";
import type { Backend } from "./harness";

export const DOLLAR = 1_000_000;

export async function override(t: Backend, key: string, value: number) {
  await t.run(async (ctx) => {
    await ctx.db.insert("platformSettings", { key, value, updatedBy: "test", updatedAt: 0 });
  });
}

export const aCall = (callId: string, call: Partial<AiCall> = {}): AiCall => ({
  callId,
  organizationId: "org-grange",
  operation: "claims_extraction",
  provider: "openai",
  model: "gpt-4o",
  ...call,
});

export const admit = (t: Backend, callId: string, bound: number, organizationId = "org-grange") =>
  t.mutation(internal.models.aiCalls.admit, {
    callId,
    organizationId,
    provider: "openai",
    bound,
    timeoutMs: 90_000,
  });

export async function admitted(t: Backend, callId: string, bound: number, organizationId = "org-grange") {
  const admission: Admission = await admit(t, callId, bound, organizationId);
  if (!admission.allowed) throw new Error(`${callId}: ${admission.code}`);
  return admission.ticket;
}

/** A call from admission to charge. */
export async function spend(t: Backend, callId: string, cost: number, call: Partial<AiCall> = {}) {
  const ticket = await admitted(t, callId, cost, call.organizationId ?? "org-grange");
  return await settleCall(t, callId, ticket, cost, call);
}

export const settleCall = (
  t: Backend,
  callId: string,
  ticket: Extract<Admission, { allowed: true }>["ticket"],
  cost: number,
  call: Partial<AiCall> = {},
  usage: AiUsage = {},
) =>
  t.mutation(internal.models.aiCalls.settle, {
    call: aCall(callId, call),
    ticket,
    usage,
    cost,
    durationMs: 5,
  });

export const eventTypes = (t: Backend, matching: RegExp) =>
  t.run(async (ctx) =>
    (await ctx.db.query("voicePipelineEvents").collect())
      .map((event) => event.eventType)
      .filter((type) => matching.test(type)),
  );
