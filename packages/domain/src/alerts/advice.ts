/** What stands beside an alert: its name, what it is not, one thing to do, and where the runs behind it are. */
import type { AlertType } from "../vocabulary/operations";
import { readCondition } from "./conditions";
import type { AlertRule, HealthFacts } from "./rules";

/** Which list shows exactly what an incident is about, within its window and at its stage. */
export type RunsBehind =
  | "failed_runs"
  | "finished_runs"
  | "runs_in_flight"
  | "ambiguous_names"
  | "runs_without_drafts"
  | "breaker_events"
  | "health";

export interface AlertAdvice {
  title: string;
  suggestion: string;
  runs: RunsBehind;
  /** Conditions whose absence narrows the cause down. */
  related: readonly AlertType[];
}

export const ALERT_ADVICE = {
  HIGH_FAILURE_RATE: {
    title: "Many notes fail",
    suggestion: "Open the failures grouped by cause, cure the largest group, then retry it.",
    runs: "failed_runs",
    related: ["CIRCUIT_BREAKER", "HIGH_LATENCY"],
  },
  HIGH_LATENCY: {
    title: "Notes take long",
    suggestion: "Compare the stages: the one that grew is the one to look at.",
    runs: "finished_runs",
    related: ["QUEUE_DEPTH", "HIGH_FAILURE_RATE"],
  },
  QUEUE_DEPTH: {
    title: "Notes queue up",
    suggestion: "Look at the stage at which most notes wait, and at the provider behind it.",
    runs: "runs_in_flight",
    related: ["CIRCUIT_BREAKER", "HIGH_FAILURE_RATE"],
  },
  DISAMBIGUATION_BACKLOG: {
    title: "Names wait for a choice",
    suggestion:
      "See which clubs the names are of: a roster may be missing players, or coaches may not be answering.",
    runs: "ambiguous_names",
    related: ["HIGH_FAILURE_RATE"],
  },
  CIRCUIT_BREAKER: {
    title: "A provider is switched off",
    suggestion:
      "Look at the provider's status page. The breaker probes by itself; retry the failures when it has closed.",
    runs: "breaker_events",
    related: ["QUEUE_DEPTH"],
  },
  INACTIVITY: {
    title: "No notes arrive",
    suggestion:
      "Send a note yourself. If it does not appear, look at the webhook and the provider's console.",
    runs: "finished_runs",
    related: ["QUEUE_DEPTH", "HIGH_FAILURE_RATE"],
  },
  YIELD_DROPPED: {
    title: "Notes yield less than usual",
    suggestion:
      "Read a few of the notes: if they say more than was extracted, the model or its configuration has changed.",
    runs: "runs_without_drafts",
    related: ["HIGH_FAILURE_RATE", "DISAMBIGUATION_BACKLOG"],
  },
  RUN_STALLED: {
    title: "Runs have stalled",
    suggestion:
      "The sweep has marked them failed: retry them. If they stall again, look at the stage they stop at.",
    runs: "failed_runs",
    related: ["CIRCUIT_BREAKER", "QUEUE_DEPTH"],
  },
  EVENTS_DISAGREE: {
    title: "Events disagree with state",
    suggestion: "Open one of the notes: its timeline shows what is missing. A full retry makes both anew.",
    runs: "failed_runs",
    related: ["ROLLUP_BEHIND"],
  },
  ROLLUP_BEHIND: {
    title: "Metrics are behind",
    suggestion:
      "The dashboards are older than they look. See whether the roll-up worker runs, and its last error.",
    runs: "health",
    related: ["HEALTH_CHECK_OVERDUE"],
  },
  HEALTH_CHECK_OVERDUE: {
    title: "Health checks are overdue",
    suggestion: "Until they run again no other alert can be raised. See whether the deployment's crons run.",
    runs: "health",
    related: ["ROLLUP_BEHIND"],
  },
} as const satisfies Record<AlertType, AlertAdvice>;

/** The sentences of what an alert is not: the related conditions that were read and found in order. */
export function whatItIsNot(
  type: AlertType,
  rules: readonly AlertRule[],
  facts: HealthFacts,
): readonly string[] {
  const related: readonly AlertType[] = ALERT_ADVICE[type].related;
  return rules
    .filter((rule) => related.includes(rule.type))
    .map((rule) => readCondition(rule, facts))
    .filter((reading) => reading.cleared && !reading.tooFew)
    .map((reading) => reading.sentence);
}
