import { pluralise } from "../../format/number";
import { whole } from "../../settings/definition";
import { defineRule, factOfNow, high } from "../define-rule";
import { failedRuns } from "../run-source";

export const eventsDisagree = defineRule({
  type: "EVENTS_DISAGREE",
  name: "Events disagree",
  title: "Events don't match notes",
  suggestion: "Open one of the notes. Its timeline shows what's missing. A full retry rebuilds both.",
  threshold: { setting: "EVENTS_DISAGREE_WARNING", unit: ["note", "notes"], badWhen: "high" },
  settings: {
    EVENTS_DISAGREE_WARNING: whole("alerts", "count", [
      1,
      1,
      10_000,
      "Notes whose events don't match their state, from which an incident opens.",
    ]),
  },
  numbers: (settings) => factOfNow(settings.EVENTS_DISAGREE_WARNING),
  reads: "disagreements",
  condition: (numbers, { eventsDisagree: notes }) => {
    const sentence = `The events of ${pluralise(notes, "note")} don't match their state, normally none.`;
    return high(numbers, notes, ["medium", "medium"], sentence, true);
  },
  related: ["ROLLUP_BEHIND"],
  runs: failedRuns(["events_disagree"]),
  scope: "platform",
  rehearsable: false,
});
