import { AI_PROVIDER_LABELS, CIRCUIT_BREAKER } from "../../vocabulary/operations";
import { defineRule, factOfNow, high } from "../define-rule";
import { BREAKER_CODES, failedRuns } from "../run-source";

export const circuitBreaker = defineRule({
  type: "CIRCUIT_BREAKER",
  name: "Circuit breaker",
  title: "A circuit breaker is open",
  suggestion:
    "Check the provider's status page. The breaker tests the provider automatically. Retry the failures once it closes.",
  // Any breaker that is not closed: there is nothing to choose.
  threshold: { setting: null, unit: ["breaker", "breakers"], badWhen: "high" },
  settings: {},
  numbers: () => factOfNow(0),
  reads: "breakers",
  condition: (numbers, { breakers }) => {
    const broken = breakers.filter(({ state }) => state !== "closed");
    const sentence =
      broken.length === 0
        ? "Every circuit breaker is closed."
        : broken
            .map(
              ({ provider, state }) =>
                `The circuit breaker of ${AI_PROVIDER_LABELS[provider]} is ${CIRCUIT_BREAKER[state].state}.`,
            )
            .join(" ");
    return high(numbers, broken.length, ["critical", "critical"], sentence);
  },
  related: ["QUEUE_DEPTH"],
  // What opened it, and what it then refused.
  runs: failedRuns(BREAKER_CODES),
  scope: "platform",
  rehearsable: false,
});
