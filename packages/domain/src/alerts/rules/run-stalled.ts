import { pluralise } from "../../format/number";
import { whole } from "../../settings/definition";
import { defineRule, factOfNow, high } from "../define-rule";
import { failedRuns } from "../run-source";

export const runStalled = defineRule({
  type: "RUN_STALLED",
  name: "Stalled runs",
  title: "Runs have stalled",
  suggestion:
    "The sweep has marked them failed: retry them. If they stall again, look at the stage they stop at.",
  threshold: { setting: "STALLED_RUNS_WARNING", unit: ["run", "runs"], badWhen: "high" },
  settings: {
    STALLED_RUNS_WARNING: whole("alerts", "count", [
      1,
      1,
      10_000,
      "Runs past their deadline from which an alert is raised.",
    ]),
  },
  numbers: (settings) => factOfNow(settings.STALLED_RUNS_WARNING),
  reads: "stalled",
  condition: (numbers, { stalledRuns }) => {
    const sentence = `${pluralise(stalledRuns, "run")} past their deadline, normally none.`;
    return high(numbers, stalledRuns, ["medium", "high"], sentence, true);
  },
  related: ["CIRCUIT_BREAKER", "QUEUE_DEPTH"],
  runs: failedRuns(["deadline_exceeded"]),
  scope: "platform",
  rehearsable: false,
});
