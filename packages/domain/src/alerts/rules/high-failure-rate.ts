import { inTheLast } from "../../format/duration";
import { formatShare, pluralise } from "../../format/number";
import { counter } from "../../metrics/bucket";
import { overallFailureRate } from "../../metrics/snapshot";
import { fraction } from "../../settings/definition";
import { MINUTE_MS } from "../../time";
import { defineRule, high, tooFew } from "../define-rule";
import { failedRuns } from "../run-source";

export const highFailureRate = defineRule({
  type: "HIGH_FAILURE_RATE",
  name: "Failure rate",
  title: "Many notes are failing",
  suggestion: "Open the failures by cause, fix the largest group, then retry it.",
  threshold: {
    setting: "FAILURE_RATE_WARNING_THRESHOLD",
    unit: ["share of notes", "share of notes"],
    said: { unit: "share", of: "of notes" },
    badWhen: "high",
  },
  settings: {
    FAILURE_RATE_WARNING_THRESHOLD: fraction("alerts", "share", [
      0.1,
      0.01,
      1,
      "Share of finished notes that failed, above which an incident opens.",
    ]),
    FAILURE_RATE_CRITICAL_THRESHOLD: fraction("alerts", "share", [
      0.25,
      0.01,
      1,
      "Share of finished notes that failed, above which the incident is severe.",
    ]),
  },
  numbers: (settings) => ({
    threshold: settings.FAILURE_RATE_WARNING_THRESHOLD,
    severeThreshold: settings.FAILURE_RATE_CRITICAL_THRESHOLD,
    minSample: settings.ALERT_MIN_SAMPLE,
    raiseAfter: 1,
    windowMs: settings.FAILURE_RATE_WINDOW_MINUTES * MINUTE_MS,
  }),
  reads: "failures",
  condition: (numbers, { recent, baseline }) => {
    const failed = counter(recent, "artifactsFailed");
    const finished = failed + counter(recent, "artifactsCompleted");
    const when = inTheLast(numbers.windowMs);
    if (finished < numbers.minSample) return tooFew(`Only ${pluralise(finished, "note")} finished ${when}.`);
    const rate = overallFailureRate(recent);
    const known = counter(baseline, "artifactsFailed") + counter(baseline, "artifactsCompleted") > 0;
    const normal = known ? `, normally ${formatShare(overallFailureRate(baseline))}` : "";
    const sentence = `${formatShare(rate)} of notes failed ${when}${normal} (${failed} of ${finished}).`;
    return high(numbers, rate, ["medium", "high"], sentence);
  },
  related: ["CIRCUIT_BREAKER", "HIGH_LATENCY"],
  runs: failedRuns(),
  scope: "platform_and_clubs",
  rehearsable: true,
});
