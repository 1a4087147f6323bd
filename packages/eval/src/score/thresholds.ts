/** The bounds that a run must keep. They live in a file, so that a change of them is reviewed like code. */
import { z } from "zod";
import type { Summary } from "./summary";

const share = z.number().min(0).max(1);

export const thresholdsSchema = z.strictObject({
  minPrecision: share,
  minRecall: share,
  /** Per topic, where one needs more than the rest. */
  minRecallOfInjuries: share,
  maxWrongChild: z.int().min(0),
  maxMissedInjuries: z.int().min(0),
  maxForbidden: z.int().min(0),
  maxInventedPerNote: z.number().min(0),
  minQuoteValidity: share,
  maxQuestionsPerNote: z.number().min(0),
});
export type Thresholds = z.output<typeof thresholdsSchema>;

/** By name: "default" for real models, others for special runs. */
export const thresholdFileSchema = z.record(z.string(), thresholdsSchema);

/** A sentence for every bound that is broken; none for a run that keeps them all. */
export function brokenThresholds(summary: Summary, bounds: Thresholds): string[] {
  const broken: string[] = [];
  const atLeast = (label: string, value: number | null, bound: number) => {
    if (value !== null && value < bound)
      broken.push(`${label} is ${format(value)}; at least ${format(bound)} is needed.`);
  };
  const atMost = (label: string, value: number, bound: number) => {
    if (value > bound) broken.push(`${label}: ${format(value)}; at most ${format(bound)} is allowed.`);
  };
  if (summary.notes === 0) broken.push("No notes were run.");
  atLeast("Precision", summary.precision, bounds.minPrecision);
  atLeast("Recall", summary.recall, bounds.minRecall);
  atLeast("Recall of injuries", summary.topics.injury?.recall ?? null, bounds.minRecallOfInjuries);
  atLeast("The share of quotes that were found", summary.quoteValidity, bounds.minQuoteValidity);
  atMost("Claims linked to the wrong child", summary.wrongChild, bounds.maxWrongChild);
  atMost("Missed injuries", summary.missedInjuries, bounds.maxMissedInjuries);
  atMost("Claims that the labels forbid", summary.forbidden, bounds.maxForbidden);
  atMost("Invented claims per note", summary.inventedPerNote, bounds.maxInventedPerNote);
  atMost("Questions per note", summary.questionsPerNote, bounds.maxQuestionsPerNote);
  return broken;
}

const format = (value: number): string => String(Math.round(value * 1000) / 1000);
