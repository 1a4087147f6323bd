import { inTheLast } from "../../format/duration";
import { pluralise } from "../../format/number";
import { stageOf } from "../../metrics/bucket";
import { whole } from "../../settings/definition";
import { MINUTE_MS } from "../../time";
import { defineRule, high } from "../define-rule";

export const deliveryFailures = defineRule({
  type: "DELIVERY_FAILURES",
  name: "Messages not delivered",
  title: "Messages to coaches aren't arriving",
  suggestion: "Open the failed messages, look at their codes, then send them again.",
  threshold: {
    setting: "DELIVERY_FAILURES_WARNING",
    unit: ["message", "messages"],
    badWhen: "high",
  },
  settings: {
    DELIVERY_FAILURES_WARNING: whole("alerts", "count", [
      3,
      1,
      10_000,
      "Undelivered messages within the failure rate's window, from which an incident opens.",
    ]),
  },
  numbers: (settings) => ({
    threshold: settings.DELIVERY_FAILURES_WARNING,
    severeThreshold: settings.DELIVERY_FAILURES_WARNING * 5,
    minSample: 0,
    raiseAfter: 1,
    windowMs: settings.FAILURE_RATE_WINDOW_MINUTES * MINUTE_MS,
  }),
  reads: "failures",
  condition: (numbers, { recent }) => {
    const { failed, completed } = stageOf(recent, "delivery");
    const sentence =
      `${pluralise(failed, "message")} to coaches not delivered ${inTheLast(numbers.windowMs)}` +
      ` (${completed} delivered).`;
    return high(numbers, failed, ["medium", "high"], sentence, true);
  },
  related: ["HIGH_FAILURE_RATE"],
  runs: () => ({ kind: "events", eventType: "message_failed" }),
  scope: "platform_and_clubs",
  rehearsable: true,
});
