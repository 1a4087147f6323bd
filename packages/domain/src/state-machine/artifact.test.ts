import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RETRY_KINDS } from "../vocabulary/operations";
import {
  ARTIFACT_STATUSES,
  type ArtifactStatus,
  isAudioChannel,
  PIPELINE_STAGES,
  SOURCE_CHANNELS,
  type SourceChannel,
} from "../vocabulary/pipeline";
import {
  type ArtifactMove,
  type ArtifactSubject,
  initialArtifactState,
  isTerminalStatus,
  LEGAL_FROM,
  nextArtifactState,
  RETRY_TARGET,
  retryOutcomeOf,
  type Transition,
} from "./artifact";

const MOVES: readonly ArtifactMove[] = [
  { type: "begin_transcription" },
  { type: "finish_transcription" },
  { type: "accept_text" },
  { type: "begin_stage", stage: "claims_extraction" },
  { type: "begin_stage", stage: "entity_resolution" },
  { type: "begin_stage", stage: "draft_generation" },
  { type: "finish_stage", stage: "claims_extraction" },
  { type: "finish_stage", stage: "entity_resolution", needsDisambiguation: true },
  { type: "complete" },
  { type: "fail" },
  { type: "reject" },
  { type: "ask_coach" },
  { type: "coach_confirms" },
  { type: "coach_asks_again" },
  { type: "cancel" },
  ...RETRY_KINDS.map((kind) => ({ type: "retry", kind }) as const),
];

const start = (sourceChannel: SourceChannel): ArtifactSubject => ({
  ...initialArtifactState(1_000),
  sourceChannel,
});

function run(channel: SourceChannel, moves: readonly ArtifactMove[]) {
  let state = start(channel);
  let now = 1_000;
  const steps: { before: ArtifactSubject; move: ArtifactMove; result: Transition; now: number }[] = [];
  for (const move of moves) {
    now += 500;
    const result = nextArtifactState(state, move, now);
    steps.push({ before: state, move, result, now });
    if (result.ok) state = { ...result.patch, sourceChannel: channel };
  }
  return { state, steps };
}

/** Mostly legal moves, so that long lives are walked, with any move at all mixed in. */
const scenario = fc
  .tuple(
    fc.constantFrom(...SOURCE_CHANNELS),
    fc.array(fc.record({ pick: fc.nat(), wild: fc.boolean() }), { maxLength: 60 }),
  )
  .map(([channel, picks]): [SourceChannel, readonly ArtifactMove[]] => {
    let state = start(channel);
    const moves: ArtifactMove[] = [];
    for (const { pick, wild } of picks) {
      const pool = wild ? MOVES : MOVES.filter((move) => nextArtifactState(state, move, 0).ok);
      const move = pool[pick % pool.length];
      if (move === undefined) break;
      moves.push(move);
      const result = nextArtifactState(state, move, 0);
      if (result.ok) state = { ...result.patch, sourceChannel: channel };
    }
    return [channel, moves];
  });

const RANK: Record<ArtifactStatus, number> = {
  received: 0,
  transcribing: 1,
  transcribed: 2,
  processing: 3,
  completed: 4,
  failed: 4,
  rejected: 4,
  cancelled: 4,
  awaiting_coach: -1,
};

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

describe("every sequence of moves", () => {
  it("leaves a status only as the table says, and changes nothing when it refuses", () => {
    fc.assert(
      fc.property(scenario, ([channel, moves]) => {
        for (const { before, move, result } of run(channel, moves).steps) {
          const allowed: readonly string[] = LEGAL_FROM[move.type];
          if (!allowed.includes(before.status)) {
            expect(result).toMatchObject({ ok: false, error: { from: before.status, move: move.type } });
          }
        }
      }),
    );
  });

  it("moves the status only forward, except by a retry of staff or of the coach (AT-005)", () => {
    fc.assert(
      fc.property(scenario, ([channel, moves]) => {
        let highest = 0;
        for (const { move, result } of run(channel, moves).steps) {
          if (!result.ok || result.patch.status === "awaiting_coach") continue;
          if (move.type === "retry" || move.type === "coach_asks_again") highest = 0;
          expect(RANK[result.patch.status]).toBeGreaterThanOrEqual(highest);
          highest = Math.max(highest, RANK[result.patch.status]);
        }
      }),
    );
  });

  it("never leaves a terminal status but by a retry of a failed note", () => {
    for (const status of ARTIFACT_STATUSES.filter(isTerminalStatus)) {
      for (const currentStage of PIPELINE_STAGES) {
        const subject: ArtifactSubject = { ...start("app_recorded"), status, currentStage };
        const legal = MOVES.filter((move) => nextArtifactState(subject, move, 9).ok).map((move) => move.type);
        expect(new Set(legal)).toEqual(new Set(status === "failed" ? ["retry"] : []));
      }
    }
  });

  it("never sends a typed note to transcription and never skips it for a voice note", () => {
    fc.assert(
      fc.property(scenario, ([channel, moves]) => {
        let transcribed = false;
        for (const { result } of run(channel, moves).steps) {
          if (!result.ok) continue;
          const events = result.events.map((event) => event.eventType);
          if (!isAudioChannel(channel)) {
            expect(result.patch.status).not.toBe("transcribing");
            expect(events).not.toContain("transcription_started");
          }
          if (events.includes("transcription_completed")) transcribed = true;
          if (isAudioChannel(channel) && result.patch.status === "transcribed")
            expect(transcribed).toBe(true);
        }
      }),
    );
  });

  it("owes a status event for every change, once, and times that never run backwards", () => {
    fc.assert(
      fc.property(scenario, ([channel, moves]) => {
        for (const { before, result, now } of run(channel, moves).steps) {
          if (!result.ok) continue;
          const changes = result.events.filter((event) => event.eventType === "artifact_status_changed");
          expect(changes).toHaveLength(before.status === result.patch.status ? 0 : 1);
          for (const event of result.events) {
            expect(event.stageStartedAt === undefined).toBe(event.stageCompletedAt === undefined);
            expect(event.stageCompletedAt ?? now).toBeGreaterThanOrEqual(event.stageStartedAt ?? 0);
          }
        }
      }),
    );
  });

  it("reaches every status, and every one of these places and no other", () => {
    const places = new Set<string>();
    const statuses = new Set<string>();
    for (const channel of SOURCE_CHANNELS) {
      const queue: ArtifactSubject[] = [start(channel)];
      const seen = new Set<string>();
      for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
        const place = `${state.status}@${state.currentStage}`;
        if (seen.has(place)) continue;
        seen.add(place);
        places.add(place);
        statuses.add(state.status);
        for (const move of MOVES) {
          const result = nextArtifactState(state, move, 2_000);
          if (result.ok) queue.push({ ...result.patch, sourceChannel: channel });
        }
      }
    }
    expect([...statuses].sort()).toEqual([...ARTIFACT_STATUSES].sort());
    const processing = PIPELINE_STAGES.slice(2, 5);
    expect([...places].sort()).toEqual(
      [
        "received@ingestion",
        "transcribing@transcription",
        "transcribed@claims_extraction",
        ...processing.map((stage) => `processing@${stage}`),
        "completed@confirmation",
        ...PIPELINE_STAGES.slice(0, 5).map((stage) => `failed@${stage}`),
        ...PIPELINE_STAGES.slice(0, 3).flatMap((stage) =>
          ["rejected", "awaiting_coach", "cancelled"].map((status) => `${status}@${stage}`),
        ),
      ].sort(),
    );
  });
});
