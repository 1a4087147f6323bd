import { describe, expect, it } from "vitest";
import { RETRY_KINDS } from "../vocabulary/operations";
import { nextArtifactState, RETRY_TARGET, retryOutcomeOf } from "./artifact";
import { MOVES, run, start } from "./testing";

describe("an artifact on its way", () => {
  it("walks a voice note through every stage with the promised events, in order", () => {
    const { state, steps } = run("whatsapp_audio", [
      { type: "begin_transcription" },
      { type: "finish_transcription" },
      { type: "begin_stage", stage: "claims_extraction" },
      { type: "finish_stage", stage: "claims_extraction" },
      { type: "begin_stage", stage: "entity_resolution" },
      { type: "finish_stage", stage: "entity_resolution", needsDisambiguation: true },
      { type: "begin_stage", stage: "draft_generation" },
      { type: "complete" },
    ]);
    expect(state.status).toBe("completed");
    expect(
      steps.map((step) => (step.result.ok ? step.result.events.map((e) => e.eventType) : "refused")),
    ).toEqual([
      ["transcription_started", "artifact_status_changed"],
      ["transcription_completed", "artifact_status_changed"],
      ["claims_extraction_started", "artifact_status_changed"],
      ["claims_extracted"],
      ["entity_resolution_started"],
      ["entity_resolution_completed", "entity_needs_disambiguation"],
      ["draft_generation_started"],
      ["drafts_generated", "artifact_status_changed", "artifact_completed"],
    ]);
  });

  it("measures a stage from its beginning to its end", () => {
    const { steps } = run("app_recorded", [
      { type: "begin_transcription" },
      { type: "finish_transcription" },
    ]);
    const done = steps[1]?.result;
    expect(done?.ok && done.events[0]).toMatchObject({ stageStartedAt: 1_500, stageCompletedAt: 2_000 });
    const ingested = steps[0]?.result;
    expect(ingested?.ok && ingested.events[1]).toMatchObject({
      pipelineStage: "ingestion",
      stageStartedAt: 1_000,
      stageCompletedAt: 1_500,
    });
  });

  it("completes a note without claims straight from claims extraction", () => {
    const { state, steps } = run("whatsapp_text", [
      { type: "accept_text" },
      { type: "begin_stage", stage: "claims_extraction" },
      { type: "complete" },
    ]);
    expect(state).toMatchObject({ status: "completed", currentStage: "confirmation" });
    const last = steps.at(-1)?.result;
    expect(last?.ok && last.events.map((event) => event.eventType)).toEqual([
      "claims_extracted",
      "artifact_status_changed",
      "artifact_completed",
    ]);
  });

  it("refuses what a finished attempt still reports", () => {
    const state = {
      ...start("app_recorded"),
      status: "transcribing",
      currentStage: "transcription",
    } as const;
    const late = nextArtifactState({ ...state, attempt: 2 }, { type: "finish_transcription" }, 9, 1);
    expect(late).toMatchObject({ ok: false, error: { code: "stale_attempt" } });
    expect(nextArtifactState({ ...state, attempt: 2 }, { type: "finish_transcription" }, 9, 2).ok).toBe(true);
  });

  it("does not retry a stage that was never reached", () => {
    const failed = { ...start("app_recorded"), status: "failed", currentStage: "transcription" } as const;
    const refused = nextArtifactState(failed, { type: "retry", kind: "retryDraftGeneration" }, 9);
    expect(refused).toMatchObject({ ok: false, error: { code: "stage_not_reached" } });
  });

  it("logs retry_initiated before anything else of a retry, under the new attempt", () => {
    const failed = { ...start("app_recorded"), status: "failed", currentStage: "draft_generation" } as const;
    for (const kind of RETRY_KINDS) {
      const retried = nextArtifactState(failed, { type: "retry", kind }, 9);
      expect(retried).toMatchObject({
        ok: true,
        patch: { status: RETRY_TARGET[kind].status, currentStage: RETRY_TARGET[kind].stage, attempt: 2 },
      });
      expect(retried.ok && retried.events[0]).toEqual({
        eventType: "retry_initiated",
        pipelineStage: RETRY_TARGET[kind].stage,
        attempt: 2,
      });
    }
  });

  it("ends a running retry exactly where a note stops", () => {
    const ending = MOVES.map((move) => move.type).filter((type) => retryOutcomeOf(type) !== undefined);
    expect([...new Set(ending)]).toEqual(["complete", "fail", "reject", "ask_coach"]);
  });
});
