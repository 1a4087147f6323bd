/** Events without a note: circuit breaker, budgets, rate limits. */
import { joinParts } from "../keys/parts";
import type { AiProvider } from "../vocabulary/operations";
import { outcomeOf, type PipelineEventDraft } from "./event";

export type SystemEvent = Omit<PipelineEventDraft, "artifactId" | "voiceNoteId" | "coachUserId">;

/** @param at when the breaker changed, ms since epoch: one change, one event */
export function breakerEvent(
  provider: AiProvider,
  change: "circuit_breaker_opened" | "circuit_breaker_closed",
  at: number,
): SystemEvent {
  return {
    eventId: joinParts("breaker", provider, change, at),
    eventType: change,
    outcome: outcomeOf(change),
    timestamp: at,
  };
}

/** Told once per organisation and period. @param period "2026-03-14" of a daily budget, "2026-03" of a monthly one */
export function budgetEvent(
  organizationId: string,
  period: string,
  reached: "budget_threshold_reached" | "budget_exceeded",
  now: number,
): SystemEvent {
  return {
    eventId: joinParts("budget", organizationId, period, reached),
    eventType: reached,
    outcome: outcomeOf(reached),
    organizationId,
    timestamp: now,
  };
}

/** Told once per limit and window. @param windowStart ms since epoch */
export function rateLimitEvent(limit: string, windowStart: number, now: number): SystemEvent {
  return {
    eventId: joinParts("rate_limit", limit, windowStart),
    eventType: "rate_limit_hit",
    outcome: outcomeOf("rate_limit_hit"),
    timestamp: now,
  };
}
