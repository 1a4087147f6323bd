/** Channels, note types and errors of the pipeline, as people read them. Stages, statuses and events carry their own words. */
import type { NoteType, SourceChannel, StageErrorCode } from "../vocabulary/pipeline";

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
  message_undelivered: "Message not delivered",
  internal_error: "Internal error",
} as const satisfies Record<StageErrorCode, string>;
