/** Stages, statuses, channels and errors of the pipeline, as people read them. */
import type {
  ArtifactStatus,
  NoteType,
  PipelineEventType,
  PipelineStage,
  SourceChannel,
  StageErrorCode,
} from "../vocabulary/pipeline";

export const PIPELINE_STAGE_LABELS = {
  ingestion: "Ingestion",
  transcription: "Transcription",
  claims_extraction: "Claims extraction",
  entity_resolution: "Entity resolution",
  draft_generation: "Draft generation",
  confirmation: "Confirmation",
} as const satisfies Record<PipelineStage, string>;

/** A stage within a sentence: "claims extraction". */
export const stageInSentence = (stage: PipelineStage): string => PIPELINE_STAGE_LABELS[stage].toLowerCase();

export const ARTIFACT_STATUS_LABELS = {
  received: "Received",
  transcribing: "Transcribing",
  transcribed: "Transcribed",
  processing: "Processing",
  completed: "Completed",
  failed: "Failed",
  rejected: "Rejected",
  awaiting_coach: "Awaiting coach",
  cancelled: "Cancelled",
} as const satisfies Record<ArtifactStatus, string>;

export const SOURCE_CHANNEL_LABELS = {
  whatsapp_audio: "WhatsApp audio",
  whatsapp_text: "WhatsApp text",
  app_recorded: "Recorded in the app",
  app_typed: "Typed in the app",
} as const satisfies Record<SourceChannel, string>;

export const NOTE_TYPE_LABELS = {
  training: "Training",
  match: "Match",
  general: "General",
} as const satisfies Record<NoteType, string>;

export const EVENT_TYPE_LABELS = {
  artifact_received: "Note received",
  artifact_status_changed: "Status changed",
  artifact_completed: "Note completed",
  artifact_failed: "Note failed",
  transcription_started: "Transcription started",
  transcription_completed: "Transcription completed",
  transcription_failed: "Transcription failed",
  claims_extraction_started: "Claims extraction started",
  claims_extracted: "Claims extracted",
  claims_extraction_failed: "Claims extraction failed",
  entity_resolution_started: "Entity resolution started",
  entity_resolution_completed: "Entity resolution completed",
  entity_resolution_failed: "Entity resolution failed",
  entity_needs_disambiguation: "Names need the coach",
  draft_generation_started: "Draft generation started",
  drafts_generated: "Drafts generated",
  draft_generation_failed: "Draft generation failed",
  draft_confirmed: "Draft confirmed",
  draft_rejected: "Draft rejected",
  draft_undone: "Draft undone",
  circuit_breaker_opened: "Circuit breaker opened",
  circuit_breaker_closed: "Circuit breaker closed",
  retry_initiated: "Retry started",
  retry_succeeded: "Retry succeeded",
  retry_failed: "Retry failed",
  budget_threshold_reached: "Budget nearly used",
  budget_exceeded: "Budget exceeded",
  rate_limit_hit: "Rate limit hit",
} as const satisfies Record<PipelineEventType, string>;

/** Short names; the sentences that explain them are `KNOWN_CAUSES`. */
export const STAGE_ERROR_LABELS = {
  provider_rate_limited: "Provider rate limit",
  provider_unavailable: "Provider unavailable",
  provider_timeout: "Provider timeout",
  provider_bad_response: "Unusable answer",
  provider_answer_cut_off: "Answer cut off",
  provider_refused: "Model refused",
  provider_rejected_request: "Request refused",
  provider_rejected_file: "Recording unreadable",
  provider_credentials_missing: "Credentials missing",
  provider_quota_exhausted: "Provider quota used up",
  model_unknown: "Model unknown",
  circuit_open: "Circuit breaker open",
  budget_exceeded: "Budget used up",
  rate_limited: "Platform rate limit",
  emergency_mode: "Emergency mode",
  media_unavailable: "Audio not available",
  media_too_large: "Audio too large",
  media_too_long: "Audio too long",
  media_not_audio: "Not audio",
  storage_missing: "Stored audio missing",
  deadline_exceeded: "Stalled",
  events_disagree: "Events disagree",
  internal_error: "Internal error",
} as const satisfies Record<StageErrorCode, string>;
