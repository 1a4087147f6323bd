import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ArtifactMove,
  type ArtifactSubject,
  initialArtifactState,
  nextArtifactState,
} from "../state-machine/artifact";
import { RETRY_KINDS } from "../vocabulary/operations";
import { draftDecidedEvent, eventsOfTransition, receivedEvent, retryEndedEvent } from "./build";
import type { EventSubject, PipelineEventDraft } from "./event";
import { missingEvents } from "./reconcile";
import { breakerEvent, budgetEvent, rateLimitEvent } from "./system";

const subject: EventSubject = {
  artifactId: "a1",
  organizationId: "org1",
  coachUserId: "c1",
  createdAt: 1000,
};
const failure = { code: "provider_timeout", message: "Aoife timed out" } as const;
const metadata = { aiCost: 2275, aiModel: "gpt-4o", claimCount: 4 };

const PLAN: readonly ArtifactMove[] = [
  { type: "begin_transcription" },
  { type: "finish_transcription" },
  { type: "ask_coach" },
  { type: "coach_confirms" },
  { type: "begin_stage", stage: "claims_extraction" },
  { type: "finish_stage", stage: "claims_extraction" },
  { type: "begin_stage", stage: "entity_resolution" },
  { type: "finish_stage", stage: "entity_resolution", needsDisambiguation: true },
  { type: "begin_stage", stage: "draft_generation" },
  { type: "complete" },
  { type: "fail" },
  { type: "coach_asks_again" },
  ...RETRY_KINDS.map((kind) => ({ type: "retry", kind }) as const),
];

/** Applies what is legal of the moves, a second apart, and gathers the events. */
function live(moves: readonly ArtifactMove[]) {
  let state: ArtifactSubject = { ...initialArtifactState(1000), sourceChannel: "whatsapp_audio" };
  let now = 1000;
  const events: PipelineEventDraft[] = [receivedEvent(subject)];
  for (const move of moves) {
    now += 1000;
    const result = nextArtifactState(state, move, now);
    if (!result.ok) continue;
    events.push(...eventsOfTransition(subject, result.events, { metadata, failure }, now));
    state = { ...state, ...result.patch };
  }
  return { state, events, now };
}

const moves = fc.array(fc.constantFrom(...PLAN), { maxLength: 60 });
const byType = (events: readonly PipelineEventDraft[], eventType: string) =>
  events.filter((event) => event.eventType === eventType);

describe("events of a note", () => {
  it("have an id of their own each, but for a stage that is begun again within an attempt", () => {
    fc.assert(
      fc.property(moves, (plan) => {
        const { events } = live(plan);
        const ids = events
          .filter((event) => !event.eventType.endsWith("_started"))
          .map((event) => event.eventId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it("tell every question to the coach, however often the same is asked within an attempt", () => {
    const asked: readonly ArtifactMove[] = [{ type: "ask_coach" }, { type: "coach_confirms" }];
    const { events } = live([...PLAN.slice(0, 2), ...asked, ...asked, ...asked]);
    const questions = events.filter((event) => event.newStatus === "awaiting_coach");
    expect(new Set(questions.map((event) => event.eventId)).size).toBe(3);
  });

  it("agree with the state, and stop agreeing when the last one is lost", () => {
    fc.assert(
      fc.property(moves, (plan) => {
        const { state, events } = live(plan);
        expect(missingEvents(state, events)).toEqual([]);
        const told = events.findLast((event) => event.newStatus === state.status);
        const lossy = events.filter((event) => event !== told);
        const restated = lossy.some(
          (event) => event.newStatus === state.status && event.attempt === state.attempt,
        );
        if (!restated) expect(missingEvents(state, lossy)).not.toEqual([]);
      }),
    );
  });

  it("carry cost and figures once per stage, so that a sum of all events is right", () => {
    const { events } = live(PLAN.slice(0, 10));
    const priced = events
      .filter((event) => event.metadata?.aiCost !== undefined)
      .map((event) => event.eventType);
    expect(priced).toEqual([
      "transcription_completed",
      "claims_extracted",
      "entity_resolution_completed",
      "drafts_generated",
    ]);
  });

  it("time every stage, and the whole run from receipt to drafts", () => {
    const { events, now } = live(PLAN.slice(0, 10));
    expect(byType(events, "transcription_completed")[0]).toMatchObject({ durationMs: 1000 });
    expect(byType(events, "artifact_completed")[0]).toMatchObject({
      pipelineStage: undefined,
      stageStartedAt: 1000,
      stageCompletedAt: now,
      durationMs: now - 1000,
    });
  });

  it("name a failure by code and sentence, and keep its message out", () => {
    const { events } = live([{ type: "begin_transcription" }, { type: "fail" }]);
    const failed = events.filter((event) => event.outcome === "failure");
    expect(failed.map((event) => event.eventType)).toEqual(["transcription_failed", "artifact_failed"]);
    for (const event of failed) {
      expect(event).toMatchObject({
        errorCode: "provider_timeout",
        errorFingerprint: failed[0]?.errorFingerprint,
      });
      expect(JSON.stringify(event)).not.toMatch(/aoife/i);
    }
    expect(byType(events, "artifact_status_changed").at(-1)).not.toHaveProperty("errorCode");
  });

  it("count retries from 0 for the first try", () => {
    const { events } = live([
      { type: "begin_transcription" },
      { type: "fail" },
      { type: "retry", kind: "retryTranscription" },
    ]);
    expect(byType(events, "transcription_failed")[0]?.metadata?.retryAttempt).toBe(0);
    expect(byType(events, "retry_initiated")[0]).toMatchObject({ attempt: 2, metadata: { retryAttempt: 1 } });
    expect(retryEndedEvent(subject, 2, "transcription", "failed", 9)).toMatchObject({
      eventId: "a1:2:retry_failed",
      outcome: "failure",
      metadata: { retryAttempt: 1 },
    });
  });

  it("tell each draft's decision and each system event once", () => {
    expect(draftDecidedEvent(subject, 1, "d1", "draft_confirmed", 5).eventId).toBe("a1:1:draft_confirmed:d1");
    expect(breakerEvent("openai", "circuit_breaker_opened", 5).eventId).toBe(
      "breaker:openai:circuit_breaker_opened:5",
    );
    const first = budgetEvent("org1", "2026-03-14", "budget_exceeded", 5);
    expect(budgetEvent("org1", "2026-03-14", "budget_exceeded", 6).eventId).toBe(first.eventId);
    expect(rateLimitEvent("messages_per_hour", 3600, 5)).toMatchObject({ outcome: "warning", timestamp: 5 });
  });
});
