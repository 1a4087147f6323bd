import { pluralise } from "../../format/number";
import { whole } from "../../settings/definition";
import { defineRule, factOfNow, high } from "../define-rule";
import { failedRuns } from "../run-source";

export const runStalled = defineRule({
  type: "RUN_STALLED",
  name: "Stalled notes",
  title: "Notes have stalled",
  suggestion:
    "The sweep has marked them as failed, so retry them. If they stall again, check the stage where they stop.",
  threshold: { setting: "STALLED_RUNS_WARNING", unit: ["note", "notes"], badWhen: "high" },
  settings: {
    STALLED_RUNS_WARNING: whole("alerts", "count", [
      1,
      1,
      10_000,
      "Notes past their deadline, from which an incident opens.",
    ]),
  },
  numbers: (settings) => factOfNow(settings.STALLED_RUNS_WARNING),
  reads: "stalled",
  condition: (numbers, { stalledRuns }) => {
    const sentence = `${pluralise(stalledRuns, "note")} past their deadline, normally none.`;
    return high(numbers, stalledRuns, ["medium", "high"], sentence, true);
  },
  related: ["CIRCUIT_BREAKER", "QUEUE_DEPTH"],
  runs: failedRuns(["deadline_exceeded"]),
  scope: "platform",
  rehearsable: false,
});
