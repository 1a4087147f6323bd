import type { KnownCause } from "@voice-flow/domain/errors/catalogue";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import type { StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";
import { BanIcon, RotateCwIcon, WrenchIcon } from "lucide-react";
import type { Label } from "@/lib/tone";

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
