import type { RunMeasure, StageFigures, StageMeasure, Verdict } from "@voice-flow/domain/comparison/compare";
import { formatDuration, formatPosition } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatShare, pluralise } from "@voice-flow/domain/format/number";
import { CircleCheckIcon, CircleMinusIcon, CircleXIcon } from "lucide-react";
import type { Label, Tone } from "@/lib/tone";
import { words } from "./words";

export const MEASURE_LABELS = {
  durationMs: words.figures.time,
  totalMs: words.figures.totalTime,
  costMicros: words.figures.cost,
  model: words.figures.model,
  confidence: words.figures.confidence,
  claims: words.figures.claims,
  openNames: words.figures.names,
  drafts: words.figures.drafts,
  length: words.figures.length,
  attempt: words.figures.attempt,
} as const satisfies Record<StageMeasure | RunMeasure, string>;

export const OUTCOME_LABELS = {
  completed: { label: words.outcomes.completed, icon: CircleCheckIcon, tone: "success" },
  failed: { label: words.outcomes.failed, icon: CircleXIcon, tone: "danger" },
  not_reached: { label: words.outcomes.notReached, icon: CircleMinusIcon, tone: "neutral" },
} as const satisfies Record<StageFigures["outcome"], Label>;

export const VERDICT_WORDS = {
  same: undefined,
  worse: { label: words.verdicts.worse, tone: "danger" },
  better: { label: words.verdicts.better, tone: "success" },
  other: { label: words.verdicts.different, tone: "attention" },
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
