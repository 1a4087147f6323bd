/** The one function that says which moves of an artifact are legal, what they write and which events they owe. */
import type { RetryOutcome } from "../vocabulary/operations";
import { ARTIFACT_STAGES, type ArtifactStage, isAudioChannel } from "../vocabulary/pipeline";
import { eventsOf, type TransitionEvent } from "./artifact-events";
import {
  type ArtifactMove,
  type ArtifactMoveType,
  type ArtifactState,
  type ArtifactSubject,
  LEGAL_FROM,
  PROCESSING_STAGES,
  RETRY_TARGET,
} from "./artifact-moves";

export type { TransitionEvent } from "./artifact-events";
export * from "./artifact-moves";

export type MoveErrorCode =
  | "illegal_from_status"
  | "wrong_stage"
  | "typed_note_has_no_audio"
  | "audio_needs_transcription"
  | "stage_not_reached"
  | "stale_attempt";

export interface MoveError {
  code: MoveErrorCode;
  move: ArtifactMoveType;
  from: ArtifactState["status"];
  /** For logs and for staff; carries statuses and stages, never content. */
  message: string;
}

export type Transition =
  | { ok: true; patch: ArtifactState; events: readonly TransitionEvent[] }
  | { ok: false; error: MoveError };

/**
 * What a move means for the retry that is running on the artifact, or undefined if the retry goes on. A quality gate
 * that stops the note is no failure of the retry: the machine did its work.
 */
export function retryOutcomeOf(move: ArtifactMoveType): Exclude<RetryOutcome, "running"> | undefined {
  switch (move) {
    case "complete":
    case "reject":
    case "ask_coach":
      return "succeeded";
    case "fail":
      return "failed";
    default:
      return undefined;
  }
}

/** State of an artifact that has just been stored. Its event is `artifact_received`. */
export function initialArtifactState(now: number): ArtifactState {
  return { status: "received", currentStage: "ingestion", stageStartedAt: now, attempt: 1 };
}

const stageOrder = (stage: ArtifactStage): number => ARTIFACT_STAGES.indexOf(stage);

/**
 * The state after `move`, or why it is illegal.
 *
 * @param now time of the move, ms since epoch
 * @param attempt the attempt on whose behalf the move is made. Give it from every action: what an earlier attempt
 *   still reports after the sweep failed it and staff retried it is refused as `stale_attempt`.
 */
export function nextArtifactState(
  current: ArtifactSubject,
  move: ArtifactMove,
  now: number,
  attempt?: number,
): Transition {
  const refused = refusal(current, move, attempt);
  if (refused !== undefined) {
    return { ok: false, error: { ...refused, move: move.type, from: current.status } };
  }
  const patch = target(current, move, now);
  return { ok: true, patch, events: eventsOf(current, patch, move, now) };
}

type Refusal = Pick<MoveError, "code" | "message"> | undefined;

function refusal(current: ArtifactSubject, move: ArtifactMove, attempt: number | undefined): Refusal {
  if (attempt !== undefined && attempt !== current.attempt) {
    return {
      code: "stale_attempt",
      message: `Attempt ${attempt} is over; attempt ${current.attempt} is the current one.`,
    };
  }
  const legal: readonly string[] = LEGAL_FROM[move.type];
  if (!legal.includes(current.status)) {
    return {
      code: "illegal_from_status",
      message: `A note that is ${current.status} cannot ${move.type}; it must be ${legal.join(" or ")}.`,
    };
  }
  return channelRefusal(current, move) ?? stageRefusal(current, move);
}

function channelRefusal(current: ArtifactSubject, move: ArtifactMove): Refusal {
  const audio = isAudioChannel(current.sourceChannel);
  const wantsAudio =
    move.type === "begin_transcription" ||
    move.type === "coach_asks_again" ||
    (move.type === "retry" && move.kind === "retryTranscription");
  if (wantsAudio && !audio) {
    return { code: "typed_note_has_no_audio", message: "A typed note has no audio to transcribe." };
  }
  if (move.type === "accept_text" && audio) {
    return { code: "audio_needs_transcription", message: "A voice note must be transcribed first." };
  }
  // The coach's answer leads to `transcribed`: a voice note must have its transcript before the question.
  if (move.type === "ask_coach" && audio && current.status === "received") {
    return {
      code: "audio_needs_transcription",
      message: "A voice note is transcribed before the coach is asked.",
    };
  }
  return undefined;
}

function stageRefusal(current: ArtifactSubject, move: ArtifactMove): Refusal {
  if (move.type === "begin_stage" || move.type === "finish_stage") {
    // `transcribed` waits for claims extraction, also when it came there by the coach's answer.
    const expected = current.status === "transcribed" ? "claims_extraction" : current.currentStage;
    return move.stage === expected
      ? undefined
      : { code: "wrong_stage", message: `The note is at ${expected}, not at ${move.stage}.` };
  }
  if (move.type === "retry" && stageOrder(RETRY_TARGET[move.kind].stage) > stageOrder(current.currentStage)) {
    return {
      code: "stage_not_reached",
      message: `The note failed at ${current.currentStage}, before ${RETRY_TARGET[move.kind].stage}.`,
    };
  }
  return undefined;
}

function target(current: ArtifactSubject, move: ArtifactMove, now: number): ArtifactState {
  const { attempt, currentStage, stageStartedAt } = current;
  switch (move.type) {
    case "begin_transcription":
      return { status: "transcribing", currentStage: "transcription", stageStartedAt: now, attempt };
    case "finish_transcription":
    case "accept_text":
    case "coach_confirms":
      return { status: "transcribed", currentStage: "claims_extraction", stageStartedAt: now, attempt };
    case "begin_stage":
      return { status: "processing", currentStage: move.stage, stageStartedAt: now, attempt };
    case "finish_stage":
      return { status: "processing", currentStage: followingStage(move.stage), stageStartedAt: now, attempt };
    case "complete":
      return { status: "completed", currentStage: "confirmation", stageStartedAt: now, attempt };
    case "fail":
      return { status: "failed", currentStage, stageStartedAt, attempt };
    case "reject":
      return { status: "rejected", currentStage, stageStartedAt, attempt };
    case "ask_coach":
      return { status: "awaiting_coach", currentStage, stageStartedAt: now, attempt };
    case "cancel":
      return { status: "cancelled", currentStage, stageStartedAt, attempt };
    case "coach_asks_again":
      return {
        status: "transcribing",
        currentStage: "transcription",
        stageStartedAt: now,
        attempt: attempt + 1,
      };
    case "retry": {
      const { status, stage } = RETRY_TARGET[move.kind];
      return { status, currentStage: stage, stageStartedAt: now, attempt: attempt + 1 };
    }
  }
}

function followingStage(stage: "claims_extraction" | "entity_resolution"): ArtifactStage {
  return PROCESSING_STAGES[PROCESSING_STAGES.indexOf(stage) + 1] ?? "confirmation";
}
