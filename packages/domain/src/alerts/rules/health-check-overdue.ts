import { formatDuration } from "../../format/duration";
import { whole } from "../../settings/definition";
import { MINUTE_MS } from "../../time";
import { defineRule, factOfNow, high, tooFew } from "../define-rule";
import { noRuns } from "../run-source";

export const healthCheckOverdue = defineRule({
  type: "HEALTH_CHECK_OVERDUE",
  name: "Health checks",
  title: "Health checks are overdue",
  suggestion: "No other incident can open until they run again. Check that the deployment's crons run.",
  threshold: {
    setting: "HEALTH_CHECK_OVERDUE_MINUTES",
    unit: ["minute", "minutes"],
    said: { unit: "minutes" },
    badWhen: "high",
  },
  settings: {
    HEALTH_CHECK_OVERDUE_MINUTES: whole("alerts", "minutes", [
      15,
      6,
      1440,
      "Age of the last health check above which it counts as overdue.",
    ]),
  },
  numbers: (settings) => factOfNow(settings.HEALTH_CHECK_OVERDUE_MINUTES),
  reads: "health_check",
  condition: (numbers, { sinceHealthCheckMs }) => {
    if (sinceHealthCheckMs === undefined) return tooFew("This is the first health check.");
    const allowed = formatDuration(numbers.threshold * MINUTE_MS);
    const sentence = `The last health check was ${formatDuration(sinceHealthCheckMs)} ago, normally at most ${allowed}.`;
    return high(numbers, sinceHealthCheckMs / MINUTE_MS, ["critical", "critical"], sentence);
  },
  related: ["ROLLUP_BEHIND"],
  runs: noRuns,
  scope: "platform",
  rehearsable: false,
});
