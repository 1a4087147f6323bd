import { formatDuration } from "../../format/duration";
import { pluralise } from "../../format/number";
import { whole } from "../../settings/definition";
import { defineRule, high } from "../define-rule";
import { frozenRuns } from "../run-source";

export const queueDepth = defineRule({
  type: "QUEUE_DEPTH",
  name: "Queue depth",
  title: "Notes are queueing",
  suggestion: "Check the stage where most notes wait, and its provider.",
  threshold: { setting: "QUEUE_DEPTH_WARNING", unit: ["note", "notes"], badWhen: "high" },
  settings: {
    QUEUE_DEPTH_WARNING: whole("alerts", "count", [
      50,
      1,
      100_000,
      "Notes in progress above which an incident opens.",
    ]),
  },
  numbers: (settings) => ({
    threshold: settings.QUEUE_DEPTH_WARNING,
    severeThreshold: settings.QUEUE_DEPTH_WARNING * 4,
    minSample: 0,
    raiseAfter: settings.ALERT_RAISE_AFTER_EVALUATIONS,
    windowMs: 0,
  }),
  reads: "queue",
  condition: (numbers, { queueDepth: depth, oldestQueuedMs }) => {
    const oldest = depth === 0 ? "" : `; the oldest has waited ${formatDuration(oldestQueuedMs)}`;
    const sentence = `${pluralise(depth, "note")} waiting or in progress, normally at most ${numbers.threshold}${oldest}.`;
    return high(numbers, depth, ["medium", "high"], sentence);
  },
  related: ["CIRCUIT_BREAKER", "HIGH_FAILURE_RATE"],
  runs: frozenRuns,
  // A single club's queue is part of the platform's.
  scope: "platform",
  rehearsable: false,
});
