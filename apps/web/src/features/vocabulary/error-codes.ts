import type { KnownCause } from "@voice-flow/domain/errors/catalogue";
import type { StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";
import { BanIcon, RotateCwIcon, WrenchIcon } from "lucide-react";
import type { Label } from "@/lib/tone";

/** Short names for narrow places. What a code means and what cures it is said by the domain's `KNOWN_CAUSES`. */
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

const isErrorCode = (code: string): code is StageErrorCode => Object.hasOwn(STAGE_ERROR_LABELS, code);

/** The code within a fingerprint (`stage:code:hash`) in words; the fingerprint itself where it holds none. */
export function causeInWords(fingerprint: string): string {
  const code = fingerprint.split(":")[1] ?? "";
  return isErrorCode(code) ? STAGE_ERROR_LABELS[code] : fingerprint;
}

/** Whether a retry helps against a known cause. */
export const RETRY_HELP_LABELS = {
  now: { label: "Can be retried", icon: RotateCwIcon, tone: "info" },
  after_cure: { label: "Retry after the cure", icon: WrenchIcon, tone: "warning" },
  useless: { label: "A retry will not help", icon: BanIcon, tone: "neutral" },
} as const satisfies Record<KnownCause["retry"], Label>;
