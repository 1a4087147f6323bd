import type { RunMeasure, StageFigures, StageMeasure, Verdict } from "@voice-flow/domain/comparison/compare";
import { formatDuration, formatPosition } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatShare, pluralise } from "@voice-flow/domain/format/number";
import { CircleCheckIcon, CircleMinusIcon, CircleXIcon } from "lucide-react";
import type { Label, Tone } from "@/lib/tone";

export const MEASURE_LABELS = {
  durationMs: "Time",
  totalMs: "Total time",
  costMicros: "Cost",
  model: "Model",
  confidence: "Confidence",
  claims: "Claims",
  openNames: "Open names",
  drafts: "Drafts",
  length: "Length",
  attempt: "Attempt",
} as const satisfies Record<StageMeasure | RunMeasure, string>;

export const OUTCOME_LABELS = {
  completed: { label: "Completed", icon: CircleCheckIcon, tone: "success" },
  failed: { label: "Failed", icon: CircleXIcon, tone: "danger" },
  not_reached: { label: "Not reached", icon: CircleMinusIcon, tone: "neutral" },
} as const satisfies Record<StageFigures["outcome"], Label>;

export const VERDICT_WORDS = {
  same: undefined,
  worse: { label: "Worse", tone: "danger" },
  better: { label: "Better", tone: "success" },
  other: { label: "Different", tone: "attention" },
} as const satisfies Record<Verdict, { label: string; tone: Tone } | undefined>;

/** A figure as people read it; "—" where there is none. */
export function figureInWords(
  measure: StageMeasure | RunMeasure,
  value: number | string | undefined,
  isAudio: boolean,
): string {
  if (value === undefined || typeof value === "string") {
    return value ?? "—";
  }
  switch (measure) {
    case "durationMs":
    case "totalMs":
      return formatDuration(value);
    case "costMicros":
      return formatMicroDollars(value);
    case "confidence":
      return formatShare(value);
    case "length":
      return lengthInWords(value, isAudio);
    case "model":
    case "claims":
    case "openNames":
    case "drafts":
    case "attempt":
      return formatCount(value);
  }
}

/** Seconds of audio, or words of a typed note. */
export const lengthInWords = (length: number, isAudio: boolean): string =>
  isAudio ? formatPosition(length) : pluralise(length, "word");
