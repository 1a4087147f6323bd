import { inTheLast } from "../../format/duration";
import { formatDecimal, pluralise } from "../../format/number";
import { whole } from "../../settings/definition";
import { MINUTE_MS } from "../../time";
import { defineRule, tooFew } from "../define-rule";
import { finishedRuns } from "../run-source";

/** One week with a holiday in it must not decide what is expected. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export const inactivity = defineRule({
  type: "INACTIVITY",
  name: "Inactivity",
  title: "No notes are arriving",
  suggestion: "Send a note yourself. If it doesn't appear, check the webhook and the provider's console.",
  threshold: {
    setting: "INACTIVITY_MIN_EXPECTED",
    unit: ["note expected", "notes expected"],
    badWhen: "high",
  },
  settings: {
    INACTIVITY_TIMEOUT_MINUTES: whole("alerts", "minutes", [
      60,
      5,
      1440,
      "Time without a processed note, when notes are expected, before an incident opens.",
    ]),
    INACTIVITY_BASELINE_WEEKS: whole("alerts", "count", [
      4,
      1,
      5,
      "Earlier weeks to compare the current hour with.",
    ]),
    INACTIVITY_MIN_EXPECTED: whole("alerts", "count", [
      3,
      1,
      10_000,
      "Average notes in the same hour of earlier weeks that make notes expected.",
    ]),
  },
  numbers: (settings) => ({
    threshold: settings.INACTIVITY_MIN_EXPECTED,
    minSample: 1,
    raiseAfter: 1,
    windowMs: settings.INACTIVITY_TIMEOUT_MINUTES * MINUTE_MS,
  }),
  reads: "activity",
  condition: (numbers, { processed, processedInEarlierWeeks }) => {
    const when = inTheLast(numbers.windowMs);
    if (processedInEarlierWeeks.length < numbers.minSample) {
      return tooFew(`${pluralise(processed, "note")} processed ${when}; no earlier week to compare with.`);
    }
    const expected = median(processedInEarlierWeeks);
    const weeks = pluralise(processedInEarlierWeeks.length, "week");
    return {
      value: processed,
      breached: processed === 0 && expected >= numbers.threshold,
      cleared: processed > 0 || expected < numbers.threshold,
      severity: "high",
      sentence: `${pluralise(processed, "note")} processed ${when}, normally ${formatDecimal(expected)} at this hour (${weeks}).`,
    };
  },
  related: ["QUEUE_DEPTH", "HIGH_FAILURE_RATE"],
  runs: finishedRuns,
  // A single club is idle most of the week.
  scope: "platform",
  rehearsable: true,
});
