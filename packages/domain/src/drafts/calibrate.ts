/**
 * The daily calibration of the confidence from which drafts are applied without asking. A coach who undoes what was
 * applied says that it was too low; one who never does says that it may be lower. Numbers: the settings' group
 * "calibration".
 */
import type { Settings } from "../settings";

export type CalibrationRules = Pick<
  Settings,
  | "CALIBRATION_MIN_SAMPLE"
  | "CALIBRATION_LOWER_BELOW_UNDO_SHARE"
  | "CALIBRATION_RAISE_ABOVE_UNDO_SHARE"
  | "CALIBRATION_STEP"
  | "CALIBRATION_MIN_THRESHOLD"
  | "CALIBRATION_MAX_THRESHOLD"
>;

export interface CalibrationSample {
  /** Drafts that were applied without asking, and how many were undone. */
  applied: number;
  undone: number;
}

export interface Calibration {
  /** 0–1 */
  threshold: number;
  outcome: "too_few" | "lowered" | "raised" | "kept" | "at_limit";
}

/**
 * The threshold after one look at the sample: a step down where fewer were undone than the lower share, a step up
 * where more were than the upper one. A threshold that staff set beyond the limits is only ever moved towards them.
 */
export function calibrate(
  threshold: number,
  { applied, undone }: CalibrationSample,
  rules: CalibrationRules,
): Calibration {
  if (applied < Math.max(1, rules.CALIBRATION_MIN_SAMPLE)) return { threshold, outcome: "too_few" };
  const share = undone / applied;
  const { CALIBRATION_MIN_THRESHOLD: min, CALIBRATION_MAX_THRESHOLD: max, CALIBRATION_STEP: step } = rules;
  if (share < rules.CALIBRATION_LOWER_BELOW_UNDO_SHARE) {
    return moved(threshold, Math.min(threshold, Math.max(min, threshold - step)), "lowered");
  }
  if (share > rules.CALIBRATION_RAISE_ABOVE_UNDO_SHARE) {
    return moved(threshold, Math.max(threshold, Math.min(max, threshold + step)), "raised");
  }
  return { threshold, outcome: "kept" };
}

function moved(from: number, to: number, outcome: "lowered" | "raised"): Calibration {
  const threshold = rounded(to);
  return threshold === from ? { threshold: from, outcome: "at_limit" } : { threshold, outcome };
}

/** Steps of 0.05 must not end in 0.9000000000000001. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
