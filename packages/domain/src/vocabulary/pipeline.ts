/** The one spelling of everything the pipeline and its monitoring talk about. Validators are the source of the types. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

export * from "./artifact-statuses";
export * from "./event-types";
export * from "./stages";

export const SOURCE_CHANNELS = ["whatsapp_audio", "whatsapp_text", "app_recorded", "app_typed"] as const;
export const sourceChannelValidator = literals(...SOURCE_CHANNELS);
export type SourceChannel = Infer<typeof sourceChannelValidator>;

/** Channels whose notes carry audio; the others are never sent to transcription. */
export const AUDIO_CHANNELS = ["whatsapp_audio", "app_recorded"] as const satisfies readonly SourceChannel[];
export const isAudioChannel = (channel: SourceChannel): boolean =>
  AUDIO_CHANNELS.some((audio) => audio === channel);

/** Channels of the web application. The page shows what happens to these notes, and WhatsApp sends nothing. */
export const APP_CHANNELS = ["app_recorded", "app_typed"] as const satisfies readonly SourceChannel[];
export const isAppChannel = (channel: SourceChannel): boolean => APP_CHANNELS.some((app) => app === channel);

export const NOTE_TYPES = ["training", "match", "general"] as const;
export const noteTypeValidator = literals(...NOTE_TYPES);
export type NoteType = Infer<typeof noteTypeValidator>;

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
  "message_undelivered",
  "internal_error",
] as const;
export const stageErrorCodeValidator = literals(...STAGE_ERROR_CODES);
export type StageErrorCode = Infer<typeof stageErrorCodeValidator>;
