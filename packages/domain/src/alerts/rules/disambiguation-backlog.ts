import { pluralise } from "../../format/number";
import { whole } from "../../settings/definition";
import { defineRule, factOfNow, high } from "../define-rule";
import { frozenRuns } from "../run-source";

export const disambiguationBacklog = defineRule({
  type: "DISAMBIGUATION_BACKLOG",
  name: "Names to choose",
  title: "Too many names to choose",
  suggestion:
    "Check which clubs the names come from. A roster may be missing players, or coaches may not be answering.",
  threshold: { setting: "DISAMBIGUATION_BACKLOG_WARNING", unit: ["name", "names"], badWhen: "high" },
  settings: {
    DISAMBIGUATION_BACKLOG_WARNING: whole("alerts", "count", [
      100,
      1,
      100_000,
      "Names to choose above which an incident opens.",
    ]),
  },
  numbers: (settings) => factOfNow(settings.DISAMBIGUATION_BACKLOG_WARNING),
  reads: "open_names",
  condition: (numbers, { disambiguationBacklog: waiting }) => {
    const sentence = `${pluralise(waiting, "name")} waiting to be chosen, normally at most ${numbers.threshold}.`;
    return high(numbers, waiting, ["low", "low"], sentence);
  },
  related: ["HIGH_FAILURE_RATE"],
  runs: frozenRuns,
  scope: "platform_and_clubs",
  rehearsable: false,
});
