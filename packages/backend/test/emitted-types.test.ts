/// <reference types="vite/client" />
/**
 * Which event types the pipeline can tell: those of the state machine's moves that the functions make, and those of the
 * builders that they call. A type that nothing emits is a promise that the pages' filters do not keep.
 */

import { nextArtifactState } from "@voice-flow/domain/state-machine/artifact";
import {
  type ArtifactMove,
  type ArtifactMoveType,
  LEGAL_FROM,
} from "@voice-flow/domain/state-machine/artifact-moves";
import { RETRY_KINDS } from "@voice-flow/domain/vocabulary/operations";
import {
  ARTIFACT_STAGES,
  ARTIFACT_STATUSES,
  MESSAGE_EVENTS,
  PIPELINE_EVENT_TYPES,
  type PipelineEventType,
} from "@voice-flow/domain/vocabulary/pipeline";
import { expect, test } from "vitest";

/** Types of the vocabulary whose part of the product is not built. */
const NOT_EMITTED_YET: readonly PipelineEventType[] = [];

const MOVES = {
  begin_transcription: [{ type: "begin_transcription" }],
  finish_transcription: [{ type: "finish_transcription" }],
  accept_text: [{ type: "accept_text" }],
  begin_stage: (["claims_extraction", "entity_resolution", "draft_generation"] as const).map((stage) => ({
    type: "begin_stage",
    stage,
  })),
  finish_stage: (["claims_extraction", "entity_resolution"] as const).map((stage) => ({
    type: "finish_stage",
    stage,
    needsDisambiguation: true,
  })),
  complete: [{ type: "complete" }],
  fail: [{ type: "fail" }],
  reject: [{ type: "reject" }],
  ask_coach: [{ type: "ask_coach" }],
  coach_confirms: [{ type: "coach_confirms" }],
  coach_asks_again: [{ type: "coach_asks_again" }],
  cancel: [{ type: "cancel" }],
  retry: RETRY_KINDS.map((kind) => ({ type: "retry", kind })),
} as const satisfies Record<ArtifactMoveType, readonly ArtifactMove[]>;

/** What the builders of events outside the state machine make. */
const BUILDERS = {
  receivedEvent: ["artifact_received"],
  retryEndedEvent: ["retry_succeeded", "retry_failed"],
  draftDecidedEvent: ["draft_confirmed", "draft_rejected", "draft_undone"],
  breakerEvent: ["circuit_breaker_opened", "circuit_breaker_closed"],
  budgetEvent: ["budget_threshold_reached", "budget_exceeded"],
  rateLimitEvent: ["rate_limit_hit"],
  emitDeliveryEvents: Object.values(MESSAGE_EVENTS),
} as const satisfies Record<string, readonly PipelineEventType[]>;

const modules: Record<string, string> = import.meta.glob(
  // What reconciliation tells again, and what seeds make up, is no proof that anything tells it first.
  [
    "../convex/**/*.ts",
    "!../convex/**/*.test.ts",
    "!../convex/_generated/**",
    "!../convex/lib/{reconciliation,seed}/**",
  ],
  { query: "?raw", import: "default", eager: true },
);
const sources = Object.values(modules).join("\n");

function typesOfMove(type: ArtifactMoveType): PipelineEventType[] {
  if (!new RegExp(`type: "${type}"`).test(sources)) return [];
  return ARTIFACT_STATUSES.filter((status) => LEGAL_FROM[type].some((legal) => legal === status)).flatMap(
    (status) =>
      ARTIFACT_STAGES.flatMap((currentStage) =>
        MOVES[type].flatMap((move) => {
          const note = { status, currentStage, stageStartedAt: 0, attempt: 1 };
          return (["whatsapp_audio", "whatsapp_text"] as const).flatMap((sourceChannel) => {
            const moved = nextArtifactState({ ...note, sourceChannel }, move, 1);
            return moved.ok ? moved.events.map((event) => event.eventType) : [];
          });
        }),
      ),
  );
}

test("M1-002 every event type is emitted by something, but for those that are known to be missing", () => {
  const moves = Object.keys(MOVES).filter((key): key is ArtifactMoveType => Object.hasOwn(MOVES, key));
  const emitted = new Set<PipelineEventType>(moves.flatMap(typesOfMove));
  expect(emitted.size).toBeGreaterThan(15);
  for (const [builder, types] of Object.entries(BUILDERS)) {
    if (new RegExp(`\\b${builder}\\(`).test(sources)) for (const type of types) emitted.add(type);
  }
  expect(PIPELINE_EVENT_TYPES.filter((type) => !emitted.has(type))).toEqual(NOT_EMITTED_YET);
});
