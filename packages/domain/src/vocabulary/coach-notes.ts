/** What a coach's page says about a note: why it was refused, and why it waits or has stopped. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import { TEXT_GATE_REASONS, TRANSCRIPT_REFUSALS } from "./gates";
import type { StageErrorCode } from "./pipeline";

/** Why a note that was recorded or typed in the app is not taken. */
export const NOTE_REFUSALS = [
  ...TEXT_GATE_REASONS,
  "too_long",
  "upload_missing",
  "too_large",
  "not_audio",
  /** The same was sent a moment ago. */
  "duplicate",
  "no_team",
  /** A coach of several clubs has to say which one. */
  "club_needed",
  /** The coach has no team in the club that the note names, or no longer. */
  "not_your_club",
  /** A limit of the platform is reached, or staff have stopped all AI calls: the page keeps the note. */
  "at_limit",
  /** This coach has uploaded very many recordings within the hour. */
  "too_many_uploads",
  "paused",
] as const;
export const noteRefusalValidator = literals(...NOTE_REFUSALS);
export type NoteRefusal = Infer<typeof noteRefusalValidator>;

/** Why a run waits for its coach, was refused, or was given up. Written with the move, gone with the next one. */
export const ARTIFACT_STATUS_REASONS = [
  ...TRANSCRIPT_REFUSALS,
  "another_language",
  "doubtful",
  "partly_unclear",
  "no_team",
  "club_unknown",
  "cancelled_by_coach",
  "not_answered",
] as const;
export const artifactStatusReasonValidator = literals(...ARTIFACT_STATUS_REASONS);
export type ArtifactStatusReason = Infer<typeof artifactStatusReasonValidator>;

/** Why a note is not worked on although nothing is broken on our side, and nothing has been spent on it. */
export const PAUSE_REASONS = ["budget", "platform_limit", "emergency", "provider"] as const;
export const pauseReasonValidator = literals(...PAUSE_REASONS);
export type PauseReason = Infer<typeof pauseReasonValidator>;

/** Codes with which a call was refused before it was made. */
export const PAUSE_OF_CODE: Readonly<Partial<Record<StageErrorCode, PauseReason>>> = {
  budget_exceeded: "budget",
  rate_limited: "platform_limit",
  emergency_mode: "emergency",
  circuit_open: "provider",
};

/** Containers that browsers record into, and that the transcription models read. */
export const RECORDING_CONTENT_TYPES = ["audio/webm", "audio/ogg", "audio/mp4"] as const;
