import { pluralise } from "../../format/number";
import { whole } from "../../settings/definition";
import { defineRule, factOfNow, high } from "../define-rule";
import { frozenRuns } from "../run-source";

export const disambiguationBacklog = defineRule({
  type: "DISAMBIGUATION_BACKLOG",
  name: "Names to choose",
  title: "Names wait for a choice",
  suggestion:
    "See which clubs the names come from: a roster may be missing players, or coaches may not be answering.",
  threshold: { setting: "DISAMBIGUATION_BACKLOG_WARNING", unit: ["name", "names"], badWhen: "high" },
  settings: {
    DISAMBIGUATION_BACKLOG_WARNING: whole("alerts", "count", [
      100,
      1,
      100_000,
      "Names waiting for a person's choice above which an alert is raised.",
    ]),
  },
  numbers: (settings) => factOfNow(settings.DISAMBIGUATION_BACKLOG_WARNING),
  reads: "open_names",
  condition: (numbers, { disambiguationBacklog: waiting }) => {
    const sentence = `${pluralise(waiting, "name")} waiting for somebody to choose, normally at most ${numbers.threshold}.`;
    return high(numbers, waiting, ["low", "low"], sentence);
  },
  related: ["HIGH_FAILURE_RATE"],
  runs: frozenRuns,
  scope: "platform_and_clubs",
  rehearsable: false,
});
