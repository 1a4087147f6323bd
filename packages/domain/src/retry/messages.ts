/** Everything that people read about retries, in one place. */

import type { BudgetPeriod } from "../costs/budget";
import type { CostLimit } from "../costs/limits";
import { pluralise } from "../format/number";
import { MINUTE_MS } from "../time";
import type { RetryKind } from "../vocabulary/operations";
import type { ArtifactStatus, MachineStage, PipelineStage } from "../vocabulary/pipeline";
import { stageInSentence } from "../vocabulary/stages";

export const RETRY_LABELS = {
  retryTranscription: "Transcribe again",
  retryClaimsExtraction: "Extract claims again",
  retryEntityResolution: "Match names again",
  retryDraftGeneration: "Make drafts again",
  retryFullPipeline: "Start over",
} as const satisfies Record<RetryKind, string>;

/** Why a retry is refused, with what its sentence needs. Times are ms since epoch. */
export type RetryRefusal =
  | { code: "not_failed"; status: ArtifactStatus }
  | { code: "in_flight"; stage: PipelineStage }
  | { code: "already_retrying"; attempt: number }
  | { code: "typed_note_has_no_audio" }
  | { code: "stage_not_reached"; failedAt: PipelineStage; stage: MachineStage }
  | { code: "storage_missing"; canStartOver: boolean }
  | { code: "confirmed_drafts"; count: number }
  | { code: "nothing_to_retry"; missing: "transcript" | "claims" }
  | { code: "limit_reached"; limit: number; availableAt: number }
  | { code: "breaker_open"; availableAt: number }
  | { code: "provider_asks_to_wait"; availableAt: number }
  | { code: "emergency_mode" }
  | { code: "budget_used"; period: BudgetPeriod; availableAt: number }
  | { code: "cost_limit_reached"; limit: CostLimit; availableAt: number };
/** What passes without anybody's help: one of many retries waits for it. */
export const PASSING_REFUSALS: readonly string[] = [
  "breaker_open",
  "provider_asks_to_wait",
] satisfies RetryRefusal["code"][];
export type RetryRefusalCode = RetryRefusal["code"];

const STATUS_REASONS = {
  received: "is still in progress",
  transcribing: "is still in progress",
  transcribed: "is still in progress",
  processing: "is still in progress",
  completed: "has been completed",
  failed: "has failed",
  rejected: "was rejected by a quality check; the coach has been asked to send it again",
  awaiting_coach: "is waiting for the coach's answer",
  cancelled: "was cancelled by the coach",
} as const satisfies Record<ArtifactStatus, string>;

/** "12 min" until `at`, never less than a minute: the sentence is about waiting. */
const until = (at: number, now: number): string => {
  const minutes = Math.max(1, Math.ceil((at - now) / MINUTE_MS));
  return minutes >= 120 ? `${Math.ceil(minutes / 60)} h` : `${minutes} min`;
};

/** One sentence for a disabled button or a refused call. */
export function refusalMessage(refusal: RetryRefusal, now: number): string {
  switch (refusal.code) {
    case "not_failed":
      return `Only a failed note can be retried; this one ${STATUS_REASONS[refusal.status]}.`;
    case "in_flight":
      return `The note is in progress (${stageInSentence(refusal.stage)}). Wait until it finishes or fails.`;
    case "already_retrying":
      return `This note is already being retried (attempt ${refusal.attempt}).`;
    case "typed_note_has_no_audio":
      return "This note was typed, so there's no audio to transcribe.";
    case "stage_not_reached":
      return `The note failed at ${stageInSentence(refusal.failedAt)}, before ${stageInSentence(refusal.stage)} began.`;
    case "storage_missing":
      return refusal.canStartOver
        ? "The stored audio is missing, but we can fetch it again. Start over instead."
        : "The note's audio is missing. Ask the coach to send it again.";
    case "confirmed_drafts":
      return (
        `The coach has already confirmed ${pluralise(refusal.count, "draft")} of this note. Confirmed drafts and their ` +
        "insights are never deleted, so the claims can't be extracted again."
      );
    case "nothing_to_retry":
      return refusal.missing === "transcript"
        ? "There's no transcript to extract claims from. Transcribe again instead."
        : "There are no claims to work on. Extract claims again instead.";
    case "limit_reached":
      return `All ${refusal.limit} retries this hour are used. You can retry again in ${until(refusal.availableAt, now)}.`;
    case "breaker_open":
      return `The AI provider's circuit breaker is open. It allows calls again in ${until(refusal.availableAt, now)}.`;
    case "provider_asks_to_wait":
      return `The AI provider is over its rate limit. It asked us to wait ${until(refusal.availableAt, now)}.`;
    case "emergency_mode":
      return "Emergency mode is on, so AI calls are stopped. End it on the messaging page, then retry.";
    case "budget_used":
      return (
        `The club's ${refusal.period} AI budget is used up. Raise it on the messaging page, or wait for the ` +
        `next ${refusal.period === "daily" ? "day" : "month"} (UTC), which starts in ${until(refusal.availableAt, now)}.`
      );
    case "cost_limit_reached":
      return (
        `The platform's AI cost limit for the ${refusal.limit === "cost_per_hour" ? "hour" : "day"} is reached. Raise it ` +
        `on the settings page, or wait until it resets in ${until(refusal.availableAt, now)}.`
      );
  }
}

/** Rows that a retry may delete or keep, in words: `countedRows("drafts", 2)` is "2 pending drafts". */
export const ROW_WORDS = {
  transcripts: "transcript",
  claims: "claim",
  resolutions: "name resolution",
  drafts: "undecided draft",
  rejected_drafts: "rejected draft",
  confirmed_drafts: "confirmed draft",
  coach_resolutions: "name chosen by the coach",
} as const;
export type RowKind = keyof typeof ROW_WORDS;

export const countedRows = (kind: RowKind, count: number): string =>
  kind === "coach_resolutions" && count !== 1
    ? `${count} names chosen by the coach`
    : pluralise(count, ROW_WORDS[kind]);

/** Always true, and always said: choices that were learned as aliases live outside the note. */
export const ALIASES_KEPT = "Spellings learned from the coach are kept.";
export const CHOICES_AS_ALIASES = "Names the coach chose are matched again from what we learned.";
export const LATER_DRAFTS_ASK_AGAIN = "Drafts that the coach rejected may be proposed again.";

/** "2 of 10 left this hour". */
export const budgetMessage = (left: number, limit: number): string => `${left} of ${limit} left this hour`;
