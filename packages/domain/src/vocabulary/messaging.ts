/** WhatsApp messages, jobs and the v1 note. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

export const MESSAGE_STATUSES = [
  "received",
  "processing",
  "completed",
  "failed",
  "unmatched",
  "rejected",
  "duplicate",
  /** Waits for room in a limit, or for the end of an emergency. */
  "held",
] as const;
export const messageStatusValidator = literals(...MESSAGE_STATUSES);
export type MessageStatus = Infer<typeof messageStatusValidator>;

/** `waiting_for_window`: WhatsApp takes it only after the coach has written again. */
export const OUTBOUND_STATUSES = [
  "queued",
  "waiting_for_window",
  "sent",
  "delivered",
  "read",
  "failed",
] as const;
export const outboundStatusValidator = literals(...OUTBOUND_STATUSES);
export type OutboundStatus = Infer<typeof outboundStatusValidator>;

/** v1 note: transcription and insight status. */
export const VOICE_NOTE_STATUSES = [
  "pending",
  "processing",
  "completed",
  "failed",
  "awaiting_confirmation",
  "cancelled",
] as const;
export const voiceNoteStatusValidator = literals(...VOICE_NOTE_STATUSES);
export type VoiceNoteStatus = Infer<typeof voiceNoteStatusValidator>;

export const JOB_TYPES = [
  "process_inbound_message",
  "send_whatsapp_message",
  "deliver_alert_webhook",
  "delete_provider_media",
  "delete_provider_message",
] as const;
export const jobTypeValidator = literals(...JOB_TYPES);
export type JobType = Infer<typeof jobTypeValidator>;

/** `failed` is final: every attempt was used, or the failure cannot be cured by another one. */
export const JOB_STATUSES = ["pending", "running", "succeeded", "failed"] as const;
export const jobStatusValidator = literals(...JOB_STATUSES);
export type JobStatus = Infer<typeof jobStatusValidator>;
