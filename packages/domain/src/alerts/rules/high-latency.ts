import { formatDuration } from "../../format/duration";
import { type Bucket, endToEndOf, stageOf } from "../../metrics/bucket";
import { mean, quantile } from "../../metrics/histogram";
import { fraction } from "../../settings/definition";
import { MINUTE_MS } from "../../time";
import { MACHINE_STAGES, type MachineStage } from "../../vocabulary/pipeline";
import { stageInSentence } from "../../vocabulary/stages";
import { defineRule, high, type Reading, type RuleNumbers, tooFew } from "../define-rule";
import type { HealthFacts } from "../facts";
import { timedRuns } from "../run-source";

/** Compares the whole and every stage with its own normal; the worst of them decides. */
function condition(numbers: RuleNumbers, { current, baseline }: HealthFacts): Reading {
  const durationsOf = (bucket: Bucket, stage: MachineStage | undefined) =>
    stage === undefined ? endToEndOf(bucket) : stageOf(bucket, stage).durations;
  const candidates = [undefined, ...MACHINE_STAGES].flatMap((stage) => {
    const now = durationsOf(current, stage);
    const usual = durationsOf(baseline, stage);
    if (now.count < numbers.minSample || usual.count < numbers.minSample || mean(usual) === 0) return [];
    return [{ stage, now, usual, ratio: mean(now) / mean(usual) }];
  });
  // A slow stage makes the whole slow: of equal ratios the stage is named, as it comes after the whole.
  const worst = candidates.reduce<(typeof candidates)[number] | undefined>(
    (found, next) => (found === undefined || next.ratio >= found.ratio ? next : found),
    undefined,
  );
  if (worst === undefined) return tooFew("Too few notes to compare latencies.");
  const what =
    worst.stage === undefined ? "From receipt to drafts" : `The average of ${stageInSentence(worst.stage)}`;
  const sentence =
    `${what} takes ${formatDuration(mean(worst.now))}, normally ${formatDuration(mean(worst.usual))}; ` +
    `p95 ${formatDuration(quantile(worst.now, 0.95))}, normally ${formatDuration(quantile(worst.usual, 0.95))}.`;
  const reading = high(numbers, worst.ratio, ["medium", "high"], sentence);
  return worst.stage === undefined ? reading : { ...reading, stage: worst.stage };
}

export const highLatency = defineRule({
  type: "HIGH_LATENCY",
  name: "Latency",
  title: "Notes are slow",
  suggestion: "Compare the stages and look at the one that slowed down.",
  threshold: {
    setting: "LATENCY_WARNING_MULTIPLIER",
    unit: ["times normal", "times normal"],
    badWhen: "high",
  },
  settings: {
    LATENCY_WARNING_MULTIPLIER: fraction("alerts", "multiplier", [
      2,
      1.1,
      100,
      "How many times its normal value a latency must reach before an incident opens.",
    ]),
  },
  numbers: (settings) => ({
    threshold: settings.LATENCY_WARNING_MULTIPLIER,
    severeThreshold: settings.LATENCY_WARNING_MULTIPLIER * 2,
    minSample: settings.ALERT_MIN_SAMPLE,
    raiseAfter: settings.ALERT_RAISE_AFTER_EVALUATIONS,
    windowMs: settings.LATENCY_WINDOW_MINUTES * MINUTE_MS,
  }),
  reads: "comparison",
  condition,
  related: ["QUEUE_DEPTH", "HIGH_FAILURE_RATE"],
  runs: timedRuns,
  scope: "platform_and_clubs",
  rehearsable: true,
});
