import type { KnownCause } from "@voice-flow/domain/errors/catalogue";
import { parseFingerprint } from "@voice-flow/domain/keys/fingerprint";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import { BanIcon, RotateCwIcon, WrenchIcon } from "lucide-react";
import type { Label } from "@/lib/tone";

/** The cause that a fingerprint names, in words; the fingerprint itself where it names none. */
export function causeInWords(fingerprint: string): string {
  const cause = parseFingerprint(fingerprint);
  return cause === undefined ? fingerprint : STAGE_ERROR_LABELS[cause.code];
}

/** Whether a retry helps against a known cause. */
export const RETRY_HELP_LABELS = {
  now: { label: "Can be retried", icon: RotateCwIcon, tone: "info" },
  after_cure: { label: "Fix, then retry", icon: WrenchIcon, tone: "warning" },
  useless: { label: "A retry won't help", icon: BanIcon, tone: "neutral" },
} as const satisfies Record<KnownCause["retry"], Label>;
