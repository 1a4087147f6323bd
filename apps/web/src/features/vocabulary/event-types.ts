import {
  EVENT_TYPES,
  type EventOutcome,
  type PipelineEventType,
} from "@voice-flow/domain/vocabulary/pipeline";
import {
  CheckCheckIcon,
  CircleCheckIcon,
  CirclePlayIcon,
  CircleXIcon,
  ClockIcon,
  EyeIcon,
  GaugeIcon,
  HourglassIcon,
  InboxIcon,
  type LucideIcon,
  MessageCircleQuestionIcon,
  MoveRightIcon,
  RotateCwIcon,
  SendIcon,
  ThumbsDownIcon,
  ThumbsUpIcon,
  TriangleAlertIcon,
  Undo2Icon,
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

const ICONS = {
  artifact_received: InboxIcon,
  artifact_status_changed: MoveRightIcon,
  artifact_completed: CircleCheckIcon,
  artifact_failed: CircleXIcon,
  transcription_started: CirclePlayIcon,
  transcription_completed: CircleCheckIcon,
  transcription_failed: CircleXIcon,
  claims_extraction_started: CirclePlayIcon,
  claims_extracted: CircleCheckIcon,
  claims_extraction_failed: CircleXIcon,
  entity_resolution_started: CirclePlayIcon,
  entity_resolution_completed: CircleCheckIcon,
  entity_resolution_failed: CircleXIcon,
  entity_needs_disambiguation: MessageCircleQuestionIcon,
  draft_generation_started: CirclePlayIcon,
  drafts_generated: CircleCheckIcon,
  draft_generation_failed: CircleXIcon,
  message_queued: ClockIcon,
  message_waiting: HourglassIcon,
  message_sent: SendIcon,
  message_delivered: CheckCheckIcon,
  message_read: EyeIcon,
  message_failed: CircleXIcon,
  draft_confirmed: ThumbsUpIcon,
  draft_rejected: ThumbsDownIcon,
  draft_undone: Undo2Icon,
  circuit_breaker_opened: ZapOffIcon,
  circuit_breaker_closed: ZapIcon,
  retry_initiated: RotateCwIcon,
  retry_succeeded: CircleCheckIcon,
  retry_failed: CircleXIcon,
  budget_threshold_reached: WalletIcon,
  budget_exceeded: TriangleAlertIcon,
  rate_limit_hit: GaugeIcon,
} as const satisfies Record<PipelineEventType, LucideIcon>;

/** How an event is shown. The tone follows the outcome that the domain gives the type. */
export function eventTypeLabel(eventType: PipelineEventType): Label {
  return {
    label: EVENT_TYPES[eventType].label,
    icon: ICONS[eventType],
    tone: OUTCOME_TONES[EVENT_TYPES[eventType].outcome],
  };
}
