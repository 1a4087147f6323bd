/** Shared by the tests of the state machine: every move, a fresh note, a walk. */
import { RETRY_KINDS } from "../vocabulary/operations";
import type { SourceChannel } from "../vocabulary/pipeline";
import {
  type ArtifactMove,
  type ArtifactSubject,
  initialArtifactState,
  nextArtifactState,
  type Transition,
} from "./artifact";

export const MOVES: readonly ArtifactMove[] = [
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

export const start = (sourceChannel: SourceChannel): ArtifactSubject => ({
  ...initialArtifactState(1_000),
  sourceChannel,
});

export function run(channel: SourceChannel, moves: readonly ArtifactMove[]) {
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
