/** Mergeable distribution of confidences (0–1) in twenty equal bins, with an exact mean to a ten-thousandth. */
import { type Infer, v } from "convex/values";
import { decodeBins, encodeBins, mergeBins } from "./bins";

export const CONFIDENCE_BINS = 20;
const SCALE = 10_000;

export const confidenceValidator = v.object({
  count: v.number(),
  /** Sum in ten-thousandths: whole numbers, so that the order of merging makes no difference. */
  sum: v.number(),
  bins: v.string(),
});
export type Confidence = Infer<typeof confidenceValidator>;

export const EMPTY_CONFIDENCE: Confidence = Object.freeze({ count: 0, sum: 0, bins: "" });

/** @param weight how many things the value is the average of: it counts as that many */
export function confidenceOf(value: number, weight = 1): Confidence {
  if (weight <= 0 || !Number.isFinite(value)) return EMPTY_CONFIDENCE;
  const bounded = Math.min(Math.max(value, 0), 1);
  const bin = Math.min(Math.floor(bounded * CONFIDENCE_BINS), CONFIDENCE_BINS - 1);
  return {
    count: weight,
    sum: Math.round(bounded * SCALE) * weight,
    bins: encodeBins(new Map([[bin, weight]])),
  };
}

export function mergeConfidence(left: Confidence, right: Confidence): Confidence {
  if (left.count === 0) return right;
  if (right.count === 0) return left;
  return {
    count: left.count + right.count,
    sum: left.sum + right.sum,
    bins: mergeBins(left.bins, right.bins),
  };
}

/** 0–1; 0 when there was nothing. */
export const meanConfidence = (confidence: Confidence): number =>
  confidence.count === 0 ? 0 : confidence.sum / confidence.count / SCALE;

/** Count of each of the twenty bins from 0 to 1. */
export function confidenceBars(confidence: Confidence): readonly number[] {
  const bins = decodeBins(confidence.bins);
  return Array.from({ length: CONFIDENCE_BINS }, (_, bin) => bins.get(bin) ?? 0);
}
