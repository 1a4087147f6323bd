/** The one spelling of everything the pipeline and its monitoring talk about. Validators are the source of the types. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

/** Stages in the order in which an artifact meets them (design rule: a stage is never skipped backwards). */
export const PIPELINE_STAGES = [
  "ingestion",
  "transcription",
  "claims_extraction",
  "entity_resolution",
  "draft_generation",
  "confirmation",
] as const;
export const pipelineStageValidator = literals(...PIPELINE_STAGES);
export type PipelineStage = Infer<typeof pipelineStageValidator>;

/** Stages that a machine works through; `confirmation` waits for a person. */
export const MACHINE_STAGES = [
  "ingestion",
  "transcription",
  "claims_extraction",
  "entity_resolution",
  "draft_generation",
] as const satisfies readonly PipelineStage[];
export const machineStageValidator = literals(...MACHINE_STAGES);
export type MachineStage = Infer<typeof machineStageValidator>;

export const ARTIFACT_STATUSES = [
  "received",
  "transcribing",
  "transcribed",
  "processing",
  "completed",
  "failed",
  "rejected",
  "awaiting_coach",
  "cancelled",
] as const;
export const artifactStatusValidator = literals(...ARTIFACT_STATUSES);
export type ArtifactStatus = Infer<typeof artifactStatusValidator>;

/** Statuses in which a machine still owes work; the sweep watches exactly these. */
export const IN_FLIGHT_STATUSES = [
  "received",
  "transcribing",
  "transcribed",
  "processing",
] as const satisfies readonly ArtifactStatus[];

export const SOURCE_CHANNELS = ["whatsapp_audio", "whatsapp_text", "app_recorded", "app_typed"] as const;
export const sourceChannelValidator = literals(...SOURCE_CHANNELS);
export type SourceChannel = Infer<typeof sourceChannelValidator>;

/** Channels whose notes carry audio; the others are never sent to transcription. */
export const AUDIO_CHANNELS = ["whatsapp_audio", "app_recorded"] as const satisfies readonly SourceChannel[];
export const isAudioChannel = (channel: SourceChannel): boolean =>
  AUDIO_CHANNELS.some((audio) => audio === channel);

/** Channels of the web application: what becomes of such a note is shown there, and nothing is sent by WhatsApp. */
export const APP_CHANNELS = ["app_recorded", "app_typed"] as const satisfies readonly SourceChannel[];
export const isAppChannel = (channel: SourceChannel): boolean => APP_CHANNELS.some((app) => app === channel);

export const NOTE_TYPES = ["training", "match", "general"] as const;
export const noteTypeValidator = literals(...NOTE_TYPES);
export type NoteType = Infer<typeof noteTypeValidator>;

export const PIPELINE_EVENT_TYPES = [
  "artifact_received",
  "artifact_status_changed",
  "artifact_completed",
  "artifact_failed",
  "transcription_started",
  "transcription_completed",
  "transcription_failed",
  "claims_extraction_started",
  "claims_extracted",
  "claims_extraction_failed",
  "entity_resolution_started",
  "entity_resolution_completed",
  "entity_resolution_failed",
  "entity_needs_disambiguation",
  "draft_generation_started",
  "drafts_generated",
  "draft_generation_failed",
  "draft_confirmed",
  "draft_rejected",
  "draft_undone",
  "circuit_breaker_opened",
  "circuit_breaker_closed",
  "retry_initiated",
  "retry_succeeded",
  "retry_failed",
  "budget_threshold_reached",
  "budget_exceeded",
  "rate_limit_hit",
] as const;
export const pipelineEventTypeValidator = literals(...PIPELINE_EVENT_TYPES);
export type PipelineEventType = Infer<typeof pipelineEventTypeValidator>;

/** What an event says of the pipeline's health; the UI maps it to a tone, the log's "errors only" reads it. */
export const EVENT_OUTCOMES = ["info", "success", "warning", "failure"] as const;
export const eventOutcomeValidator = literals(...EVENT_OUTCOMES);
export type EventOutcome = Infer<typeof eventOutcomeValidator>;

export const EVENT_OUTCOME_OF = {
  artifact_received: "info",
  artifact_status_changed: "info",
  artifact_completed: "success",
  artifact_failed: "failure",
  transcription_started: "info",
  transcription_completed: "success",
  transcription_failed: "failure",
  claims_extraction_started: "info",
  claims_extracted: "success",
  claims_extraction_failed: "failure",
  entity_resolution_started: "info",
  entity_resolution_completed: "success",
  entity_resolution_failed: "failure",
  entity_needs_disambiguation: "warning",
  draft_generation_started: "info",
  drafts_generated: "success",
  draft_generation_failed: "failure",
  draft_confirmed: "success",
  draft_rejected: "info",
  draft_undone: "info",
  circuit_breaker_opened: "failure",
  circuit_breaker_closed: "success",
  retry_initiated: "info",
  retry_succeeded: "success",
  retry_failed: "failure",
  budget_threshold_reached: "warning",
  budget_exceeded: "failure",
  rate_limit_hit: "warning",
} as const satisfies Record<PipelineEventType, EventOutcome>;

/** The started / completed / failed events of each machine stage. `ingestion` starts with the artifact itself. */
export const STAGE_EVENTS = {
  ingestion: {
    started: "artifact_received",
    completed: "artifact_status_changed",
    failed: "artifact_failed",
  },
  transcription: {
    started: "transcription_started",
    completed: "transcription_completed",
    failed: "transcription_failed",
  },
  claims_extraction: {
    started: "claims_extraction_started",
    completed: "claims_extracted",
    failed: "claims_extraction_failed",
  },
  entity_resolution: {
    started: "entity_resolution_started",
    completed: "entity_resolution_completed",
    failed: "entity_resolution_failed",
  },
  draft_generation: {
    started: "draft_generation_started",
    completed: "drafts_generated",
    failed: "draft_generation_failed",
  },
} as const satisfies Record<
  MachineStage,
  { started: PipelineEventType; completed: PipelineEventType; failed: PipelineEventType }
>;

/** Why a stage failed: stable codes for grouping, never text of a provider or of a note. */
export const STAGE_ERROR_CODES = [
  "provider_rate_limited",
  "provider_unavailable",
  "provider_timeout",
  "provider_bad_response",
  "provider_answer_cut_off",
  "provider_refused",
  "provider_rejected_request",
  "provider_rejected_file",
  "provider_credentials_missing",
  "provider_quota_exhausted",
  "model_unknown",
  "circuit_open",
  "budget_exceeded",
  "rate_limited",
  "emergency_mode",
  "media_unavailable",
  "media_too_large",
  "media_too_long",
  "media_not_audio",
  "storage_missing",
  "deadline_exceeded",
  "events_disagree",
  "internal_error",
] as const;
export const stageErrorCodeValidator = literals(...STAGE_ERROR_CODES);
export type StageErrorCode = Infer<typeof stageErrorCodeValidator>;
