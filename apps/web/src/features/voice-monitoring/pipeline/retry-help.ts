import type { KnownCause } from "@voice-flow/domain/errors/catalogue";
import { BanIcon, RotateCwIcon, WrenchIcon } from "lucide-react";
import type { Label } from "../vocabulary/label";

/** Whether a retry helps against a known cause. */
export const RETRY_HELP_LABELS = {
  now: { label: "Can be retried", icon: RotateCwIcon, tone: "info" },
  after_cure: { label: "Retry after the cure", icon: WrenchIcon, tone: "warning" },
  useless: { label: "A retry will not help", icon: BanIcon, tone: "neutral" },
} as const satisfies Record<KnownCause["retry"], Label>;
