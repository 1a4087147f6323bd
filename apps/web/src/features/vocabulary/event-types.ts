import {
  EVENT_OUTCOME_OF,
  type EventOutcome,
  type PipelineEventType,
} from "@voice-flow/domain/vocabulary/pipeline";
import {
  CircleCheckIcon,
  CirclePlayIcon,
  CircleXIcon,
  GaugeIcon,
  InboxIcon,
  type LucideIcon,
  MessageCircleQuestionIcon,
  MoveRightIcon,
  RotateCwIcon,
  ThumbsDownIcon,
  ThumbsUpIcon,
  TriangleAlertIcon,
  WalletIcon,
  ZapIcon,
  ZapOffIcon,
} from "lucide-react";
import type { Label, Tone } from "@/lib/tone";

const OUTCOME_TONES = {
  info: "info",
  success: "success",
  warning: "warning",
  failure: "danger",
} as const satisfies Record<EventOutcome, Tone>;

const WORDS = {
  artifact_received: ["Note received", InboxIcon],
  artifact_status_changed: ["Status changed", MoveRightIcon],
  artifact_completed: ["Note completed", CircleCheckIcon],
  artifact_failed: ["Note failed", CircleXIcon],
  transcription_started: ["Transcription started", CirclePlayIcon],
  transcription_completed: ["Transcription completed", CircleCheckIcon],
  transcription_failed: ["Transcription failed", CircleXIcon],
  claims_extraction_started: ["Claims extraction started", CirclePlayIcon],
  claims_extracted: ["Claims extracted", CircleCheckIcon],
  claims_extraction_failed: ["Claims extraction failed", CircleXIcon],
  entity_resolution_started: ["Entity resolution started", CirclePlayIcon],
  entity_resolution_completed: ["Entity resolution completed", CircleCheckIcon],
  entity_resolution_failed: ["Entity resolution failed", CircleXIcon],
  entity_needs_disambiguation: ["Names need the coach", MessageCircleQuestionIcon],
  draft_generation_started: ["Draft generation started", CirclePlayIcon],
  drafts_generated: ["Drafts generated", CircleCheckIcon],
  draft_generation_failed: ["Draft generation failed", CircleXIcon],
  draft_confirmed: ["Draft confirmed", ThumbsUpIcon],
  draft_rejected: ["Draft rejected", ThumbsDownIcon],
  circuit_breaker_opened: ["Circuit breaker opened", ZapOffIcon],
  circuit_breaker_closed: ["Circuit breaker closed", ZapIcon],
  retry_initiated: ["Retry started", RotateCwIcon],
  retry_succeeded: ["Retry succeeded", CircleCheckIcon],
  retry_failed: ["Retry failed", CircleXIcon],
  budget_threshold_reached: ["Budget nearly used", WalletIcon],
  budget_exceeded: ["Budget exceeded", TriangleAlertIcon],
  rate_limit_hit: ["Rate limit hit", GaugeIcon],
} as const satisfies Record<PipelineEventType, readonly [label: string, icon: LucideIcon]>;

/** How an event is shown. The tone follows the outcome that the domain gives the type. */
export function eventTypeLabel(eventType: PipelineEventType): Label {
  const [label, icon] = WORDS[eventType];
  return { label, icon, tone: OUTCOME_TONES[EVENT_OUTCOME_OF[eventType]] };
}
