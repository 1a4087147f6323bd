import { defineRule, factOfNow, high } from "../define-rule";
import { noRuns } from "../run-source";

/** More than a line of names is no help. */
const NAMED = 3;

/** Opens when a background job has used up its attempts, and resolves when it works again. */
export const chainFailed = defineRule({
  type: "CHAIN_FAILED",
  name: "Background jobs",
  title: "A background job has given up",
  suggestion: "Check its last error on the health page. Start it again once the cause is fixed.",
  threshold: { setting: null, unit: ["job", "jobs"], badWhen: "high" },
  settings: {},
  numbers: () => factOfNow(0),
  reads: "chains",
  condition: (numbers, { failedChains = [] }) => {
    const named = failedChains.slice(0, NAMED).map(({ name, lastError }) => `${name} (${lastError})`);
    const others = failedChains.length - named.length;
    const sentence =
      failedChains.length === 0
        ? "No background job has given up."
        : `Given up: ${named.join(", ")}${others > 0 ? ` and ${others} more` : ""}; normally none.`;
    return high(numbers, failedChains.length, ["high", "high"], sentence);
  },
  related: ["HEALTH_CHECK_OVERDUE"],
  runs: noRuns,
  scope: "platform",
  rehearsable: false,
});
