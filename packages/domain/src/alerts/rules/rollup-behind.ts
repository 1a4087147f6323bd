import { formatDuration } from "../../format/duration";
import { whole } from "../../settings/definition";
import { SECOND_MS } from "../../time";
import { defineRule, high } from "../define-rule";
import { noRuns } from "../run-source";

export const rollupBehind = defineRule({
  type: "ROLLUP_BEHIND",
  name: "Metrics behind",
  title: "Metrics are behind",
  suggestion: "The dashboards are out of date. Check that the roll-up worker runs, and its last error.",
  threshold: {
    setting: "ROLLUP_BEHIND_SECONDS",
    unit: ["second", "seconds"],
    said: { unit: "seconds" },
    badWhen: "high",
  },
  settings: {
    ROLLUP_BEHIND_SECONDS: whole("alerts", "seconds", [
      300,
      30,
      86_400,
      "Age of the oldest event not yet counted, above which an incident opens.",
    ]),
  },
  numbers: (settings) => ({
    threshold: settings.ROLLUP_BEHIND_SECONDS,
    minSample: 0,
    raiseAfter: settings.ALERT_RAISE_AFTER_EVALUATIONS,
    windowMs: 0,
  }),
  reads: "rollup",
  condition: (numbers, { rollupLagMs }) => {
    const allowed = formatDuration(numbers.threshold * SECOND_MS);
    const sentence = `The metrics are ${formatDuration(rollupLagMs)} behind the events, normally at most ${allowed}.`;
    return high(numbers, rollupLagMs / SECOND_MS, ["high", "high"], sentence);
  },
  related: ["HEALTH_CHECK_OVERDUE"],
  runs: noRuns,
  scope: "platform",
  rehearsable: false,
});
