/** The events of the pipeline, and everything that is said of them. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import { keysOf } from "./keys-of";

/** What an event says of the pipeline's health. Pages make a tone of it; "errors only" shows the failures. */
export const EVENT_OUTCOMES = ["info", "success", "warning", "failure"] as const;
export const eventOutcomeValidator = literals(...EVENT_OUTCOMES);
export type EventOutcome = Infer<typeof eventOutcomeValidator>;

export const EVENT_TYPES = {
  artifact_received: { label: "Note received", outcome: "info" },
  artifact_status_changed: { label: "Status changed", outcome: "info" },
  artifact_completed: { label: "Note completed", outcome: "success" },
  artifact_failed: { label: "Note failed", outcome: "failure" },
  transcription_started: { label: "Transcription started", outcome: "info" },
  transcription_completed: { label: "Transcription completed", outcome: "success" },
  transcription_failed: { label: "Transcription failed", outcome: "failure" },
  claims_extraction_started: { label: "Claims extraction started", outcome: "info" },
  claims_extracted: { label: "Claims extracted", outcome: "success" },
  claims_extraction_failed: { label: "Claims extraction failed", outcome: "failure" },
  entity_resolution_started: { label: "Entity resolution started", outcome: "info" },
  entity_resolution_completed: { label: "Entity resolution completed", outcome: "success" },
  entity_resolution_failed: { label: "Entity resolution failed", outcome: "failure" },
  entity_needs_disambiguation: { label: "Names need the coach", outcome: "warning" },
  draft_generation_started: { label: "Draft generation started", outcome: "info" },
  drafts_generated: { label: "Drafts generated", outcome: "success" },
  draft_generation_failed: { label: "Draft generation failed", outcome: "failure" },
  message_queued: { label: "Message queued", outcome: "info" },
  message_waiting: { label: "Message waits for the coach", outcome: "warning" },
  message_sent: { label: "Message sent", outcome: "info" },
  message_delivered: { label: "Message delivered", outcome: "success" },
  message_read: { label: "Message read", outcome: "success" },
  message_failed: { label: "Message not delivered", outcome: "failure" },
  draft_confirmed: { label: "Draft confirmed", outcome: "success" },
  draft_rejected: { label: "Draft rejected", outcome: "info" },
  draft_undone: { label: "Draft undone", outcome: "info" },
  circuit_breaker_opened: { label: "Circuit breaker opened", outcome: "failure" },
  circuit_breaker_closed: { label: "Circuit breaker closed", outcome: "success" },
  retry_initiated: { label: "Retry started", outcome: "info" },
  retry_succeeded: { label: "Retry succeeded", outcome: "success" },
  retry_failed: { label: "Retry failed", outcome: "failure" },
  budget_threshold_reached: { label: "Budget nearly used", outcome: "warning" },
  budget_exceeded: { label: "Budget exceeded", outcome: "failure" },
  rate_limit_hit: { label: "Rate limit hit", outcome: "warning" },
} as const satisfies Record<string, { label: string; outcome: EventOutcome }>;

/** Each step of a note's message, and its event. */
export const MESSAGE_EVENTS = {
  queued: "message_queued",
  waiting: "message_waiting",
  sent: "message_sent",
  delivered: "message_delivered",
  read: "message_read",
  failed: "message_failed",
} as const satisfies Record<string, keyof typeof EVENT_TYPES>;

export const PIPELINE_EVENT_TYPES = keysOf(EVENT_TYPES);
export const pipelineEventTypeValidator = literals(...PIPELINE_EVENT_TYPES);
export type PipelineEventType = Infer<typeof pipelineEventTypeValidator>;
