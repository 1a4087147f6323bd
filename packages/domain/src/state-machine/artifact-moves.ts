/**
 * What can happen to an artifact, and the table that says from which statuses it may happen.
 *
 * `received → transcribing → transcribed → processing → completed`, or `failed`; the quality gates add `rejected`,
 * `awaiting_coach` and `cancelled`. A typed note goes from `received` to `transcribed` without ever being transcribed.
 * `received` and `transcribed` are waiting statuses, `transcribing` and `processing` are running ones.
 */
import type { RetryKind } from "../vocabulary/operations";
import type { ArtifactStage, ArtifactStatus, MachineStage, SourceChannel } from "../vocabulary/pipeline";

/** The stages that an artifact in `processing` goes through, in order. */
export const PROCESSING_STAGES = [
  "claims_extraction",
  "entity_resolution",
  "draft_generation",
] as const satisfies readonly MachineStage[];
export type ProcessingStage = (typeof PROCESSING_STAGES)[number];

/** The part of an artifact that only the state machine writes. */
export interface ArtifactState {
  status: ArtifactStatus;
  /** The stage that runs or is waited for; after a failure the stage that failed. */
  currentStage: ArtifactStage;
  /** When the artifact came to `currentStage`, or when the stage began to run (ms since epoch). */
  stageStartedAt: number;
  /** Number of the run: 1 for the first, one more for every retry (of staff or of the coach). */
  attempt: number;
}

/** The state together with the one fact of the note that decides its path. */
export interface ArtifactSubject extends ArtifactState {
  sourceChannel: SourceChannel;
}

export type ArtifactMove =
  /** Audio only. Also restarts a transcription that a retry has put back into `transcribing`. */
  | { type: "begin_transcription" }
  /** The transcript is stored and passed the quality gate. */
  | { type: "finish_transcription" }
  /** Typed notes only: the text is the transcript. */
  | { type: "accept_text" }
  | { type: "begin_stage"; stage: ProcessingStage }
  /** Goes on to the next processing stage; the last one is ended by `complete`. */
  | {
      type: "finish_stage";
      stage: "claims_extraction" | "entity_resolution";
      needsDisambiguation?: boolean;
    }
  /** Drafts exist, or there was nothing to draft (then from any processing stage). */
  | { type: "complete"; needsDisambiguation?: boolean }
  | { type: "fail" }
  /** A quality gate refused the note. */
  | { type: "reject" }
  /** A quality gate or the choice of a club needs an answer of the coach. */
  | { type: "ask_coach" }
  /** The coach confirmed: continue with the transcript, or with the text of a typed note. */
  | { type: "coach_confirms" }
  /** The coach asked for another transcription of the same audio. */
  | { type: "coach_asks_again" }
  /** The coach cancelled, or never answered. */
  | { type: "cancel" }
  /** By staff, of a failed artifact. Begins a new attempt. */
  | { type: "retry"; kind: RetryKind };

export type ArtifactMoveType = ArtifactMove["type"];

/** Which statuses a move may leave; everything else about a move is checked after this. */
export const LEGAL_FROM = {
  begin_transcription: ["received", "transcribing"],
  finish_transcription: ["transcribing"],
  accept_text: ["received"],
  begin_stage: ["transcribed", "processing"],
  finish_stage: ["processing"],
  complete: ["processing"],
  fail: ["received", "transcribing", "transcribed", "processing"],
  reject: ["received", "transcribing", "transcribed"],
  ask_coach: ["received", "transcribing", "transcribed"],
  coach_confirms: ["awaiting_coach"],
  coach_asks_again: ["awaiting_coach"],
  cancel: ["awaiting_coach"],
  retry: ["failed"],
} as const satisfies Record<ArtifactMoveType, readonly ArtifactStatus[]>;

/** Where each kind of retry puts a failed artifact. The full one goes through everything again. */
export const RETRY_TARGET = {
  retryTranscription: { status: "transcribing", stage: "transcription" },
  retryClaimsExtraction: { status: "processing", stage: "claims_extraction" },
  retryEntityResolution: { status: "processing", stage: "entity_resolution" },
  retryDraftGeneration: { status: "processing", stage: "draft_generation" },
  retryFullPipeline: { status: "received", stage: "ingestion" },
} as const satisfies Record<RetryKind, { status: ArtifactStatus; stage: MachineStage }>;

/** Statuses from which nothing moves an artifact but a retry (of `failed`), and from the others nothing at all. */
export const TERMINAL_STATUSES = [
  "completed",
  "failed",
  "rejected",
  "cancelled",
] as const satisfies readonly ArtifactStatus[];
export const isTerminalStatus = (status: ArtifactStatus): boolean =>
  TERMINAL_STATUSES.some((terminal) => terminal === status);
